//! The status of the index, compared with the files.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::corpus::{self, Corrections, Problem};
use crate::curation::{ActiveTask, CurationError, Curator};
use crate::encoder::Encoder;
use crate::index::{CommitInfo, Edition, IndexError, Search, size_on_disk};

/// Status of the index, compared with the files.
#[derive(Clone, Debug)]
pub struct IndexStatus {
    /// Last commit; `None` before the first refresh.
    pub committed: Option<CommitStatus>,
    /// Number of files that are new, missing or changed since they were indexed, plus the number of
    /// articles whose corrected speakers changed; all files if the table of aliases or the encoder
    /// changed.
    pub changed: usize,
    /// Problems of the files as they are now.
    pub problems: Vec<Problem>,
    /// Size of the index on disk, in bytes.
    pub size: u64,
    /// Verb in progress, if any.
    pub active_task: Option<ActiveTask>,
    /// Time since the curator was made.
    pub uptime: Duration,
}

/// Last commit of the index.
#[derive(Clone, Debug)]
pub struct CommitStatus {
    /// Edition.
    pub edition: Edition,
    /// Actor, time and description.
    pub commit: CommitInfo,
    /// Number of articles.
    pub articles: usize,
    /// Number of paragraphs.
    pub paragraphs: u64,
    /// Number of quotations.
    pub quotations: u64,
}

impl Curator {
    /// Compares the index with the files, and changes nothing. Also works while a verb is in
    /// progress.
    ///
    /// # Errors
    ///
    /// [`CurationError`] if the articles or the index cannot be read at all.
    pub fn status(&self) -> Result<IndexStatus, CurationError> {
        let workspace = self.workspace();
        let snapshot = self.live().snapshot();
        let (files, mut problems) =
            corpus::scan(&workspace.data, workspace.reading.limits).map_err(IndexError::from)?;
        let known = snapshot.as_deref().map(|snapshot| snapshot.files());
        let known_file = |path: &str| known.and_then(|known| known.get(path));
        let mut changed = 0;
        for file in &files {
            let hash = file
                .hash
                .map(|hash| hash.to_hex().to_string())
                .unwrap_or_default();
            let known = known_file(&file.path);
            let is_changed = known.is_none_or(|known| known.hash != hash);
            changed += usize::from(is_changed);
            if is_changed || known.is_some_and(|known| known.problems) {
                problems.extend(
                    corpus::read(&workspace.data, &file.path, workspace.reading.limits).problems,
                );
            }
        }
        let there = files
            .iter()
            .filter(|file| known_file(&file.path).is_some())
            .count();
        changed += known.map_or(0, |known| known.len() - there);
        let loaded = workspace.reading.attributor(&workspace.data);
        // If the table of aliases changed, the speakers of every article must be found again.
        let other_names = snapshot
            .as_deref()
            .is_some_and(|snapshot| snapshot.attributor_name() != loaded.attributor.name());
        let encoder = workspace.reading.encoder.as_ref();
        let other_encoder = snapshot
            .as_deref()
            .is_some_and(|snapshot| snapshot.encoder() != encoder.map(Encoder::identity));
        if other_encoder || other_names && loaded.broken_aliases.is_none() {
            changed = changed.max(files.len());
        } else if let Some(snapshot) = snapshot.as_deref()
            && loaded.broken_corrections.is_none()
        {
            changed += changed_corrections(snapshot, &loaded.attributor.corrections)?;
        }
        problems.extend(loaded.problems());
        let committed = match snapshot.as_deref() {
            None => None,
            Some(snapshot) => Some(CommitStatus {
                edition: snapshot.edition().clone(),
                commit: snapshot.commit_info().clone(),
                articles: snapshot.article_count()?,
                paragraphs: snapshot.paragraph_count(),
                quotations: snapshot.quotation_count()?,
            }),
        };
        Ok(IndexStatus {
            committed,
            changed,
            problems,
            size: size_on_disk(&workspace.index),
            active_task: self.active_task(),
            uptime: self.uptime(),
        })
    }
}

/// Returns the number of indexed articles whose corrected speakers changed since the last refresh.
fn changed_corrections(
    snapshot: &dyn Search,
    corrections: &Corrections,
) -> Result<usize, IndexError> {
    let (now, indexed) = (corrections.fingerprints(), snapshot.corrections());
    let ids: BTreeSet<&String> = now.keys().chain(indexed.keys()).collect();
    let mut changed = 0;
    for id in ids {
        if now.get(id) != indexed.get(id) {
            changed += snapshot.paragraphs_of(id, 1..=1)?.len();
        }
    }
    Ok(changed)
}
