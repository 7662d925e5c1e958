//! Comparing the source files with those in the index by their hashes.

use std::collections::BTreeMap;
use std::path::Path;

use crate::corpus::{self, ContentHash, Limits, Problem};
use crate::index::{FileState, IndexError, RefreshRequest, Store};

/// The source files and the hashes of their contents, in hexadecimal; an empty hash for a file that
/// cannot be read.
pub(super) type FileHashes = BTreeMap<String, String>;

/// The files as they are now. Those that the request excludes are listed as the index knows them.
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
    scanned.extend(files.into_iter().map(|file| (file.path, hex_of(file.hash))));
    Ok((scanned, problems))
}

/// Whether the index holds exactly these files, all of them without problems.
pub(super) fn is_current(store: &Store, scanned: &FileHashes) -> bool {
    store.commit_info().is_some()
        && store.files().len() == scanned.len()
        && scanned
            .iter()
            .all(|(path, hash)| !is_stale(store.files().get(path), hash))
}

/// Whether a file changed since it was last read, or may be understood differently now.
pub(super) fn is_stale(known: Option<&FileState>, hash: &str) -> bool {
    known.is_none_or(|known| known.hash != hash || known.problems)
}

/// A hash as [`FileHashes`] and [`FileState`] hold it.
pub(super) fn hex_of(hash: Option<ContentHash>) -> String {
    hash.map(|hash| hash.to_hex().to_string())
        .unwrap_or_default()
}
