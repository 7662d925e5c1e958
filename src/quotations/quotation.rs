//! Quotations and their speakers as other layers see them.

use serde::{Deserialize, Serialize};

use crate::lexicon::Aliases;
use crate::text::Span;

/// Kind of evidence for an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A name next to the cue.
    Named,
    /// A description next to the cue: "the minister", "a police spokesman".
    Role,
    /// A document next to the cue: "the report", "a poll", "the charter".
    Source,
    /// A pronoun next to the cue. There is no speaker if it is ambiguous or refers to nobody named.
    Pronoun,
    /// The speaker of the text before, which clearly continues.
    Carried,
    /// A moderator's correction.
    Corrected,
}

/// Person, organisation or document that said something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Fullest name in the article, or otherwise the article's words: "spokesman for the ministry".
    pub name: String,
    /// Canonical name in the table of aliases; equals `name` for a name that is not in the table.
    pub canonical: String,
}

impl Speaker {
    /// Creates a speaker and looks up the canonical name.
    pub(super) fn new(name: String, aliases: &Aliases) -> Self {
        Self {
            canonical: aliases.canonical(&name).unwrap_or(&name).to_owned(),
            name,
        }
    }
}

/// Speakers of a quotation, with the evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The speakers: several for "both leaders"; none if a pronoun is ambiguous or a moderator
    /// marked the quotation as nobody's.
    pub speakers: Vec<Speaker>,
    /// Byte range of the article's text that names the speaker; `None` for a correction.
    pub speaker_span: Option<Span>,
    /// Words that mark speech: "said", "according to".
    pub cue: Option<String>,
    /// Byte range of the cue in the article's text.
    pub cue_span: Option<Span>,
    /// Kind of evidence.
    pub basis: Basis,
    /// Estimated probability that the attribution is right, from 0 to 1.
    pub confidence: f32,
}

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// Number of the paragraph in which it begins, counted from 1.
    pub paragraph: u32,
    /// Its pieces, joined by spaces.
    pub text: String,
    /// Byte ranges of its pieces in the article's text, without the marks; in order and never
    /// empty.
    pub spans: Vec<Span>,
    /// Whether the closing mark is missing, so that the quotation may end before its paragraph
    /// does.
    pub unclosed: bool,
    /// The speakers; `None` for a title or scare quotes, and if the evidence is weak.
    pub attribution: Option<Attribution>,
}

impl Basis {
    /// Returns the name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Role => "role",
            Self::Source => "source",
            Self::Pronoun => "pronoun",
            Self::Carried => "carried",
            Self::Corrected => "corrected",
        }
    }
}

impl Quotation {
    /// Returns the words that span the speaker and the cue, such as "she added". `text` is the part
    /// of the article's text that begins at byte `start`. Returns `None` unless both lie in `text`,
    /// within `longest` bytes and without quotation marks in between.
    pub fn said_by<'t>(&self, text: &'t str, start: usize, longest: usize) -> Option<&'t str> {
        let attribution = self.attribution.as_ref()?;
        let speaker = attribution.speaker_span.as_ref()?;
        let cue = attribution.cue_span.as_ref()?;
        let whole = speaker.start.min(cue.start)..speaker.end.max(cue.end);
        let words = text.get(whole.start.checked_sub(start)?..whole.end.checked_sub(start)?)?;
        let is_quoting = words.contains(['“', '”', '"', '«', '»', '„']);
        (words.len() <= longest && !is_quoting).then_some(words)
    }

    /// Returns the speakers; empty if unknown.
    pub fn speakers(&self) -> &[Speaker] {
        self.attribution.as_ref().map_or(&[], |a| &a.speakers)
    }
}
