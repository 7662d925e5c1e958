//! Queries as plain values. User text is never parsed as query syntax.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Passage, PassageWords};
use crate::encoder::Vector;

/// Query for passages.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Concepts asked for. A passage matches if it contains a term of at least one concept.
    pub concepts: Vec<TermGroup>,
    /// Phrases in their original wording. The engine analyses them the same way as the articles. A
    /// match raises a passage's score.
    pub phrases: Vec<String>,
    /// Vector of the question. The passages nearest to it are found in addition.
    pub meaning: Option<Vector>,
    /// Restricts the search to the article with this ID.
    pub article: Option<String>,
    /// Restricts the search to passages published on this day or later.
    pub after: Option<Date>,
    /// Restricts the search to passages published on this day or earlier.
    pub before: Option<Date>,
    /// Maximum number of hits.
    pub limit: usize,
}

/// Alternative stems of one concept: the asker's own word and its expansions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TermGroup {
    /// Stems with their weights; the asker's own word has weight 1.
    pub stems: Vec<(String, f32)>,
}

/// Passage found by a [`Query`].
#[derive(Clone, Debug)]
pub struct Hit {
    /// For each concept of the query, whether a term of it occurs in the title, in the heading or
    /// in a neighbouring paragraph.
    pub nearby: Vec<bool>,
    /// Similarity in meaning to the question; `None` unless both have vectors.
    pub meaning: Option<Meaning>,
    /// The passage.
    pub passage: Arc<Passage>,
    /// The words of the passage.
    pub words: Arc<PassageWords>,
}

/// Similarity of a passage to a question in meaning, as cosines of their vectors, from -1 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// Cosine of the whole passage.
    pub passage: f32,
    /// Cosine of each sentence; empty for a passage of a single sentence.
    pub sentences: Vec<f32>,
}

impl Meaning {
    /// Returns the mean of the whole passage's cosine and the highest cosine of a sentence.
    pub fn nearness(&self) -> f32 {
        let sentences = self.sentences.iter().copied();
        let nearest = sentences.reduce(f32::max).unwrap_or(self.passage);
        f32::midpoint(self.passage, nearest)
    }
}

/// Query for paragraphs by the quotations in them. A field that is empty or `None` sets no
/// condition. A paragraph must meet all conditions, but different quotations in it may meet
/// different ones.
#[derive(Clone, Debug, Default)]
pub struct QuotationQuery {
    /// All words of a quotation in order, in the forms of [`crate::text::wording::words`].
    pub whole: Vec<String>,
    /// Runs of consecutive words, each of which must occur. Only the first words of a long run are
    /// searched for.
    pub runs: Vec<Vec<String>>,
    /// Words at least one of which must occur; the best match comes first.
    pub words: Vec<String>,
    /// Concepts at least one of which must occur; the best match comes first.
    pub concepts: Vec<TermGroup>,
    /// Whether every concept must occur instead of at least one.
    pub all_concepts: bool,
    /// Canonical names of speakers, at least one of whom must be quoted.
    pub speakers: Vec<String>,
    /// Restricts the search to the article with this ID.
    pub article: Option<String>,
    /// Restricts the search to articles published on this day or later.
    pub after: Option<Date>,
    /// Restricts the search to articles published on this day or earlier.
    pub before: Option<Date>,
    /// Maximum number of paragraphs.
    pub limit: usize,
}
