//! The edition that answered.

use crate::index::Edition;

/// The edition, or nothing before the first commit.
pub(super) fn known(edition: &Edition) -> Option<&Edition> {
    (*edition != Edition::default()).then_some(edition)
}
