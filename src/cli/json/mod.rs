//! Answers, quotations and verdicts as JSON for programs. Unknown values are null.

mod edition;
pub(super) mod passages;
pub(super) mod quotations;
pub(super) mod verdicts;
