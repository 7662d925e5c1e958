//! What stands on the page: quotation marks, words and signs, sentences.

pub(crate) mod marks;
mod sentences;
mod signs;
pub(crate) mod tokens;
