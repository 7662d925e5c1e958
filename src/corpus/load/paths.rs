//! Paths of source files, and opening them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::contents::ContentHash;
use super::limits::Limits;

/// A path below the data folder as the operator would type it, for messages.
pub(super) fn shown_path(dir: &Path, path: &str) -> String {
    format!("{}/{path}", dir.display().to_string().trim_end_matches('/'))
}

/// Opens a file below `dir` for reading up to its limit and one byte more, which tells a file that
/// is over the limit.
pub(super) fn open(dir: &Path, path: &str, limits: Limits) -> io::Result<io::Take<File>> {
    let place = fs::canonicalize(dir.join(path))?;
    if !place.starts_with(fs::canonicalize(dir)?) {
        return Err(io::Error::other("it lies outside the folder of articles"));
    }
    open_to(&place, limits.of(path))
}

/// Opens a file for reading up to `limit` bytes and one more.
pub(super) fn open_to(place: &Path, limit: u64) -> io::Result<io::Take<File>> {
    // Opening a pipe would wait for someone to write into it.
    if !fs::metadata(place)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    Ok(File::open(place)?.take(limit.saturating_add(1)))
}

/// The hash of the rest of a file.
pub(super) fn hash_of(file: io::Take<File>) -> io::Result<ContentHash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(hasher.finalize())
}
