//! Parsing a question for the search: its words, their other forms and names, and their weights.

pub(super) mod answer_type;
mod compounds;
pub(super) mod idf;
pub(super) mod preferred_time;
pub(super) mod query_terms;
pub(super) mod question;
pub(super) mod synonyms;
pub(super) mod term_reader;
