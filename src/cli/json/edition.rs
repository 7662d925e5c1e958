//! The edition in JSON output.

use crate::index::Edition;

/// Returns the edition; `None` before the first commit.
pub(super) fn edition_or_null(edition: &Edition) -> Option<&Edition> {
    (*edition != Edition::default()).then_some(edition)
}
