//! Vectors of passages and their sentences, stored in files next to the segments.
//!
//! A file only grows. A commit names it with its length, so bytes written after that by a crashed
//! process belong to no commit; the next refresh continues from there. Vectors are looked up by a
//! hash of the text, so unchanged passages are not encoded again.
//!
//! They are not stored in tantivy's files, because tantivy would rewrite all of them whenever it
//! merges segments. Damaged vectors, or those of another encoder, make an index stale, not unusable.

mod batch;
mod committed;
mod encoding;
mod file;
mod names;

pub(super) use batch::{Place, key};
pub(super) use committed::CommittedVectors;
pub(super) use encoding::{EncodeRequest, encode};
pub(super) use file::VectorFile;
pub(super) use names::delete_other_vector_files;
