//! Answers, quotations and verdicts as JSON for programs. Unknown values are null.

pub(super) mod passages;
pub(super) mod quotations;
pub(super) mod verdicts;

use crate::index::Edition;

/// Returns the edition; `None` before the first commit.
fn edition_or_null(edition: &Edition) -> Option<&Edition> {
    (*edition != Edition::default()).then_some(edition)
}
