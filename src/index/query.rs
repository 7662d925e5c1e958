//! What can be searched for, as plain values. User text never becomes query syntax.

use jiff::civil::Date;

use super::Passage;
use crate::encoder::Vector;

/// A search for passages.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The concepts asked for. A passage matches if it contains a term of any of them.
    pub concepts: Vec<TermGroup>,
    /// Phrases in their original wording. The engine analyses them as it analysed the articles.
    pub phrases: Vec<String>,
    /// The question's vector. The passages nearest to it are found as well.
    pub meaning: Option<Vector>,
    /// Restricts the search to the article with this id.
    pub article: Option<String>,
    /// Restricts the search to passages published on this day or later.
    pub after: Option<Date>,
    /// Restricts the search to passages published on this day or earlier.
    pub before: Option<Date>,
    /// Maximum number of hits.
    pub limit: usize,
}

/// The alternative stems of one concept: the asker's own word and its expansions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TermGroup {
    /// Each stem with its weight: 1 for the asker's own word.
    pub stems: Vec<(String, f32)>,
}

/// A passage found by a [`Query`].
#[derive(Clone, Debug)]
pub struct Hit {
    /// BM25 score over body, heading and title; 0 for a passage that was found by its vector alone.
    pub score: f32,
    /// For each concept of the query, whether a term of it occurs in the title, in the heading or
    /// in a neighbouring paragraph.
    pub nearby: Vec<bool>,
    /// How near its meaning is to the question's, if both have vectors.
    pub meaning: Option<Meaning>,
    /// The passage.
    pub passage: Passage,
}

/// How near a passage is to a question in meaning, as cosines from -1 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// Cosine of the passage as a whole.
    pub passage: f32,
    /// Cosine of each sentence; empty for a passage of a single one.
    pub sentences: Vec<f32>,
}

impl Meaning {
    /// The mean of the passage as a whole and its nearest sentence.
    pub fn nearness(&self) -> f32 {
        let sentences = self.sentences.iter().copied();
        let nearest = sentences.reduce(f32::max).unwrap_or(self.passage);
        f32::midpoint(self.passage, nearest)
    }
}

/// A search for paragraphs by the quotations in them. Empty fields and `None` are no condition. A
/// paragraph must meet all others, but each may be met by a different one of its quotations.
#[derive(Clone, Debug, Default)]
pub struct QuotationQuery {
    /// All words of the quotation in order, in the forms of [`crate::text::wording::words`].
    pub whole: Vec<String>,
    /// Runs of consecutive words. Of a long run only the beginning is searched for.
    pub runs: Vec<Vec<String>>,
    /// Words any of which must occur; the best match comes first.
    pub words: Vec<String>,
    /// Concepts asked for; the best match comes first.
    pub concepts: Vec<TermGroup>,
    /// Whether every concept must occur, instead of any.
    pub all_concepts: bool,
    /// Canonical names of speakers, any of whom must be quoted.
    pub speakers: Vec<String>,
    /// Restricts the search to the article with this id.
    pub article: Option<String>,
    /// Restricts the search to articles published on this day or later.
    pub after: Option<Date>,
    /// Restricts the search to articles published on this day or earlier.
    pub before: Option<Date>,
    /// Maximum number of paragraphs.
    pub limit: usize,
}
