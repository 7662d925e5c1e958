//! Reads a file of vectors.

use rustc_hash::FxHashMap;
use tantivy_common::OwnedBytes;

use super::batch::{Place, read};

/// File of vectors, up to its last complete batch.
pub(in crate::index) struct VectorFile {
    bytes: OwnedBytes,
    dimensions: usize,
    places: FxHashMap<u64, Place>,
    length: usize,
}

impl VectorFile {
    /// Reads the batches of a file up to the first incomplete one.
    pub(in crate::index) fn read(bytes: OwnedBytes, dimensions: usize) -> Self {
        let mut places = FxHashMap::default();
        let mut length = 0;
        while let Some((end, batch)) = read(&bytes, length, dimensions) {
            places.extend(batch);
            length = end;
        }
        Self {
            bytes,
            dimensions,
            places,
            length,
        }
    }

    /// Returns the length of the complete batches, in bytes.
    pub(in crate::index) fn length(&self) -> u64 {
        self.length as u64
    }

    /// Returns the number of dimensions of a vector.
    pub(in crate::index) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Returns the number of passages with vectors.
    pub(super) fn passages(&self) -> usize {
        self.places.len()
    }

    /// Returns the location of a passage's vectors, by its [`super::key`].
    pub(in crate::index) fn place(&self, key: u64) -> Option<&Place> {
        self.places.get(&key)
    }

    /// Returns the vector of a passage.
    pub(in crate::index) fn passage(&self, place: &Place) -> &[u8] {
        let end = place.passage + self.dimensions;
        self.bytes.get(place.passage..end).unwrap_or_default()
    }

    /// Returns the vectors of a passage's sentences; none for a passage of a single sentence.
    pub(in crate::index) fn sentences(&self, place: &Place) -> impl Iterator<Item = &[u8]> {
        let sentences = self.bytes.get(place.sentences.clone());
        let width = self.dimensions.max(1);
        sentences.unwrap_or_default().chunks_exact(width)
    }
}
