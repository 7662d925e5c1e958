//! Vectors of one committed state, and the search for those nearest to a question.

use std::sync::Arc;

use tantivy::{DocAddress, Searcher};

use crate::encoder::{Vector, cosine, dot};
use crate::index::Meaning;
use crate::index::schema::VECTORS;
use crate::index::vectors::{Place, VectorFile};

/// Maximum number of passages found by their vectors.
const NEAREST: usize = 50;

/// Maximum number of passages that a question is compared with one by one. In a larger index, only
/// the passages found by words are compared. A comparison takes 0.1 µs from the CPU cache and 0.4
/// µs from memory on a busy machine, so the limit bounds a search to 20 ms:
/// `cargo bench --bench encoder`.
const MAX_COMPARED: usize = 50_000;

/// Vectors of the passages of a committed state.
pub(super) struct Vectors {
    file: Arc<VectorFile>,
    /// Index into `rows` by segment ordinal and document ID; `None` for a passage without a vector.
    rows_of: Vec<Vec<Option<u32>>>,
    rows: Vec<Row>,
}

struct Row {
    address: DocAddress,
    place: Place,
    /// Reciprocal of the Euclidean length of the passage's vector.
    inverse_length: f32,
}

impl Vectors {
    /// Locates the vector of every passage that has one.
    pub(super) fn new(file: Arc<VectorFile>, searcher: &Searcher) -> Self {
        let mut rows = Vec::new();
        let mut rows_of = Vec::new();
        for (segment_ord, segment) in (0..).zip(searcher.segment_readers()) {
            let mut row_of = vec![None; segment.max_doc() as usize];
            if let Ok(column) = segment.fast_fields().u64(VECTORS) {
                for doc_id in segment.doc_ids_alive() {
                    let place = column.first(doc_id).and_then(|key| file.place(key));
                    let Some(place) = place else { continue };
                    let vector = file.passage(place);
                    let length = (dot(vector, vector) as f32).sqrt();
                    row_of[doc_id as usize] = u32::try_from(rows.len()).ok();
                    rows.push(Row {
                        address: DocAddress::new(segment_ord, doc_id),
                        place: place.clone(),
                        inverse_length: if length > 0.0 { 1.0 / length } else { 0.0 },
                    });
                }
            }
            rows_of.push(row_of);
        }
        Self {
            file,
            rows_of,
            rows,
        }
    }

    /// Returns the similarity of a passage to a question; `None` if the passage has no vector.
    pub(super) fn meaning(&self, address: DocAddress, question: &Vector) -> Option<Meaning> {
        let rows = self.rows_of.get(address.segment_ord as usize)?;
        let row = rows.get(address.doc_id as usize).copied().flatten()?;
        let place = &self.rows.get(row as usize)?.place;
        let passage = cosine(&question.0, self.file.passage(place));
        let sentences = self.file.sentences(place);
        Some(Meaning {
            passage,
            sentences: sentences.map(|it| cosine(&question.0, it)).collect(),
        })
    }

    /// Returns the nearest passages for which `is_wanted` holds, nearest first.
    pub(super) fn nearest(
        &self,
        question: &Vector,
        is_wanted: impl Fn(DocAddress) -> bool,
    ) -> Vec<DocAddress> {
        if self.rows.len() > MAX_COMPARED {
            return Vec::new();
        }
        let mut near: Vec<(f32, DocAddress)> = Vec::with_capacity(2 * NEAREST);
        let mut least = f32::NEG_INFINITY;
        for row in &self.rows {
            let product = dot(&question.0, self.file.passage(&row.place));
            let nearness = product as f32 * row.inverse_length;
            if nearness > least && is_wanted(row.address) {
                near.push((nearness, row.address));
                if near.len() == 2 * NEAREST {
                    keep_nearest(&mut near);
                    least = near.last().map_or(least, |(nearness, _)| *nearness);
                }
            }
        }
        keep_nearest(&mut near);
        near.into_iter().map(|(_, address)| address).collect()
    }
}

/// Sorts by nearness and keeps the first [`NEAREST`].
fn keep_nearest(near: &mut Vec<(f32, DocAddress)>) {
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(NEAREST);
}
