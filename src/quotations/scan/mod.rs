//! Lexical analysis of an article: quotation marks, words and signs, sentences.

mod captions;
pub(crate) mod language;
mod lexing;
mod marks;
pub(crate) mod piece;
pub(crate) mod read;
pub(crate) mod register;
mod sentences;
mod signs;
pub(crate) mod tokens;
