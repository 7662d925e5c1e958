//! Found quotations.

use crate::index::{Passage, QuotedPassage};
use crate::quotations::{Basis, Quotation};
use crate::text::Span;
use crate::text::compare::Change;

/// Maximum length of the words that name the speaker, in bytes.
const MAX_SAID_BY: usize = 40;

/// Returns the basis of a quotation's attribution in words; `None` if there is no attribution.
/// `text` is a part of the article's text with its offset. `shown` prepares words of the article
/// for display.
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

/// Quotation with the paragraph in which it stands.
#[derive(Clone, Debug)]
pub struct FoundQuotation {
    /// Quotation; its spans are ranges of the article's text.
    pub quotation: Quotation,
    /// Paragraph in which it begins.
    pub passage: Passage,
    /// Its pieces that stand in this paragraph, as ranges of `passage.text`.
    pub in_passage: Vec<Span>,
    /// Requested words that it does not contain; usually empty.
    pub missing: Vec<String>,
    /// Repetitions in other articles.
    pub also: Vec<SameWords>,
}

/// Repetition of a quotation in another article.
#[derive(Clone, Debug)]
pub struct SameWords {
    /// Quotation.
    pub quotation: Quotation,
    /// Paragraph in which it begins.
    pub passage: Passage,
    /// Differences from the quotation that it repeats; empty if the words are the same.
    pub difference: Vec<Change>,
}

impl FoundQuotation {
    /// Returns the basis of the attribution in words; see [`known_by`].
    pub fn known_by(&self, shown: impl Fn(&str) -> String) -> Option<String> {
        let first = (self.quotation.spans.first(), self.in_passage.first());
        let start = match first {
            (Some(of_article), Some(of_passage)) => of_article.start.checked_sub(of_passage.start),
            _ => None,
        };
        let text = start.map(|start| (self.passage.text.as_str(), start));
        known_by(&self.quotation, text, shown)
    }

    /// Makes a found quotation from its paragraph, `found`.
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
