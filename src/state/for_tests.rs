//! Helpers for unit tests of this layer.

use jiff::Timestamp;

use super::State;
use super::database::timestamp;

/// Opens a database in a temporary folder.
pub(super) fn state() -> (tempfile::TempDir, State) {
    let folder = tempfile::tempdir().unwrap();
    let state = State::open(folder.path()).unwrap();
    (folder, state)
}

/// Returns the start of a day, counted from 1970.
pub(super) fn at(day: i64) -> Timestamp {
    timestamp(day * 24 * 60 * 60)
}
