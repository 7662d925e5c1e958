//! The only writer: articles become documents, and changes become commits.
//!
//! The quotations of a paragraph are fields of its document. As documents of their own they would
//! change the statistics that BM25 has of paragraphs.

mod documents;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use rayon::prelude::*;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::commit::{CommitInfo, CommitPayload, Edition, FileState};
use super::vectors::{CommittedVectors, sweep};
use super::{Cancellation, IndexError, Store};
use crate::corpus::Article;
use crate::quotations::Attributor;
use documents::documents;

/// Memory budget of each indexing thread, in bytes. A thread that has used it up writes a segment.
const MEMORY_PER_THREAD: usize = 48_000_000;

/// Maximum number of indexing threads. More would only make more segments to merge.
const MAX_THREADS: usize = 4;

/// Minimum number of articles that are written by more than one thread. Fewer go into one segment
/// with the smallest budget that tantivy takes: its tables are allocated for all of the budget.
const MIN_ARTICLES_FOR_THREADS: usize = 100;
const MIN_MEMORY: usize = 15_000_000;

/// Bytes of text that are turned into documents at a time.
const BATCH_BYTES: usize = 512 << 10;

/// The difference between what an index holds and what it should hold.
pub(super) struct ChangeSet<'a> {
    /// Ids of articles to remove. An article that changed is both removed and added.
    pub removed: Vec<String>,
    /// Articles to add. Each is dropped once it is written.
    pub added: &'a mut dyn Iterator<Item = Article>,
    /// Ends the change between two articles, without a commit.
    pub cancellation: &'a Cancellation,
    /// Finds the quotations of the added articles and their speakers.
    pub attributor: &'a Attributor,
    /// [`Store::attributor_name`] of the resulting state.
    pub attributor_name: String,
    /// [`Store::corrections`] of the resulting state.
    pub corrections: BTreeMap<String, u64>,
    /// The vectors of the resulting state.
    pub vectors: Option<CommittedVectors>,
    /// The source files of the resulting state, by path.
    pub files: BTreeMap<String, FileState>,
    /// Who makes the change, when, and by doing what.
    pub info: CommitInfo,
}

impl Store {
    /// Removes and adds articles in one commit: after a crash at any moment the index holds either
    /// all of the change or none of it.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be written or the change is cancelled. The index then holds
    /// what it held before.
    pub(super) fn apply(&mut self, changes: ChangeSet<'_>) -> Result<Edition, IndexError> {
        let failed = self.engine_error("write");
        let has_vectors = changes.vectors.as_ref().is_some_and(|it| !it.is_partial);
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let (threads, memory) = if changes.added.size_hint().0 < MIN_ARTICLES_FOR_THREADS {
            (1, MIN_MEMORY)
        } else {
            (cores.min(MAX_THREADS), MEMORY_PER_THREAD)
        };
        // More merge threads than indexing threads would only compete with them for the cores.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .num_merge_threads(threads)
            .memory_budget_per_thread(memory)
            .build();
        let mut writer: IndexWriter = self.index.writer_with_options(options).map_err(&failed)?;
        // A program that was killed may have left files with the names that are written next.
        writer.garbage_collect_files().wait().map_err(&failed)?;
        for id in &changes.removed {
            writer.delete_term(Term::from_field_text(self.fields.article, id));
        }
        loop {
            let batch = next_batch(changes.added);
            if batch.is_empty() || changes.cancellation.is_cancelled() {
                break;
            }
            // Finding quotations takes longer than handing documents over, so all cores do it.
            let documents: Vec<Vec<TantivyDocument>> = batch
                .par_iter()
                .filter(|_| !changes.cancellation.is_cancelled())
                .map(|article| {
                    let quotations = changes.attributor.extract(article);
                    documents(article, &quotations, has_vectors, &self.fields)
                })
                .collect();
            for document in documents.into_iter().flatten() {
                writer.add_document(document).map_err(&failed)?;
            }
        }
        if changes.cancellation.is_cancelled() {
            return Err(IndexError::Cancelled);
        }
        let payload = CommitPayload::new(
            self.language,
            changes.attributor_name,
            changes.corrections,
            changes.files,
            changes.vectors,
            changes.info,
        );
        let mut commit = writer.prepare_commit().map_err(&failed)?;
        commit.set_payload(&payload.to_json().unwrap_or_default());
        commit.commit().map_err(&failed)?;
        writer.wait_merging_threads().map_err(&failed)?;
        self.reader.reload().map_err(&failed)?;
        self.trust_last_commit().map_err(&failed)?;
        let edition = payload.edition.clone();
        let kept = payload
            .vectors
            .as_ref()
            .map(|vectors| vectors.file.as_str());
        // Files that stay behind are deleted after the next commit.
        let _ = sweep(&self.folder, kept);
        self.take(payload);
        Ok(edition)
    }
}

/// The next articles, together at least [`BATCH_BYTES`] long unless there are no more.
fn next_batch(articles: &mut dyn Iterator<Item = Article>) -> Vec<Article> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < BATCH_BYTES
        && let Some(article) = articles.next()
    {
        bytes += article.text().len();
        batch.push(article);
    }
    batch
}
