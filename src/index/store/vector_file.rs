//! Opens the vectors of a commit.

use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy_common::OwnedBytes;

use super::directory::{IndexDirectory, Purpose};
use crate::index::vectors::{CommittedVectors, VectorFile};

/// Opens the vectors of a commit; `None` if it has none or they are damaged. The bot then answers
/// by words alone, and the next refresh encodes the passages again.
pub(super) fn open_committed_vectors(
    folder: &Path,
    committed: Option<&CommittedVectors>,
) -> Option<Arc<VectorFile>> {
    let committed = committed?;
    let bytes = open(folder, Path::new(&committed.file)).and_then(|bytes| {
        let length = usize::try_from(committed.length).ok()?;
        (bytes.len() >= length).then(|| bytes.slice(0..length))
    });
    let file = bytes.map(|bytes| VectorFile::read(bytes, committed.dimensions));
    let whole = file.filter(|file| file.length() == committed.length);
    if whole.is_none() {
        tracing::warn!(
            "cannot read {}, the vectors of the index: answering by words alone until the next \
             `summit-bot index refresh`",
            committed.file
        );
    }
    whole.map(Arc::new)
}

/// Maps a file of the folder into memory. Uses a directory of its own, because the index's one
/// expects tantivy's footer in every file.
pub(super) fn open(folder: &Path, name: &Path) -> Option<OwnedBytes> {
    let directory = IndexDirectory::open(folder, Purpose::Reading).ok()?;
    directory.open_read(name).ok()?.read_bytes().ok()
}
