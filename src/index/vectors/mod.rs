//! The vectors of passages and their sentences: files beside the segments.
//!
//! A file only grows. A commit names it with its length, so what a crash left behind that length is in
//! no commit; the next refresh goes on from there. Vectors are found by a hash of the text, so what
//! did not change is not encoded again.
//!
//! They are not tantivy's files, because tantivy would write all of them again whenever it merges
//! segments. Damaged or foreign vectors make an index stale, not unusable.

mod batch;
mod committed;
mod encoding;
mod file;
mod names;

pub(super) use batch::{Place, key};
pub(super) use committed::CommittedVectors;
pub(super) use encoding::{EncodeRequest, encode};
pub(super) use file::VectorFile;
pub(super) use names::sweep;
