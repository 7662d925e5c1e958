//! The files in an index folder: what they take, and which of them are tantivy's.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

/// How the names of the files of a segment end.
const KINDS: [&str; 8] = [
    "del",
    "fast",
    "fieldnorm",
    "idx",
    "pos",
    "store",
    "temp",
    "term",
];

/// The bytes that the index in `folder` takes on disk.
pub fn size_on_disk(folder: &Path) -> u64 {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .filter(fs::Metadata::is_file)
        .map(|metadata| metadata.len())
        .sum()
}

/// Deletes tantivy's files, and no others: a folder named by mistake must not lose anything.
pub(super) fn wipe(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if is_of_segment(&name) || name == "meta.json" || name == ".managed.json" {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Deletes what a program left half-written that was killed. Whoever calls holds the lock, so
/// nobody is still writing.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let suffix = name.to_str().and_then(|name| name.strip_prefix(".tmp"));
        if suffix.is_some_and(|suffix| suffix.len() == 6) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether a file is called as those that hold a segment: pictures may be called by hashes, too.
pub(super) fn is_of_segment(name: &OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.split_once('.'));
    name.is_some_and(|(stem, rest)| {
        let kind = rest.rsplit('.').next().unwrap_or_default();
        stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit()) && KINDS.contains(&kind)
    })
}
