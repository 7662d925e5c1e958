//! Renders messages: pure functions from values to Discord's Markdown.

pub(super) mod articles;
pub(super) mod citation;
pub(super) mod escape;
pub(super) mod feeds;
pub(super) mod gaps;
pub(super) mod help;
#[cfg(test)]
pub(super) mod hostile;
pub(super) mod layout;
pub(super) mod moderation;
pub(super) mod passages;
pub(super) mod quotations;
pub(super) mod sentences;
pub(super) mod shared;
pub(super) mod verdicts;
