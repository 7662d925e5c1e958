//! The request to verify a text, and its result.

use super::context::CutSense;
use crate::answer::quote::FoundQuotation;
use crate::index::{Edition, Passage};
use crate::text::Span;
use crate::text::compare::{Change, ComparedText};

/// Maximum length of a text, in bytes.
const MAX_TEXT_LENGTH: usize = 20_000;

/// Request to verify a text.
#[derive(Clone, Copy, Debug)]
pub struct VerifyRequest<'a> {
    pub(super) text: &'a str,
    pub(super) speaker: Option<&'a str>,
}

/// Reason why a text cannot be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unverifiable {
    /// The text contains no word.
    #[error("cannot check a text without words: paste the quotation")]
    NoWords,
    /// The text is longer than 20,000 bytes.
    #[error("cannot check a text of more than {MAX_TEXT_LENGTH} bytes: paste a part of it")]
    TooLong,
}

impl<'a> VerifyRequest<'a> {
    /// Makes a request for `text`, with or without quotation marks, and a claimed `speaker`, by any
    /// of their names.
    ///
    /// # Errors
    ///
    /// [`Unverifiable`] if the text has no word or is too long.
    pub fn new(text: &'a str, speaker: Option<&'a str>) -> Result<Self, Unverifiable> {
        if text.len() > MAX_TEXT_LENGTH {
            return Err(Unverifiable::TooLong);
        }
        let has_letter = |form: &String| form.contains(char::is_alphanumeric);
        if !ComparedText::pasted(text).forms().iter().any(has_letter) {
            return Err(Unverifiable::NoWords);
        }
        let speaker = speaker.filter(|name| !name.trim().is_empty());
        Ok(Self { text, speaker })
    }

    /// Returns the claimed speaker.
    pub fn speaker(&self) -> Option<&'a str> {
        self.speaker
    }
}

/// Result of verifying a text.
#[derive(Clone, Debug)]
pub struct Verification {
    /// Claimed speaker, from the request or from the text itself.
    pub speaker: Option<String>,
    /// Verdict.
    pub verdict: Verdict,
    /// Warnings, gravest first.
    pub warnings: Vec<Warning>,
}

/// Verdict on a text, with its evidence.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The text is a quotation, word for word.
    Verbatim {
        /// The quotation.
        found: Box<FoundQuotation>,
    },
    /// The text is part of a longer quotation, word for word.
    Excerpt {
        /// The whole quotation.
        found: Box<FoundQuotation>,
        /// The part, as a range of `found.quotation.text`.
        part: Span,
    },
    /// The text resembles a quotation, but some words differ.
    Altered {
        /// The nearest quotation.
        found: Box<FoundQuotation>,
        /// Changes from that quotation to the text, word by word.
        difference: Vec<Change>,
        /// Further quotations of which the text contains pieces, in the order of the text.
        stitched: Vec<FoundQuotation>,
    },
    /// The text is a quotation, word for word, but of another speaker.
    Misattributed {
        /// The quotation with its speaker.
        found: Box<FoundQuotation>,
        /// The part that the text contains, as a range of `found.quotation.text`.
        part: Span,
    },
    /// The text is an article's own prose.
    Paraphrase {
        /// The paragraph.
        passage: Box<Passage>,
        /// The text as a range of `passage.text`; empty if it stands in the heading or the title.
        part: Span,
    },
    /// The text stands in none of the articles.
    NotFound {
        /// Number of articles.
        articles: usize,
        /// Edition of the index.
        edition: Edition,
        /// Whether the text is too short to verify: a word or two that anybody may say.
        is_too_short: bool,
    },
}

impl Verdict {
    /// Returns the name in capitals, such as `NOT FOUND`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Verbatim { .. } => "VERBATIM",
            Self::Excerpt { .. } => "EXCERPT",
            Self::Altered { .. } => "ALTERED",
            Self::Misattributed { .. } => "MISATTRIBUTED",
            Self::Paraphrase { .. } => "PARAPHRASE",
            Self::NotFound {
                is_too_short: true, ..
            } => "TOO SHORT",
            Self::NotFound { .. } => "NOT FOUND",
        }
    }

    /// Returns the paragraph that the verdict is based on; `None` for [`Verdict::NotFound`].
    pub fn passage(&self) -> Option<&Passage> {
        match self {
            Self::Verbatim { found }
            | Self::Excerpt { found, .. }
            | Self::Misattributed { found, .. }
            | Self::Altered { found, .. } => Some(&found.passage),
            Self::Paraphrase { passage, .. } => Some(passage),
            Self::NotFound { .. } => None,
        }
    }
}

/// Warning beside a verdict. `was` are words of the quotation, and `now` the words of the text in
/// their place; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of the line above")]
pub enum Warning {
    /// A negation was removed, added or reversed.
    Negation { was: String, now: String },
    /// A number or an amount differs.
    Number { was: String, now: String },
    /// A name differs.
    Name { was: String, now: String },
    /// A modal verb differs.
    Modal { was: String, now: String },
    /// Omitted words of the same sentence change the sense of the text.
    Cut { sense: CutSense, words: String },
    /// A comma or a question mark that changes the sense was removed or added.
    Punctuation { was: String, now: String },
    /// An emoji differs.
    Emoji { was: String, now: String },
    /// A word has the British spelling in one and the American in the other.
    Spelling { was: String, now: String },
    /// The text is stitched together from several quotations.
    Stitched,
    /// An ellipsis of the text stands for these words.
    Skipped { words: String },
    /// The text has words in brackets that the quotation does not contain.
    InBrackets { was: String, now: String },
    /// The speaker is not the claimed one.
    OtherSpeaker,
    /// The article does not name the speaker, or only describes them.
    UnknownSpeaker,
    /// The articles quote nobody of the claimed name. `alike` are speakers whose names are spelt
    /// nearly the same.
    NoSuchSpeaker { asked: String, alike: Vec<String> },
    /// Some of the words stand in quotation marks in the article.
    PartlyQuoted,
}

impl Warning {
    /// Returns the rank among warnings; the gravest has 0.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Negation { .. } => 0,
            Self::Number { .. } => 1,
            Self::Name { .. } => 2,
            Self::Modal { .. } => 3,
            Self::Cut { .. } => 4,
            Self::Punctuation { .. } => 5,
            Self::Emoji { .. } => 6,
            Self::Stitched => 7,
            Self::OtherSpeaker => 8,
            Self::NoSuchSpeaker { .. } => 9,
            Self::UnknownSpeaker => 10,
            Self::Skipped { .. } => 12,
            Self::InBrackets { .. } => 13,
            Self::Spelling { .. } => 14,
            Self::PartlyQuoted => 15,
        }
    }
}
