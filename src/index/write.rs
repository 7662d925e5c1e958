//! The only writer: articles become documents, one a paragraph, and changes become commits.

use std::num::NonZeroUsize;
use std::sync::Arc;

use rayon::prelude::*;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::quotations::add_quotations;
use super::schema::Fields;
use super::search::days;
use super::state::{Edition, State};
use super::store::Store;
use super::{Apply, Changes, IndexError, Passage};
use crate::corpus::{Article, Paragraph};
use crate::quotations::Quotation;
use crate::text::sentences;

/// What each indexing thread may hold in memory, in bytes, before it writes a segment.
const MEMORY_PER_THREAD: usize = 48_000_000;

/// More threads than this only make more segments to merge.
const MOST_THREADS: usize = 4;

/// Fewer articles than this are written by one thread, into one segment, and with the least memory
/// that tantivy takes: its tables are laid out for all of it beforehand.
const WORTH_THREADS: usize = 100;
const LEAST_MEMORY: usize = 15_000_000;

/// So many bytes of text are turned into documents at a time.
const BATCH: usize = 512 << 10;

/// Short neighbouring paragraphs are found by each other's words as well, up to this many words
/// together: news often spreads one thought over several paragraphs of a sentence each.
const WINDOW_WORDS: usize = 100;

impl Apply for Store {
    fn apply(&mut self, changes: Changes<'_>) -> Result<Edition, IndexError> {
        let failed = self.engine_error("write");
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let (threads, memory) = match changes.added.size_hint().0 < WORTH_THREADS {
            true => (1, LEAST_MEMORY),
            false => (cores.min(MOST_THREADS), MEMORY_PER_THREAD),
        };
        // More threads than cores to merge with would only take turns with those that index.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .num_merge_threads(threads)
            .memory_budget_per_thread(memory)
            .build();
        let mut writer: IndexWriter = self.index.writer_with_options(options).map_err(&failed)?;
        // What a program left that was killed may have the very names that are about to be written.
        writer.garbage_collect_files().wait().map_err(&failed)?;
        for id in &changes.removed {
            writer.delete_term(Term::from_field_text(self.fields.article, id));
        }
        let added = changes.added;
        loop {
            // Finding quotations takes longer than handing documents over, so it is shared out.
            let mut batch: Vec<Article> = Vec::new();
            let mut bytes = 0;
            while bytes < BATCH
                && let Some(article) = added.next()
            {
                bytes += article.text().len();
                batch.push(article);
            }
            if batch.is_empty() {
                break;
            }
            let documents: Vec<Vec<TantivyDocument>> = batch
                .par_iter()
                .map(|article| {
                    documents(article, &changes.attributor.extract(article), &self.fields)
                })
                .collect();
            for document in documents.into_iter().flatten() {
                writer.add_document(document).map_err(&failed)?;
            }
        }
        let state = State::new(self.language, changes.speakers, changes.files, changes.made);
        let mut commit = writer.prepare_commit().map_err(&failed)?;
        commit.set_payload(&state.to_json().unwrap_or_default());
        commit.commit().map_err(&failed)?;
        writer.wait_merging_threads().map_err(&failed)?;
        self.reader.reload().map_err(&failed)?;
        let edition = state.edition.clone();
        self.state = Some(Arc::new(state));
        Ok(edition)
    }
}

/// One document for each paragraph of an article, in which `quotations` were found.
fn documents(article: &Article, quotations: &[Quotation], fields: &Fields) -> Vec<TantivyDocument> {
    let metadata = article.metadata();
    let fingerprint = article.fingerprint();
    let language = metadata.language.as_deref().unwrap_or("en");
    let paragraphs: Vec<Paragraph<'_>> = article.paragraphs().collect();
    let lengths: Vec<usize> = paragraphs
        .iter()
        .map(|paragraph| paragraph.text.split_whitespace().count())
        .collect();
    paragraphs
        .iter()
        .enumerate()
        .map(|(i, paragraph)| {
            let mut document = TantivyDocument::default();
            document.add_text(fields.source, article.source());
            document.add_text(fields.article, article.id());
            document.add_u64(fields.fingerprint, fingerprint);
            document.add_u64(fields.number, u64::from(paragraph.number));
            if let Some(published) = metadata.published {
                document.add_i64(fields.published, days(published));
            }
            for (field, text) in [
                (fields.body, Some(paragraph.text)),
                (fields.heading, paragraph.heading),
                (fields.title, Some(metadata.title.as_str())),
            ] {
                if let Some(text) = text {
                    document.add_text(field, text);
                    document.add_text(fields.words, text);
                }
            }
            for neighbour in window(&lengths, i).filter(|&neighbour| neighbour != i) {
                document.add_text(fields.context, paragraphs[neighbour].text);
            }
            let passage = Passage {
                article: article.id().to_owned(),
                title: metadata.title.clone(),
                url: metadata.url.clone(),
                outlet: metadata.outlet.clone(),
                authors: metadata.authors.clone(),
                published: metadata.published,
                number: paragraph.number,
                heading: paragraph.heading.map(str::to_owned),
                text: paragraph.text.to_owned(),
                sentences: sentences::split(paragraph.text, language)
                    .into_iter()
                    .map(|span| (span.start, span.end))
                    .collect(),
            };
            let json = serde_json::to_string(&passage).unwrap_or_default();
            document.add_text(fields.passage, json);
            let from = quotations.partition_point(|q| q.paragraph < paragraph.number);
            let to = quotations.partition_point(|q| q.paragraph <= paragraph.number);
            add_quotations(
                &mut document,
                &quotations[from..to],
                paragraph.span.start,
                fields,
            );
            document
        })
        .collect()
}

/// The paragraphs around paragraph `i`, and itself, that are weighed together: neighbours are
/// taken in turn, the one before first, for as long as fewer than [`WINDOW_WORDS`] words are in.
fn window(lengths: &[usize], i: usize) -> impl Iterator<Item = usize> + use<> {
    let (mut first, mut last) = (i, i);
    let mut words = lengths.get(i).copied().unwrap_or(WINDOW_WORDS);
    while words < WINDOW_WORDS && (first > 0 || last + 1 < lengths.len()) {
        if first > 0 {
            first -= 1;
            words += lengths[first];
        }
        if words < WINDOW_WORDS && last + 1 < lengths.len() {
            last += 1;
            words += lengths[last];
        }
    }
    first..=last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lengths: &[usize], i: usize, expected: &[usize]) {
        let found: Vec<usize> = window(lengths, i).collect();
        assert_eq!(found, expected, "{lengths:?} around {i}");
    }

    #[test]
    fn short_paragraphs_are_weighed_with_their_neighbours_and_long_ones_alone() {
        check(&[20, 20, 20, 20, 20, 20, 20], 3, &[1, 2, 3, 4, 5]);
        check(&[120, 20, 20], 0, &[0]);
        check(&[20, 120, 20], 0, &[0, 1]);
        check(&[10], 0, &[0]);
    }
}
