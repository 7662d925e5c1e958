//! Vectors of a commit: checks whether they exist and encodes those that are missing.

use super::Store;
use super::vector_file::open;
use crate::corpus::Article;
use crate::encoder::Encoder;
use crate::index::schema::VECTORS;
use crate::index::vectors::{CommittedVectors, EncodeRequest, encode};
use crate::index::{Cancellation, IndexError};

impl Store {
    /// Returns whether all passages of the last commit have vectors of exactly this encoder; with
    /// `None`, whether it has no vectors.
    pub(in crate::index) fn has_vectors_of(&self, encoder: Option<&Encoder>) -> bool {
        match (self.committed_vectors(), encoder) {
            (None, None) => true,
            (Some(committed), Some(encoder)) => {
                committed.encoder == encoder.identity()
                    && !committed.is_partial
                    && self.vectors.is_some()
            }
            _ => false,
        }
    }

    /// Returns the vectors of the last commit, marked as partial, for a commit that adds passages
    /// without vectors.
    pub(in crate::index) fn partial_vectors(&self) -> Option<CommittedVectors> {
        self.committed_vectors().map(|committed| CommittedVectors {
            is_partial: true,
            ..committed.clone()
        })
    }

    /// Returns the last commit's record of its vectors.
    pub(in crate::index) fn committed_vectors(&self) -> Option<&CommittedVectors> {
        self.payload.as_ref()?.vectors.as_ref()
    }

    /// Encodes the passages of articles about to be written, except those that have vectors
    /// already.
    pub(in crate::index) fn encode(
        &self,
        encoder: &Encoder,
        articles: &[Article],
        cancellation: &Cancellation,
        progress: &mut dyn FnMut(usize),
    ) -> Result<CommittedVectors, IndexError> {
        let request = EncodeRequest {
            folder: &self.folder,
            encoder,
            open: &|name| open(&self.folder, name),
            committed: self.committed_vectors(),
            known: self.vector_keys().map_err(self.engine_error("read"))?,
            articles,
            cancellation,
        };
        encode(&request, progress)
    }

    /// Returns the keys of all passages with vectors.
    fn vector_keys(&self) -> tantivy::Result<Vec<u64>> {
        let mut keys = Vec::new();
        for segment in self.reader.searcher().segment_readers() {
            let Ok(column) = segment.fast_fields().u64(VECTORS) else {
                continue;
            };
            let documents = segment.doc_ids_alive();
            keys.extend(documents.filter_map(|document| column.first(document)));
        }
        Ok(keys)
    }
}
