//! summit-bot answers questions about a summit from a set of news articles, word for word.

pub mod answer;
pub mod corpus;
pub mod index;
