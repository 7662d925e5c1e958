//! What is asked about a text, and what is said of it.

use super::context::CutSense;
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
        let has_letter = |form: &String| form.contains(char::is_alphanumeric);
        if !ComparedText::pasted(text).forms().iter().any(has_letter) {
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
    /// Who was asked about, or whom the text itself names beside the words.
    pub speaker: Option<String>,
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
        /// Whether nothing can be told of the text, because it is a word or two that anybody may
        /// say.
        is_too_short: bool,
    },
}

impl Verdict {
    /// The paragraph that the verdict rests on; `None` if no article has the words.
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
    /// The words around the text, in the same sentence, change its sense, and it leaves them out.
    Cut { sense: CutSense, words: String },
    /// A comma or a question mark that changes the sense is missing or was added.
    Punctuation { was: String, now: String },
    /// An emoji is another one.
    Emoji { was: String, now: String },
    /// A word is spelt as in British English in one and as in American English in the other.
    Spelling { was: String, now: String },
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
    /// The articles quote nobody of the name that was asked about; some are quoted whose names are
    /// spelt nearly alike.
    NoSuchSpeaker { asked: String, alike: Vec<String> },
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
