//! Direct quotations: which words of an article stand in quotation marks, and who said them.
//!
//! A wrong name harms a person, an unknown speaker does not: every attribution says how it is
//! known and how surely, and below a threshold there is none. The way of a quotation:
//!
//! 1. `marks` finds the quoted pieces of each paragraph by their `signs`;
//! 2. `tokens` reads the article as words and signs, in which a piece is a single token, with what
//!    `words`, `lists` and `cues` know of each word, and `sentences` cuts it;
//! 3. `names_in_text`, `people`, `roles` and `genders` gather the names under which the article
//!    speaks of somebody;
//! 4. `attribution` finds the clause that says who speaks: behind the quotation (`clauses`) or in
//!    front of it (`governing`, `agents`), unless the marks quote nobody (`guards`); who the clause
//!    is about is read by `phrases`, `subjects`, `mentions` and `insertions`;
//! 5. `resolve` and `pronouns` say who is meant by a name, a role or a pronoun;
//! 6. `reading` does this sentence by sentence, and `carry` lets a speaker go on.

mod agents;
mod attribution;
mod carry;
mod clauses;
mod cues;
mod genders;
mod governing;
mod guards;
mod insertions;
mod lists;
mod marks;
mod mentions;
mod names_in_text;
mod people;
mod phrases;
mod pronouns;
mod reading;
mod resolve;
mod roles;
mod sentences;
mod signs;
mod subjects;
mod tokens;
mod words;

use serde::{Deserialize, Serialize};

use crate::corpus::article::Article;
use crate::lexicon::Aliases;
use crate::text::Span;
use marks::Piece;
use people::People;
use phrases::Prose;
use reading::Extraction;
use tokens::Tokens;

/// Names the rules. An index whose quotations were found by others is made anew, so this changes
/// whenever they find anything else.
pub const RULES_VERSION: u32 = 4;

/// The threshold at which nearly every name that is given is right.
pub const HIGH_PRECISION: f32 = 0.6;

/// How the speaker of a quotation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The name stands beside the cue.
    Named,
    /// A description does: "the minister", "a police spokesman".
    Role,
    /// A pronoun does, and somebody named before fits it.
    Pronoun,
    /// Nothing does, but the text before clearly goes on.
    Carried,
}

/// Somebody or some body who said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest name that the article gives, or else its words: "spokesman for the ministry".
    pub name: String,
    /// The name under which the table of other names files them; `name` itself if it does not.
    pub canonical: String,
}

/// Who said a quotation, and why that is thought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Never empty; several for "both leaders".
    pub speakers: Vec<Speaker>,
    /// Where the article says who speaks, in its text.
    pub speaker_span: Span,
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
            Self::Pronoun => "pronoun",
            Self::Carried => "carried",
        }
    }
}

impl Quotation {
    /// Who said it; nobody where that is not known.
    pub fn speakers(&self) -> &[Speaker] {
        self.attribution.as_ref().map_or(&[], |a| &a.speakers)
    }
}

/// Finds quotations and their speakers, always in the same way.
#[derive(Clone, Debug)]
pub struct Attributor {
    /// How people are called.
    pub aliases: Aliases,
    /// The confidence, from 0 to 1, below which a speaker is left out.
    pub min_confidence: f32,
}

impl Attributor {
    /// The quotations of an article.
    pub fn extract(&self, article: &Article) -> Vec<Quotation> {
        extract(article, &self.aliases, self.min_confidence)
    }

    /// A name for this way of finding speakers: where it is the same, so are the speakers.
    pub fn name(&self) -> String {
        let names = self.aliases.fingerprint();
        format!("names {names:016x}, confidence {}", self.min_confidence)
    }
}

/// Finds the quotations of an article and their speakers. Attributions less sure than
/// `min_confidence` are left out; [`HIGH_PRECISION`] is a good value.
pub fn extract(article: &Article, aliases: &Aliases, min_confidence: f32) -> Vec<Quotation> {
    let text = article.text();
    let mut tokens = Tokens::new(text);
    let mut pieces: Vec<(u32, Piece)> = Vec::new();
    let mut found = Vec::new();
    for paragraph in article.paragraphs() {
        let mut here = marks::find(paragraph.text);
        for piece in &mut here {
            for span in [&mut piece.outer, &mut piece.inner] {
                *span = span.start + paragraph.span.start..span.end + paragraph.span.start;
            }
        }
        found.push((paragraph.number, paragraph.span, here));
    }
    if found.iter().all(|(_, _, here)| here.is_empty()) {
        return Vec::new();
    }
    for (number, span, here) in found {
        tokens.push_paragraph(number as usize, span, &here, pieces.len());
        pieces.extend(here.into_iter().map(|piece| (number, piece)));
    }
    let people = People::of(&mut tokens, aliases);
    let extraction = Extraction {
        text,
        prose: Prose {
            tokens: &tokens,
            people: &people,
        },
        pieces: &pieces,
    };
    let mut groups = extraction.groups();
    let verdicts = extraction.verdicts(&groups);
    for (group, verdict) in groups.iter_mut().zip(verdicts) {
        group.attribution = verdict
            .filter(|verdict| verdict.confidence >= min_confidence)
            .map(|verdict| extraction.attribution(verdict, aliases));
    }
    groups
        .into_iter()
        .map(|group| extraction.quotation(group))
        .collect()
}
