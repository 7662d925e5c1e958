//! Paths of source files and hashes of their contents.

use std::fs::File;
use std::io;
use std::path::Path;

use super::contents::ContentHash;
use crate::corpus::files::shown;
use crate::text::characters::escaped;

/// Formats a path relative to the data folder as the operator would type it.
pub(in crate::corpus) fn shown_path(dir: &Path, path: &str) -> String {
    let dir = shown(dir);
    format!("{}/{}", dir.trim_end_matches('/'), escaped(path))
}

/// Hashes the rest of a file.
pub(super) fn hash_of(file: io::Take<File>) -> io::Result<ContentHash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(hasher.finalize())
}
