//! What stands on the page: quotation marks, words and signs, sentences.

mod marks;
pub(crate) mod piece;
pub(crate) mod read;
mod sentences;
mod signs;
pub(crate) mod tokens;
