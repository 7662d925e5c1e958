//! What a user sees of the whole: files in, answers and messages out.

#![allow(clippy::unwrap_used)]

mod corpus;
mod corpus_problems;
mod quotations;
