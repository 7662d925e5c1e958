//! The vectors of one committed state, and the passages nearest to a question.

use std::sync::Arc;

use tantivy::{DocAddress, Searcher};

use crate::encoder::{Vector, cosine, dot};
use crate::index::Meaning;
use crate::index::schema::VECTORS;
use crate::index::vectors::{Place, VectorFile};

/// Number of passages that are found by their vectors.
const NEAREST: usize = 50;

/// Maximum number of passages that a question is compared with, one by one; above it only with those
/// that words found. On a busy machine a comparison takes 0.1 µs from the cache and 0.4 µs from
/// memory, so this is 20 ms at most: `cargo bench --bench encoder`.
const MAX_COMPARED: usize = 50_000;

/// The vectors of the passages of a state.
pub(super) struct Vectors {
    file: Arc<VectorFile>,
    /// For each segment and document, the number of its row.
    rows_of: Vec<Vec<Option<u32>>>,
    rows: Vec<Row>,
}

struct Row {
    address: DocAddress,
    place: Place,
    /// One over the length of the passage's vector.
    inverse_length: f32,
}

impl Vectors {
    /// Finds the vectors of every passage. Passages without any have none.
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

    /// How near a passage is to a question.
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

    /// The nearest passages among those that `is_wanted`, the nearest first.
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

/// Keeps the nearest, in order.
fn keep_nearest(near: &mut Vec<(f32, DocAddress)>) {
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(NEAREST);
}
