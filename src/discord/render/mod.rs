//! The texts of messages, as pure functions.

pub mod articles;
pub mod citation;
pub mod escape;
pub mod help;
#[cfg(test)]
pub mod hostile;
pub mod layout;
pub mod moderation;
pub mod passages;
pub mod quotations;
pub mod sentences;
pub mod shared;
pub mod verdicts;
