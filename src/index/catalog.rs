//! Which articles an index holds.

use std::collections::BTreeMap;

use tantivy::collector::Count;
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
        let of_id = |entry: Entry| (entry.id == id).then_some(entry.source);
        Ok(self.catalog()?.into_iter().find_map(of_id))
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
            for document in first_paragraphs {
                catalog.push(Entry {
                    id: text(ids.as_ref(), document)?,
                    source: text(sources.as_ref(), document)?,
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

fn text(column: Option<&StrColumn>, document: DocId) -> tantivy::Result<String> {
    let mut text = String::new();
    if let Some(column) = column
        && let Some(ordinal) = column.term_ords(document).next()
    {
        column.ord_to_str(ordinal, &mut text)?;
    }
    Ok(text)
}
