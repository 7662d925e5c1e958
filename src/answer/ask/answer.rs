//! The answer to a question: ranked passages, or the nearest one to a question that is declined.

use crate::index::Passage;
use crate::text::Span;

/// What the articles say to a question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The passages that answer best, best first; at least one.
    Found(Vec<Ranked>),
    /// The articles do not say.
    NotFound {
        /// The passage that comes nearest, which is not an answer.
        nearest: Option<Box<Ranked>>,
    },
}

/// A passage in its place among the answers.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// The passage.
    pub passage: Passage,
    /// The sentence of it that answers best, as a range of `passage.text`.
    pub sentence: Span,
    /// What it was ordered by; comparable within one answer.
    pub score: f32,
    /// How sure it is that this answers, from 0 to 1; comparable between questions and corpora.
    pub confidence: f32,
    /// Whether it adds nothing to the best passage and is less sure than that: shown only to those
    /// who ask for more.
    pub is_weak: bool,
    /// The same report in other articles.
    pub also: Vec<Passage>,
    /// The words in which it differs from other passages of the answer that report nearly the same,
    /// as ranges of `passage.text`.
    pub differing: Vec<Span>,
}
