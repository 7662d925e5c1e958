//! What a user sees of the whole: files in, answers and messages out.

#![allow(clippy::unwrap_used)]

mod cli;
mod cli_index;
mod corpus;
mod corpus_problems;
mod eval;
mod house;
mod live;
mod locks;
mod program;
mod quotations;
mod summit;
