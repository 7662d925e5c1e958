//! Opens a commit after verifying its files: tantivy panics on damaged ones.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::{IndexMeta, IndexReader, ReloadPolicy};

use super::directory::{IndexDirectory, Purpose};
use crate::index::error::Unusable;
use crate::index::schema::tokenizers;
use crate::text::Language;
use crate::text::failures::survive;

/// Maximum number of attempts to open a commit while other processes keep making new ones.
const MAX_ATTEMPTS: usize = 10;

/// Opens an index, but none of its segments.
pub(super) fn open_index(
    folder: &Path,
    language: Language,
    purpose: Purpose,
) -> tantivy::Result<tantivy::Index> {
    let mut index = tantivy::Index::open(IndexDirectory::open(folder, purpose)?)?;
    index.set_tokenizers(tokenizers(language));
    Ok(index)
}

/// Opens the segments of an index.
pub(super) fn open_reader(index: &tantivy::Index) -> tantivy::Result<IndexReader> {
    index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()
}

/// Verifies and opens the segments of the last commit and returns its metadata. Retries if another
/// process commits meanwhile.
pub(super) fn read_commit(
    index: &tantivy::Index,
    reader: &IndexReader,
    verified: &mut HashSet<PathBuf>,
) -> Result<IndexMeta, Unusable> {
    for _ in 0..MAX_ATTEMPTS {
        let metas = index.load_metas().map_err(Unusable::from_tantivy)?;
        verify(index, &metas, verified)?;
        let committed = metas.segments.iter().map(|s| (s.id(), s.delete_opstamp()));
        if committed.collect::<BTreeMap<_, _>>() == *reader.searcher().generation().segments() {
            *verified = metas.segments.iter().flat_map(segment_files).collect();
            return Ok(metas);
        }
        reader.reload().map_err(Unusable::from_tantivy)?;
    }
    Err(Unusable::damaged(
        "commits follow each other faster than they can be read",
    ))
}

/// Verifies the checksums of a commit's files, except those in `verified`, and adds the files to
/// it.
pub(super) fn verify(
    index: &tantivy::Index,
    metas: &IndexMeta,
    verified: &mut HashSet<PathBuf>,
) -> Result<(), Unusable> {
    for file in metas.segments.iter().flat_map(segment_files) {
        if verified.contains(&file) {
            continue;
        }
        let is_valid = index.directory().validate_checksum(&file);
        if !is_valid.map_err(|error| Unusable::from_tantivy(error.into()))? {
            return Err(Unusable::Damaged(format!(
                "the checksum of {} does not match",
                file.display()
            )));
        }
        verified.insert(file);
    }
    Ok(())
}

/// Lists the names of a segment's files.
pub(super) fn segment_files(segment: &SegmentMeta) -> impl Iterator<Item = PathBuf> {
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

/// Runs `open`, and reports a panic inside tantivy as damage.
pub(super) fn catch_panic<T>(open: impl FnOnce() -> Result<T, Unusable>) -> Result<T, Unusable> {
    survive(open).unwrap_or_else(|panic| Err(Unusable::damaged(panic)))
}
