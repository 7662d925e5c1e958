//! Answers, quotations and verdicts as JSON for programs. What is not known is null.

mod edition;
pub(super) mod passages;
pub(super) mod quotations;
pub(super) mod verdicts;
