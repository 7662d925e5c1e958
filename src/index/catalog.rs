//! Which articles an index holds.

use std::collections::BTreeMap;

use tantivy::collector::{Count, DocSetCollector};
use tantivy::columnar::StrColumn;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Searcher, SegmentReader, Term};

use super::error::engine_error;
use super::state::{FileState, Made};
use super::{IndexError, Snapshot, Store};

/// An article as the index knows it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub id: String,
    pub source: String,
    /// `None` where it must be written again whatever it is.
    pub fingerprint: Option<u64>,
}

impl Store {
    /// How many articles the index holds.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn articles(&self) -> Result<usize, IndexError> {
        count(&self.reader.searcher()).map_err(self.engine_error("read"))
    }

    /// The file of the article with this id, if the index holds one.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn source_of(&self, id: &str) -> Result<Option<String>, IndexError> {
        let term = Term::from_field_text(self.fields.article, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let searcher = self.reader.searcher();
        let found = searcher.search(&query, &DocSetCollector).and_then(|found| {
            let Some(at) = found.into_iter().next() else {
                return Ok(None);
            };
            let segment = searcher.segment_reader(at.segment_ord);
            let sources = segment.fast_fields().str("source")?;
            Ok(texts(sources.as_ref(), &[at.doc_id])?.pop())
        });
        found.map_err(self.engine_error("read"))
    }

    /// Whether the index holds an article with this id.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn has_article(&self, id: &str) -> Result<bool, IndexError> {
        let term = Term::from_field_text(self.fields.article, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let paragraphs = self.reader.searcher().search(&query, &Count);
        Ok(paragraphs.map_err(self.engine_error("read"))? > 0)
    }

    /// The articles that the index holds.
    pub(super) fn catalog(&self) -> Result<Vec<Entry>, IndexError> {
        let mut catalog = Vec::new();
        let read = for_each_segment(&self.reader.searcher(), |segment, first_paragraphs| {
            let columns = segment.fast_fields();
            let (ids, sources) = (columns.str("article")?, columns.str("source")?);
            let fingerprints = columns.u64("fingerprint")?;
            let documents: Vec<DocId> = first_paragraphs.collect();
            let ids = texts(ids.as_ref(), &documents)?;
            let sources = texts(sources.as_ref(), &documents)?;
            for ((id, source), document) in ids.into_iter().zip(sources).zip(documents) {
                catalog.push(Entry {
                    id,
                    source,
                    fingerprint: fingerprints.first(document),
                });
            }
            Ok(())
        });
        read.map_err(self.engine_error("read"))?;
        Ok(catalog)
    }
}

impl Snapshot {
    /// Who made this state, when, and by doing what.
    pub fn made(&self) -> &Made {
        &self.state.made
    }

    /// The files that this state stands for, by path.
    pub fn files(&self) -> &BTreeMap<String, FileState> {
        &self.state.files
    }

    /// How its speakers were found; see [`Store::speakers`].
    pub fn speakers_by(&self) -> &str {
        &self.state.speakers
    }

    /// How many articles it holds, counted once.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn count_articles(&self) -> Result<usize, IndexError> {
        if let Some(articles) = self.counted.articles.get() {
            return Ok(*articles);
        }
        let articles = count(&self.searcher);
        let articles = articles.map_err(|error| engine_error(&self.folder, "read", error))?;
        Ok(*self.counted.articles.get_or_init(|| articles))
    }
}

fn count(searcher: &Searcher) -> tantivy::Result<usize> {
    let mut count = 0;
    for_each_segment(searcher, |_, first_paragraphs| {
        count += first_paragraphs.count();
        Ok(())
    })?;
    Ok(count)
}

/// Visits every segment with the first paragraph of each article in it.
fn for_each_segment(
    searcher: &Searcher,
    mut visit: impl FnMut(&SegmentReader, &mut dyn Iterator<Item = DocId>) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    searcher.segment_readers().iter().try_for_each(|segment| {
        let numbers = segment.fast_fields().u64("number")?;
        let mut first_paragraphs = segment
            .doc_ids_alive()
            .filter(|&document| numbers.first(document) == Some(1));
        visit(segment, &mut first_paragraphs)
    })
}

/// The texts that a column has for documents, in their order. The column's dictionary is read once
/// through: looking each text up by itself would unpack a block of it every time.
fn texts(column: Option<&StrColumn>, documents: &[DocId]) -> tantivy::Result<Vec<String>> {
    let Some(column) = column else {
        return Ok(vec![String::new(); documents.len()]);
    };
    let ordinals: Vec<Option<u64>> = documents
        .iter()
        .map(|&document| column.term_ords(document).next())
        .collect();
    let mut wanted: Vec<u64> = ordinals.iter().copied().flatten().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found: Vec<String> = Vec::with_capacity(wanted.len());
    column
        .dictionary()
        .sorted_ords_to_term_cb(&wanted, |text| {
            found.push(String::from_utf8_lossy(text).into_owned());
        })?;
    Ok(ordinals
        .into_iter()
        .map(|ordinal| {
            let at = ordinal.and_then(|ordinal| wanted.binary_search(&ordinal).ok());
            at.and_then(|at| found.get(at).cloned()).unwrap_or_default()
        })
        .collect())
}
