//! Answers, quotations and verdicts as text for people: pure functions.

mod layout;
pub(super) mod passages;
pub(super) mod quotations;
