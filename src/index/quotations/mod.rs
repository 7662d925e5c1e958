//! Quotations in the index: each stands in the document of the paragraph in which it begins.
//!
//! A paragraph without quotations carries nothing of all this, and none of it takes part in the
//! search for passages.

mod search;
mod words;

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;

use super::schema::Fields;
use super::{Concept, IndexError, Passage};
use crate::quotations::Quotation;
use crate::text::wording;

pub(super) use words::wording_analyzer;

/// A paragraph with the quotations that begin in it.
#[derive(Clone, Debug)]
pub struct QuotedPassage {
    /// The paragraph.
    pub passage: Passage,
    /// Where it begins in its article's text, into which the spans of the quotations point.
    pub start: usize,
    /// The quotations in their order; none in a passage that was found by its own words.
    pub quotations: Vec<Quotation>,
}

/// What quotations to look for. What is empty or `None` is no condition; the others must all be
/// met by a paragraph, though not by one and the same of its quotations.
#[derive(Clone, Debug, Default)]
pub struct QuotationQuery {
    /// Just these words, from the first to the last: the forms of [`wording::words`].
    pub whole: Vec<String>,
    /// These words one after another; of a long run the beginning.
    pub runs: Vec<Vec<String>>,
    /// Any of these words, the best match first.
    pub words: Vec<String>,
    /// What the words speak of, the best match first.
    pub concepts: Vec<Concept>,
    /// Whether all concepts must be spoken of, rather than any.
    pub all_concepts: bool,
    /// Said by any of these people, by their canonical names.
    pub speakers: Vec<String>,
    /// Only in the article with this id.
    pub article: Option<String>,
    /// Only in articles published on this day or later.
    pub after: Option<Date>,
    /// Only in articles published on this day or earlier.
    pub before: Option<Date>,
    /// At most this many paragraphs.
    pub limit: usize,
}

/// Somebody who is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCount {
    /// The canonical name.
    pub name: String,
    /// In how many quotations.
    pub quotations: u64,
}

/// The part of an engine that knows quotations.
pub trait SearchQuotations {
    /// Paragraphs with quotations, the best first where words or concepts are asked for, and else
    /// the newest first.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn quotations(&self, query: &QuotationQuery) -> Result<Vec<QuotedPassage>, IndexError>;

    /// Paragraphs in which, or in whose heading or title, the words of `text` stand one after
    /// another, inside quotation marks or not; of a long text the first words.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn prose(&self, text: &str, limit: usize) -> Result<Vec<QuotedPassage>, IndexError>;

    /// In how many paragraphs a word stands inside quotation marks.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn quoted_frequency(&self, word: &str) -> Result<u64, IndexError>;

    /// Everybody who is quoted, those with most quotations first. Cheap after the first time.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn speakers(&self) -> Result<&[SpeakerCount], IndexError>;
}

/// What the index stores of a paragraph's quotations.
#[derive(Serialize)]
struct Stored<'a> {
    start: usize,
    quotations: &'a [Quotation],
}

#[derive(Default, Deserialize)]
struct Kept {
    start: usize,
    quotations: Vec<Quotation>,
}

/// Adds to a paragraph's document the quotations that begin in it.
pub(super) fn add_quotations(
    document: &mut TantivyDocument,
    quotations: &[Quotation],
    start: usize,
    fields: &Fields,
) {
    if quotations.is_empty() {
        return;
    }
    for quotation in quotations {
        let words = wording::words(&quotation.text);
        let key = wording::key(words.iter().map(|word| word.form.as_str()));
        document.add_u64(fields.quotation, key);
        document.add_text(fields.quoted, &quotation.text);
        document.add_text(fields.quoted_words, &quotation.text);
        for speaker in quotation.speakers() {
            document.add_text(fields.speaker, &speaker.canonical);
        }
    }
    let json = serde_json::to_string(&Stored { start, quotations }).unwrap_or_default();
    document.add_text(fields.quotations, json);
}

/// What a snapshot works out once.
#[derive(Default)]
pub(super) struct Counted {
    pub articles: OnceLock<usize>,
    pub speakers: OnceLock<Vec<SpeakerCount>>,
}
