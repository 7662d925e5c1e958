//! Committed index state, open for searching.

mod browse;
mod meaning;
mod passage_cache;
mod passages;
mod quotations;
mod spellings;
mod vectors;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use tantivy::query::{BoostQuery, ConstScoreQuery, Occur};
use tantivy::schema::Field;
use tantivy::schema::document::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError, Term};

use super::columns::count_articles;
use super::commit::CommitPayload;
use super::error::engine_error;
use super::schema::Fields;
use super::vectors::VectorFile;
use super::{CommitInfo, Edition, FileState, IndexError, Passage, SpeakerCount};
use crate::corpus::files::shown;
use crate::text::Language;
use passage_cache::PassageCache;
use vectors::Vectors;

/// Committed, immutable state of an index.
///
/// Methods that return a `Result` fail with [`IndexError`] if the index cannot be read.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    payload: Arc<CommitPayload>,
    vectors: Option<Arc<VectorFile>>,
    folder: PathBuf,
    cache: Cache,
}

/// Values that are kept for later calls.
struct Cache {
    passages: PassageCache,
    /// The others take a pass over the index, when first asked for.
    articles: OnceLock<usize>,
    speakers: OnceLock<Vec<SpeakerCount>>,
    vectors: OnceLock<Vectors>,
}

type Clause = (Occur, Box<dyn tantivy::query::Query>);

/// Makes a condition, which does not affect the score.
fn condition(query: impl tantivy::query::Query) -> Clause {
    (
        Occur::Must,
        Box::new(ConstScoreQuery::new(Box::new(query), 0.0)),
    )
}

/// Makes a clause that need not match and counts with a weight.
fn weighted(query: impl tantivy::query::Query, weight: f32) -> Clause {
    (
        Occur::Should,
        Box::new(BoostQuery::new(Box::new(query), weight)),
    )
}

impl Snapshot {
    pub(super) fn new(
        searcher: Searcher,
        fields: Fields,
        payload: Arc<CommitPayload>,
        vectors: Option<Arc<VectorFile>>,
        folder: PathBuf,
        language: Language,
    ) -> Self {
        Self {
            searcher,
            fields,
            payload,
            vectors,
            folder,
            cache: Cache {
                passages: PassageCache::new(language),
                articles: OnceLock::new(),
                speakers: OnceLock::new(),
                vectors: OnceLock::new(),
            },
        }
    }

    /// Returns the edition of this state.
    pub fn edition(&self) -> &Edition {
        &self.payload.edition
    }

    /// Returns the author, time and description of the commit.
    pub fn commit_info(&self) -> &CommitInfo {
        &self.payload.info
    }

    /// Returns the source files of this state, by path.
    pub fn files(&self) -> &BTreeMap<String, FileState> {
        &self.payload.files
    }

    /// Returns the [`crate::quotations::Attributor::name`] of the attributor that found the
    /// speakers; empty if articles were indexed with different ones.
    pub fn attributor_name(&self) -> &str {
        &self.payload.attributor_name
    }

    /// Returns, by the ID of each article with corrected speakers, the fingerprint of the
    /// corrections it was indexed with.
    pub fn corrections(&self) -> &BTreeMap<String, u64> {
        &self.payload.corrections
    }

    /// Returns the [`crate::encoder::Encoder::identity`] of the encoder of the passages; `None` if
    /// passages have no vectors.
    pub fn encoder(&self) -> Option<&str> {
        self.vectors.as_ref()?;
        let vectors = self.payload.vectors.as_ref();
        vectors.map(|vectors| vectors.encoder.as_str())
    }

    /// Returns the number of paragraphs.
    pub fn paragraph_count(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Returns the number of articles; cached after the first call.
    pub fn article_count(&self) -> Result<usize, IndexError> {
        if let Some(articles) = self.cache.articles.get() {
            return Ok(*articles);
        }
        let articles = count_articles(&self.searcher).map_err(|error| self.engine_error(error))?;
        Ok(*self.cache.articles.get_or_init(|| articles))
    }

    /// Returns the document frequency of a stem: the highest of its frequencies in paragraphs,
    /// headings and titles.
    pub fn frequency(&self, stem: &str) -> Result<u64, IndexError> {
        let mut highest = 0;
        for field in [self.fields.body, self.fields.heading, self.fields.title] {
            highest = highest.max(self.frequency_in(field, stem)?);
        }
        Ok(highest)
    }

    /// Returns the number of paragraphs with a quotation that contains `word`.
    pub fn quoted_frequency(&self, word: &str) -> Result<u64, IndexError> {
        self.frequency_in(self.fields.quoted_words, word)
    }

    /// Returns the vectors of the passages, which are located on the first call; `None` if there
    /// are none.
    fn vectors(&self) -> Option<&Vectors> {
        let file = self.vectors.as_ref()?;
        let find = || Vectors::new(Arc::clone(file), &self.searcher);
        Some(self.cache.vectors.get_or_init(find))
    }

    fn engine_error(&self, error: TantivyError) -> IndexError {
        engine_error(&self.folder, "search", error)
    }

    fn document(&self, address: DocAddress) -> Result<TantivyDocument, IndexError> {
        self.searcher
            .doc(address)
            .map_err(|error| self.engine_error(error))
    }

    /// Parses the JSON that a document stores in `field`, if it stores any.
    fn stored<T: DeserializeOwned>(
        &self,
        document: &TantivyDocument,
        field: Field,
    ) -> Result<Option<T>, IndexError> {
        let json = document.get_first(field).and_then(|value| value.as_str());
        json.map(serde_json::from_str)
            .transpose()
            .map_err(|error| self.damaged(error))
    }

    /// Makes the error for stored values that cannot be read.
    fn damaged(&self, source: impl Into<Box<dyn Error + Send + Sync>>) -> IndexError {
        IndexError::Engine {
            action: "read",
            folder: shown(&self.folder),
            source: source.into(),
        }
    }

    fn passage(&self, address: DocAddress) -> Result<Passage, IndexError> {
        let document = self.document(address)?;
        self.passage_of(&document)
    }

    fn passage_of(&self, document: &TantivyDocument) -> Result<Passage, IndexError> {
        let passage = self.stored(document, self.fields.passage)?;
        passage.ok_or_else(|| self.damaged("a paragraph has no stored text"))
    }

    fn frequency_in(&self, field: Field, text: &str) -> Result<u64, IndexError> {
        self.searcher
            .doc_freq(&Term::from_field_text(field, text))
            .map_err(|error| self.engine_error(error))
    }
}
