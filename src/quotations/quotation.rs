//! A quotation and its speaker, as other layers see them.

use serde::{Deserialize, Serialize};

use crate::lexicon::Aliases;
use crate::text::Span;

/// How the speaker of a quotation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The name stands beside the cue.
    Named,
    /// A description does: "the minister", "a police spokesman".
    Role,
    /// A text does, which is no person: "the report", "a poll", "the charter".
    Source,
    /// A pronoun does. Nobody is named where it may mean several persons or none.
    Pronoun,
    /// Nothing does, but the text before clearly goes on.
    Carried,
    /// A moderator says so, whatever the article says.
    Corrected,
}

/// Somebody or some body who said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest name that the article gives, or else its words: "spokesman for the ministry".
    pub name: String,
    /// The name under which the table of other names files them; `name` itself if it does not.
    pub canonical: String,
}

impl Speaker {
    /// A speaker of this name, filed as the table of other names says.
    pub(super) fn new(name: String, aliases: &Aliases) -> Self {
        Self {
            canonical: aliases.canonical(&name).unwrap_or(&name).to_owned(),
            name,
        }
    }
}

/// Who said a quotation, and why that is thought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Several for "both leaders"; empty where the article has a pronoun of which nobody can be
    /// sure whom it means, and where a moderator says that it is nobody's.
    pub speakers: Vec<Speaker>,
    /// Where the article says who speaks, in its text; `None` where a moderator says it.
    pub speaker_span: Option<Span>,
    /// The words that say that somebody speaks: "said", "according to".
    pub cue: Option<String>,
    /// Where the cue stands.
    pub cue_span: Option<Span>,
    /// How the speaker is known.
    pub basis: Basis,
    /// From 0 to 1; an estimate of how often an attribution of this kind is right.
    pub confidence: f32,
}

/// Words that stand in quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// The number of the paragraph in which it begins.
    pub paragraph: u32,
    /// Its pieces, with a space between them.
    pub text: String,
    /// Its pieces, inside their marks, in the article's text; in order and never empty.
    pub spans: Vec<Span>,
    /// No closing mark was found, so that it may end before its paragraph does.
    pub unclosed: bool,
    /// Nobody, for a title or a word in irony, and where the evidence is thin.
    pub attribution: Option<Attribution>,
}

impl Basis {
    /// Its name in lower case.
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
    /// The words from the speaker to the cue, or the other way round, such as "she added"; `text` is
    /// the part of the article's text that begins at byte `start`. `None` where they do not stand
    /// in it together, within `longest` bytes and outside quotation marks.
    pub fn said_by<'t>(&self, text: &'t str, start: usize, longest: usize) -> Option<&'t str> {
        let attribution = self.attribution.as_ref()?;
        let speaker = attribution.speaker_span.as_ref()?;
        let cue = attribution.cue_span.as_ref()?;
        let whole = speaker.start.min(cue.start)..speaker.end.max(cue.end);
        let words = text.get(whole.start.checked_sub(start)?..whole.end.checked_sub(start)?)?;
        let is_quoting = words.contains(['“', '”', '"', '«', '»', '„']);
        (words.len() <= longest && !is_quoting).then_some(words)
    }

    /// Who said it; nobody where that is not known.
    pub fn speakers(&self) -> &[Speaker] {
        self.attribution.as_ref().map_or(&[], |a| &a.speakers)
    }
}
