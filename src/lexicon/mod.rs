//! Lexicon: knowledge about words and names that does not come from articles.
//!
//! The word lists are data files, `en/*.toml`, embedded in the program. A list names the
//! [`Class`]es of its words, and [`look_up`] combines all lists for one word. Reporting verbs are
//! listed in their base form and found in every form. Words that only one construction of
//! attribution needs are listed by their [`Usage`]. To add a word, add it to a list; the lists are
//! sorted.

mod aliases;
mod class;
mod cue;
mod flags;
mod forms;
mod inflection;
mod languages;
mod pages;
mod sense;
mod spelling;
mod usage;
mod words;

pub use aliases::{AliasError, Aliases};
pub use class::Class;
pub use cue::Cue;
pub use forms::{antonyms, chat_spelling, irregular_forms, measured_in, synonyms};
pub use languages::{LanguageNames, languages};
pub use pages::{PageWord, is_side_heading, month, no_article_phrases, page_word};
pub use sense::{Sense, sense, senses_from};
pub use spelling::{american, is_same_spelling, is_same_unit, written_out};
pub use usage::{Usage, is_used_as};
pub use words::{Entry, is, is_grown_particle, look_up, number, words_in};
