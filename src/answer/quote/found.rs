//! Quotations as they are found.

use crate::index::{Passage, QuotedPassage};
use crate::quotations::Quotation;
use crate::text::Span;
use crate::text::compare::Change;

/// A quotation and where it stands.
#[derive(Clone, Debug)]
pub struct FoundQuotation {
    /// The quotation; its spans point into the article's text.
    pub quotation: Quotation,
    /// The paragraph in which it begins.
    pub passage: Passage,
    /// Those of its pieces that stand in this paragraph, as ranges of `passage.text`.
    pub in_passage: Vec<Span>,
    /// The words asked for that it does not have; most often none.
    pub missing: Vec<String>,
    /// The same words in other articles.
    pub also: Vec<SameWords>,
}

/// A quotation that repeats another one in another article.
#[derive(Clone, Debug)]
pub struct SameWords {
    /// The quotation.
    pub quotation: Quotation,
    /// The paragraph in which it begins.
    pub passage: Passage,
    /// How its words differ from those of the quotation that it repeats; empty if they do not.
    pub difference: Vec<Change>,
}

impl FoundQuotation {
    /// The quotation in its paragraph, `found`.
    pub(in crate::answer) fn new(quotation: &Quotation, found: &QuotedPassage) -> Self {
        let end = found.start + found.passage.text.len();
        let in_passage = quotation
            .spans
            .iter()
            .filter(|span| span.start >= found.start && span.end <= end)
            .map(|span| span.start - found.start..span.end - found.start)
            .collect();
        Self {
            quotation: quotation.clone(),
            passage: found.passage.clone(),
            in_passage,
            missing: Vec::new(),
            also: Vec::new(),
        }
    }
}
