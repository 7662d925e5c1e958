//! Catalog of the indexed articles, which a refresh compares with the source files.

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Term};

use super::Store;
use crate::index::IndexError;
use crate::index::columns::{count_articles, for_each_segment, text_values};

/// Entry of an indexed article.
#[derive(Clone, Debug)]
pub(in crate::index) struct CatalogEntry {
    pub id: String,
    /// Path of the source file.
    pub source: String,
    /// [`crate::corpus::Article::fingerprint`]; `None` forces the article to be written again.
    pub fingerprint: Option<u64>,
}

impl Store {
    /// Counts the articles in the index.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn article_count(&self) -> Result<usize, IndexError> {
        count_articles(&self.reader.searcher()).map_err(self.engine_error("read"))
    }

    /// Returns the path of the source file of an article; `None` if the index does not hold the
    /// article.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn source_of(&self, id: &str) -> Result<Option<String>, IndexError> {
        let searcher = self.reader.searcher();
        let query = self.query_by_id(id);
        let found = searcher.search(&query, &DocSetCollector).and_then(|found| {
            let Some(at) = found.into_iter().next() else {
                return Ok(None);
            };
            let segment = searcher.segment_reader(at.segment_ord);
            let sources = segment.fast_fields().str("source")?;
            Ok(text_values(sources.as_ref(), &[at.doc_id])?.pop())
        });
        found.map_err(self.engine_error("read"))
    }

    /// Returns whether the index holds an article.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn has_article(&self, id: &str) -> Result<bool, IndexError> {
        let paragraphs = self.reader.searcher().search(&self.query_by_id(id), &Count);
        Ok(paragraphs.map_err(self.engine_error("read"))? > 0)
    }

    /// Lists all articles in the index.
    pub(in crate::index) fn catalog(&self) -> Result<Vec<CatalogEntry>, IndexError> {
        let mut catalog = Vec::new();
        let read = for_each_segment(&self.reader.searcher(), |segment, first_paragraphs| {
            let columns = segment.fast_fields();
            let (ids, sources) = (columns.str("article")?, columns.str("source")?);
            let fingerprints = columns.u64("fingerprint")?;
            let documents: Vec<DocId> = first_paragraphs.collect();
            let ids = text_values(ids.as_ref(), &documents)?;
            let sources = text_values(sources.as_ref(), &documents)?;
            for ((id, source), document) in ids.into_iter().zip(sources).zip(documents) {
                catalog.push(CatalogEntry {
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

    fn query_by_id(&self, id: &str) -> TermQuery {
        let term = Term::from_field_text(self.fields.article, id);
        TermQuery::new(term, IndexRecordOption::Basic)
    }
}
