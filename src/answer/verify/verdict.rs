//! What is asked about a text, and what is said of it.

use crate::answer::quote::FoundQuotation;
use crate::index::{Edition, Passage};
use crate::text::Span;
use crate::text::compare::{Change, ComparedText};

/// Longer texts are no quotations.
const LONGEST_TEXT: usize = 20_000;

/// A text to be checked.
#[derive(Clone, Copy, Debug)]
pub struct VerifyRequest<'a> {
    pub(super) text: &'a str,
    pub(super) speaker: Option<&'a str>,
}

/// Why a text cannot be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unverifiable {
    /// There is no word in it.
    #[error("cannot check a text without words: paste the quotation")]
    NoWords,
    /// It is longer than any quotation.
    #[error("cannot check a text of more than {LONGEST_TEXT} bytes: paste a part of it")]
    TooLong,
}

impl<'a> VerifyRequest<'a> {
    /// Asks whether `text` is a quotation, with or without its marks; of `speaker`, if one is
    /// given, by any name of theirs.
    ///
    /// # Errors
    ///
    /// [`Unverifiable`] if there is nothing to check, or too much.
    pub fn new(text: &'a str, speaker: Option<&'a str>) -> Result<Self, Unverifiable> {
        if text.len() > LONGEST_TEXT {
            return Err(Unverifiable::TooLong);
        }
        if ComparedText::new(text).words.is_empty() {
            return Err(Unverifiable::NoWords);
        }
        let speaker = speaker.filter(|name| !name.trim().is_empty());
        Ok(Self { text, speaker })
    }

    /// The speaker who was named.
    pub fn speaker(&self) -> Option<&'a str> {
        self.speaker
    }
}

/// What is known of a text, and what a reader must be told beside it.
#[derive(Clone, Debug)]
pub struct Verification {
    /// Exactly one verdict.
    pub verdict: Verdict,
    /// The gravest first.
    pub warnings: Vec<Warning>,
}

/// What a text is, with the evidence.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It stands in quotation marks, word for word.
    Verbatim {
        /// The quotation.
        found: Box<FoundQuotation>,
    },
    /// It is part of a longer quotation, word for word.
    Excerpt {
        /// The whole quotation.
        found: Box<FoundQuotation>,
        /// The part, as a range of `found.quotation.text`.
        part: Span,
    },
    /// It comes near to a quotation, but some words are others.
    Altered {
        /// The nearest quotation.
        found: Box<FoundQuotation>,
        /// From that quotation to the text, word by word.
        difference: Vec<Change>,
        /// The other quotations of which the text has pieces, in the order of the text.
        stitched: Vec<FoundQuotation>,
    },
    /// It stands in quotation marks, word for word, but somebody else said it.
    Misattributed {
        /// The quotation, with who said it.
        found: Box<FoundQuotation>,
        /// What the text has of it, as a range of `found.quotation.text`.
        part: Span,
    },
    /// It stands in an article's own words.
    Paraphrase {
        /// The paragraph.
        passage: Box<Passage>,
        /// Where it stands in `passage.text`; empty if it stands in the heading or the title.
        part: Span,
    },
    /// It stands in none of the articles, which is all that can be said.
    NotFound {
        /// How many articles there are.
        articles: usize,
        /// In which state of the index.
        edition: Edition,
    },
}

/// Something that a reader must be told beside the verdict. `was` is what the quotation says, and
/// `now` what the text says in its place; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of the line above")]
pub enum Warning {
    /// A denial was left out, added or turned round.
    Negation { was: String, now: String },
    /// A number or an amount is another one.
    Number { was: String, now: String },
    /// A name is another one.
    Name { was: String, now: String },
    /// What may be, will be or must be is another.
    Modal { was: String, now: String },
    /// The quotation denies, in the same sentence, what the text has of it.
    CutNegation { word: String },
    /// The text was put together from several quotations.
    Stitched,
    /// An ellipsis of the text stands for these words.
    Skipped { words: String },
    /// The text has words in brackets that the quotation does not have.
    InBrackets { was: String, now: String },
    /// Somebody else said it than was asked about.
    OtherSpeaker,
    /// The article does not say who said it, or only describes them.
    UnknownSpeaker,
    /// Part of the article's words stand in quotation marks.
    PartlyQuoted,
}

impl Warning {
    /// Its place among the others, the gravest first.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Negation { .. } => 0,
            Self::Number { .. } => 1,
            Self::Name { .. } => 2,
            Self::Modal { .. } => 3,
            Self::CutNegation { .. } => 4,
            Self::Stitched => 5,
            Self::OtherSpeaker => 6,
            Self::UnknownSpeaker => 7,
            Self::Skipped { .. } => 8,
            Self::InBrackets { .. } => 9,
            Self::PartlyQuoted => 10,
        }
    }
}
