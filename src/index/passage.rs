//! Results of the index as plain values: passages, articles and speakers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::quotations::Quotation;
use crate::text::sentences::split;

/// Paragraph with its article's metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// ID of the article.
    pub article: String,
    /// Title of the article.
    pub title: String,
    /// Web address of the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Publisher of the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Authors of the article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Number of the paragraph in the article, counted from 1 without headings.
    pub number: u32,
    /// Nearest heading above the paragraph, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Text of the paragraph, unchanged.
    pub text: String,
    /// Start and end of each sentence, as byte offsets into `text`.
    pub sentences: Vec<(usize, usize)>,
}

#[cfg(test)]
impl Passage {
    /// Creates an English passage with this text and no other metadata.
    pub(crate) fn of_text(text: &str) -> Self {
        Self {
            article: String::new(),
            title: String::new(),
            url: None,
            outlet: None,
            authors: Vec::new(),
            published: None,
            number: 1,
            heading: None,
            text: text.to_owned(),
            sentences: sentences(text, None),
        }
    }
}

/// Splits a paragraph in `language` into sentences: the value of [`Passage::sentences`].
pub(super) fn sentences(text: &str, language: Option<&str>) -> Vec<(usize, usize)> {
    let spans = split(text, language.unwrap_or("en"));
    spans
        .into_iter()
        .map(|span| (span.start, span.end))
        .collect()
}

/// Paragraph with the quotations that begin in it.
#[derive(Clone, Debug)]
pub struct QuotedPassage {
    /// The paragraph.
    pub passage: Passage,
    /// Byte offset of the paragraph in its article's text. The spans of the quotations are offsets
    /// into the same text.
    pub start: usize,
    /// The quotations in text order; empty if none begins in the paragraph.
    pub quotations: Vec<Quotation>,
}

/// Metadata of an article, as shown in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSummary {
    /// ID of the article.
    pub id: String,
    /// Title of the article.
    pub title: String,
    /// Publisher of the article.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Web address of the article.
    pub url: Option<String>,
    /// Number of paragraphs.
    pub paragraphs: u32,
}

/// Speaker with the number of quotations attributed to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCount {
    /// Canonical name of the speaker.
    pub name: String,
    /// Number of quotations attributed to the speaker, at most one for each paragraph.
    pub quotations: u64,
}
