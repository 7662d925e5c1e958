//! Opening a commit whose files are verified first: tantivy panics on damaged files.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::{IndexMeta, IndexReader, ReloadPolicy};

use super::directory::{IndexDirectory, Purpose};
use crate::index::error::Unusable;
use crate::index::schema::tokenizers;
use crate::text::Language;
use crate::text::failures::survive;

/// Maximum number of attempts to open a commit that other processes keep replacing.
const MAX_ATTEMPTS: usize = 10;

/// Opens an index without its segments.
pub(super) fn open_index(
    folder: &Path,
    language: Language,
    purpose: Purpose,
) -> tantivy::Result<tantivy::Index> {
    let mut index = tantivy::Index::open(IndexDirectory::open(folder, purpose)?)?;
    index.set_tokenizers(tokenizers(language));
    Ok(index)
}

/// Opens the segments of an index as they are.
pub(super) fn reader_of(index: &tantivy::Index) -> tantivy::Result<IndexReader> {
    index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()
}

/// Opens the segments of the last commit, all of them verified, and returns its metadata. Other
/// processes may commit meanwhile.
pub(super) fn read_commit(
    index: &tantivy::Index,
    reader: &IndexReader,
    verified: &mut HashSet<PathBuf>,
) -> Result<IndexMeta, Unusable> {
    for _ in 0..MAX_ATTEMPTS {
        let metas = index.load_metas().map_err(Unusable::of)?;
        verify(index, &metas, verified)?;
        let committed = metas.segments.iter().map(|s| (s.id(), s.delete_opstamp()));
        if committed.collect::<BTreeMap<_, _>>() == *reader.searcher().generation().segments() {
            *verified = metas.segments.iter().flat_map(files_of).collect();
            return Ok(metas);
        }
        reader.reload().map_err(Unusable::of)?;
    }
    Err(Unusable::damaged(
        "commits follow each other faster than they can be read",
    ))
}

/// Verifies the checksums of a commit's files, but for those that were verified before.
pub(super) fn verify(
    index: &tantivy::Index,
    metas: &IndexMeta,
    verified: &mut HashSet<PathBuf>,
) -> Result<(), Unusable> {
    for file in metas.segments.iter().flat_map(files_of) {
        if verified.contains(&file) {
            continue;
        }
        let is_right = index.directory().validate_checksum(&file);
        if !is_right.map_err(|error| Unusable::of(error.into()))? {
            return Err(Unusable::Damaged(format!(
                "{} fails its checksum",
                file.display()
            )));
        }
        verified.insert(file);
    }
    Ok(())
}

/// Names of the files of a segment.
pub(super) fn files_of(segment: &SegmentMeta) -> impl Iterator<Item = PathBuf> {
    let deletes = segment.has_deletes().then_some(SegmentComponent::Delete);
    let components = [
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
        SegmentComponent::Terms,
        SegmentComponent::Store,
    ];
    components
        .into_iter()
        .chain(deletes)
        .map(|component| segment.relative_path(component))
}

/// Runs `open`, and takes a panic inside tantivy for damage.
pub(super) fn survived<T>(open: impl FnOnce() -> Result<T, Unusable>) -> Result<T, Unusable> {
    survive(open).unwrap_or_else(|panic| Err(Unusable::damaged(panic)))
}
