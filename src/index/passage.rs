//! What the index returns: passages, articles and speakers as plain values.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::quotations::Quotation;
use crate::text::sentences::split;

/// A paragraph with its article's metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Id of the article.
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
    /// Nearest heading above the paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The paragraph, word for word.
    pub text: String,
    /// Start and end of each sentence, as byte offsets into `text`.
    pub sentences: Vec<(usize, usize)>,
}

#[cfg(test)]
impl Passage {
    /// An English paragraph of an article of which nothing else is known.
    pub(crate) fn of_text(text: &str) -> Self {
        let sentences = crate::text::sentences::split(text, "en");
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
            sentences: (sentences.into_iter())
                .map(|span| (span.start, span.end))
                .collect(),
        }
    }
}

/// The sentences of a paragraph of an article in a language, for [`Passage::sentences`].
pub(super) fn sentences(text: &str, language: Option<&str>) -> Vec<(usize, usize)> {
    let spans = split(text, language.unwrap_or("en"));
    spans
        .into_iter()
        .map(|span| (span.start, span.end))
        .collect()
}

/// A paragraph with the quotations that begin in it.
#[derive(Clone, Debug)]
pub struct QuotedPassage {
    /// The paragraph.
    pub passage: Passage,
    /// Byte offset of the paragraph in its article's text. The spans of the quotations are offsets
    /// into that text, too.
    pub start: usize,
    /// The quotations in text order; empty for a passage found by [`super::Search::prose`] in
    /// which no quotation begins.
    pub quotations: Vec<Quotation>,
}

/// An article's metadata, as shown in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSummary {
    /// Id of the article.
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

/// A speaker and the number of quotations attributed to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCount {
    /// Canonical name of the speaker.
    pub name: String,
    /// Number of quotations.
    pub quotations: u64,
}
