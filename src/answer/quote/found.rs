//! Quotations as they are found.

use crate::index::{Passage, QuotedPassage};
use crate::quotations::{Basis, Quotation};
use crate::text::Span;
use crate::text::compare::Change;

/// Longest words that say who speaks, in bytes.
const MAX_SAID_BY: usize = 40;

/// How the speaker of a quotation is known, in words that `shown` makes fit to be shown; `None` if
/// nobody knows the speaker. `text` is a part of the article's text and where it begins.
pub fn known_by(
    quotation: &Quotation,
    text: Option<(&str, usize)>,
    shown: impl Fn(&str) -> String,
) -> Option<String> {
    let attribution = quotation.attribution.as_ref()?;
    match attribution.basis {
        Basis::Carried => return Some("goes on from the quotation before".to_owned()),
        Basis::Source => return Some("a text, no person".to_owned()),
        Basis::Corrected => return Some("corrected by a moderator".to_owned()),
        Basis::Named | Basis::Role | Basis::Pronoun => {}
    }
    let said = text.and_then(|(text, start)| quotation.said_by(text, start, MAX_SAID_BY));
    let words = shown(said.or(attribution.cue.as_deref())?);
    (!words.is_empty()).then(|| format!("“{words}”"))
}

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
    /// How the speaker is known, in words that `shown` makes fit to be shown; `None` if nobody
    /// knows the speaker.
    pub fn known_by(&self, shown: impl Fn(&str) -> String) -> Option<String> {
        let first = (self.quotation.spans.first(), self.in_passage.first());
        let start = match first {
            (Some(of_article), Some(of_passage)) => of_article.start.checked_sub(of_passage.start),
            _ => None,
        };
        let text = start.map(|start| (self.passage.text.as_str(), start));
        known_by(&self.quotation, text, shown)
    }

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
