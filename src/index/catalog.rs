//! Which articles an index holds.

use tantivy::collector::Count;
use tantivy::columnar::StrColumn;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

use super::{IndexError, Store};

/// An article as the index knows it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub id: String,
    pub source: String,
    pub fingerprint: u64,
}

impl Store {
    /// How many articles the index holds.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn articles(&self) -> Result<usize, IndexError> {
        let mut count = 0;
        self.for_each_segment(|_, first_paragraphs| {
            count += first_paragraphs.count();
            Ok(())
        })?;
        Ok(count)
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
        self.for_each_segment(|segment, first_paragraphs| {
            let columns = segment.fast_fields();
            let (ids, sources) = (columns.str("article")?, columns.str("source")?);
            let fingerprints = columns.u64("fingerprint")?;
            for document in first_paragraphs {
                catalog.push(Entry {
                    id: text(ids.as_ref(), document)?,
                    source: text(sources.as_ref(), document)?,
                    fingerprint: fingerprints.first(document).unwrap_or_default(),
                });
            }
            Ok(())
        })?;
        Ok(catalog)
    }

    /// Visits every segment with the first paragraph of each article in it.
    fn for_each_segment(
        &self,
        mut visit: impl FnMut(&SegmentReader, &mut dyn Iterator<Item = DocId>) -> tantivy::Result<()>,
    ) -> Result<(), IndexError> {
        let visited = self
            .reader
            .searcher()
            .segment_readers()
            .iter()
            .try_for_each(|segment| {
                let numbers = segment.fast_fields().u64("number")?;
                let mut first_paragraphs = segment
                    .doc_ids_alive()
                    .filter(|&document| numbers.first(document) == Some(1));
                visit(segment, &mut first_paragraphs)
            });
        visited.map_err(self.engine_error("read"))
    }
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
