//! The answer to a question: ranked passages, or the nearest passage if the question is declined.

use std::sync::Arc;

use crate::index::Passage;
use crate::text::Span;

/// Answer to a question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Passages that answer the question, best first; at least one.
    Found(Vec<Ranked>),
    /// The articles do not answer the question.
    NotFound {
        /// Nearest passage, which is not an answer.
        nearest: Option<Box<Ranked>>,
        /// The words of the question that no article contains in any form or under another name,
        /// as they were typed.
        unmentioned: Vec<String>,
    },
}

/// Passage of an answer with its score.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// Passage.
    pub passage: Arc<Passage>,
    /// Best sentence, as a range of `passage.text`.
    pub sentence: Span,
    /// Score by which passages are ordered; comparable only within one answer.
    pub score: f32,
    /// Confidence that the passage answers the question, from 0 to 1; comparable between questions
    /// and corpora.
    pub confidence: f32,
    /// Whether it has a clearly lower confidence than the best passage and adds no term of the
    /// question. Weak passages are shown only on request.
    pub is_weak: bool,
    /// Whether the passage itself contains any term of the question; else it was found by its
    /// title, its heading or its meaning.
    pub has_terms: bool,
    /// Near-duplicates of the passage in other articles.
    pub also: Vec<Arc<Passage>>,
    /// Words in which it differs from similar passages of the answer, as ranges of `passage.text`.
    pub differing: Vec<Span>,
}
