//! What is known about words and names before any article is read.

pub mod names;

pub use names::Aliases;
