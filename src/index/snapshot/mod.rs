//! Committed index state, open for searching.

mod browse;
mod engine;
mod meaning;
mod passage_cache;
mod passages;
mod quotations;
mod spellings;
mod vectors;

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use tantivy::query::{BoostQuery, ConstScoreQuery, Occur};
use tantivy::schema::Field;
use tantivy::schema::document::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError, Term};

use super::commit::CommitPayload;
use super::error::engine_error;
use super::schema::Fields;
use super::vectors::VectorFile;
use super::{IndexError, Passage, SpeakerCount};
use crate::corpus::files::shown;
use crate::text::Language;
use passage_cache::PassageCache;
use vectors::Vectors;

/// Committed, immutable state of an index.
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
