//! Files in an index folder: their total size, and recognising those that belong to the index.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use crate::corpus::files::is_unfinished;

/// Extensions of the files of a segment.
const SEGMENT_EXTENSIONS: [&str; 8] = [
    "del",
    "fast",
    "fieldnorm",
    "idx",
    "pos",
    "store",
    "temp",
    "term",
];

/// Returns the size of all files in the index folder, in bytes.
pub fn size_on_disk(folder: &Path) -> u64 {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .filter(fs::Metadata::is_file)
        .map(|metadata| metadata.len())
        .sum()
}

/// Deletes tantivy's files and no others, so that a folder configured by mistake loses nothing.
pub(super) fn delete_index_files(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if is_segment_file(&name) || name == "meta.json" || name == ".managed.json" {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Deletes the half-written files left by a killed process. The caller holds the writer's lock, so
/// no other process is still writing them.
pub(super) fn delete_unfinished_files(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let suffix = name.to_str().and_then(|name| name.strip_prefix(".tmp"));
        if is_unfinished(&name) || suffix.is_some_and(|suffix| suffix.len() == 6) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Returns whether a name is that of a segment's file: a hash with a known extension. A hash alone
/// is not enough, because other files, such as pictures, may be named by one.
pub(super) fn is_segment_file(name: &OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.split_once('.'));
    name.is_some_and(|(stem, rest)| {
        let extension = rest.rsplit('.').next().unwrap_or_default();
        stem.len() == 32
            && stem.bytes().all(|b| b.is_ascii_hexdigit())
            && SEGMENT_EXTENSIONS.contains(&extension)
    })
}
