//! Scan of the source files: detects changes by comparing content hashes with those in the index.

use std::collections::BTreeMap;
use std::path::Path;

use crate::corpus::{self, ContentHash, Limits, Problem};
use crate::index::{FileState, IndexError, RefreshRequest, Store};

/// Content hashes of the source files by path, in hexadecimal; empty for a file that cannot be
/// read.
pub(super) type FileHashes = BTreeMap<String, String>;

/// Hashes the files in the data folder. Files that the request excludes keep the hash that the
/// index has for them.
pub(super) fn scan(
    request: &RefreshRequest,
    store: &Store,
    data: &Path,
    limits: Limits,
) -> Result<(FileHashes, Vec<Problem>), IndexError> {
    let (files, known, problems) = match &request.only {
        Some(paths) if store.commit_info().is_some() => {
            let others = store
                .files()
                .iter()
                .filter(|(path, _)| !paths.contains(path));
            let known = others.map(|(path, file)| (path.clone(), file.hash.clone()));
            (
                corpus::scan_only(data, paths, limits),
                known.collect(),
                Vec::new(),
            )
        }
        _ => {
            let (files, problems) = corpus::scan(data, limits)?;
            (files, FileHashes::new(), problems)
        }
    };
    let mut scanned = known;
    scanned.extend(
        files
            .into_iter()
            .map(|file| (file.path, hash_to_hex(file.hash))),
    );
    Ok((scanned, problems))
}

/// Returns whether the index holds exactly these files, all of them without problems.
pub(super) fn is_current(store: &Store, scanned: &FileHashes) -> bool {
    store.commit_info().is_some()
        && store.files().len() == scanned.len()
        && scanned
            .iter()
            .all(|(path, hash)| !is_stale(store.files().get(path), hash))
}

/// Returns whether a file must be read again: it changed since it was last read, or it had
/// problems.
pub(super) fn is_stale(known: Option<&FileState>, hash: &str) -> bool {
    known.is_none_or(|known| known.hash != hash || known.problems)
}

/// Formats a hash as [`FileHashes`] and [`FileState`] hold it.
pub(super) fn hash_to_hex(hash: Option<ContentHash>) -> String {
    hash.map(|hash| hash.to_hex().to_string())
        .unwrap_or_default()
}
