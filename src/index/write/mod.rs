//! The only writer of the index: applies a set of changes in one commit.
//!
//! The quotations of a paragraph are fields of its document. Separate documents for them would
//! change the BM25 statistics of paragraphs.

mod documents;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use rayon::prelude::*;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::commit::{CommitInfo, CommitPayload, Edition, FileState};
use super::vectors::{CommittedVectors, delete_other_vector_files};
use super::{Cancellation, IndexError, Store};
use crate::corpus::Article;
use crate::quotations::Attributor;
use documents::documents;

/// Memory budget of each indexing thread, in bytes. A thread that exhausts it writes a segment.
const MEMORY_PER_THREAD: usize = 48_000_000;

/// Maximum number of indexing threads. More threads would only create more segments to merge.
const MAX_THREADS: usize = 4;

/// Minimum number of articles for several indexing threads. Fewer articles are written by one
/// thread into one segment.
const MIN_ARTICLES_FOR_THREADS: usize = 100;

/// Memory budget for few articles, in bytes: the smallest that tantivy accepts. tantivy allocates
/// its tables for the whole budget.
const MIN_MEMORY: usize = 15_000_000;

/// Size of the documents created at a time, in bytes.
const BATCH_BYTES: usize = 1 << 20;

/// Estimated size of a document besides its text, in bytes. A paragraph may be a single letter.
const BYTES_PER_DOCUMENT: usize = 1 << 10;

/// Changes to an index, applied in one commit.
pub(super) struct ChangeSet<'a> {
    /// IDs of the articles to remove. A changed article is both removed and added.
    pub removed: Vec<String>,
    /// Articles to add. Each is dropped once it is written.
    pub added: &'a mut dyn Iterator<Item = Article>,
    /// Stops the change between two articles, without a commit.
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
    /// Author, time and description of the commit.
    pub info: CommitInfo,
}

impl Store {
    /// Removes and adds articles in one commit: after a crash at any moment, the index holds either
    /// the whole change or nothing of it.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be written or the change is cancelled. The index then
    /// holds what it held before.
    pub(super) fn apply(&mut self, changes: ChangeSet<'_>) -> Result<Edition, IndexError> {
        let failed = self.engine_error("write");
        let has_vectors = changes.vectors.as_ref().is_some_and(|it| !it.is_partial);
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let (threads, memory) = if changes.added.size_hint().0 < MIN_ARTICLES_FOR_THREADS {
            (1, MIN_MEMORY)
        } else {
            (cores.min(MAX_THREADS), MEMORY_PER_THREAD)
        };
        // More merge threads than indexing threads would only compete for the same cores.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .num_merge_threads(threads)
            .memory_budget_per_thread(memory)
            .build();
        let mut writer: IndexWriter = self.index.writer_with_options(options).map_err(&failed)?;
        // A killed process may have left files with the names of the next segments.
        writer.garbage_collect_files().wait().map_err(&failed)?;
        for id in &changes.removed {
            writer.delete_term(Term::from_field_text(self.fields.article, id));
        }
        loop {
            let batch = next_batch(changes.added);
            if batch.is_empty() || changes.cancellation.is_cancelled() {
                break;
            }
            // Finding quotations takes longer than adding documents to the index, so it uses all
            // cores.
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
        commit.set_payload(&serde_json::to_string(&payload).unwrap_or_default());
        commit.commit().map_err(&failed)?;
        writer.wait_merging_threads().map_err(&failed)?;
        self.reader.reload().map_err(&failed)?;
        self.trust_last_commit().map_err(&failed)?;
        let edition = payload.edition.clone();
        let kept = payload
            .vectors
            .as_ref()
            .map(|vectors| vectors.file.as_str());
        // A file that cannot be deleted now is deleted after the next commit.
        let _ = delete_other_vector_files(&self.folder, kept);
        self.use_payload(payload);
        Ok(edition)
    }
}

/// Takes the next articles: at least [`BATCH_BYTES`] of documents, unless fewer are left.
fn next_batch(articles: &mut dyn Iterator<Item = Article>) -> Vec<Article> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < BATCH_BYTES
        && let Some(article) = articles.next()
    {
        bytes += article.text().len() + article.paragraphs().count() * BYTES_PER_DOCUMENT;
        batch.push(article);
    }
    batch
}
