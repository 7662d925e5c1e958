//! Direct quotations: the words of an article in quotation marks and their speakers.
//!
//! A wrong name harms a person, an unknown speaker does not. Every attribution therefore has a
//! basis and a confidence, and attributions below a threshold are dropped. Four stages, one folder
//! each, turn an article into [`Quotation`]s:
//!
//! 1. `scan` finds the quoted pieces of each paragraph and splits the article into tokens and
//!    sentences; a quoted piece is a single token.
//! 2. `entities` gathers the names of people and organisations into entities, with their roles and
//!    genders.
//! 3. `grammar` reads noun phrases and clauses: the subject of a verb, appositions, insertions.
//! 4. `attribute` applies the rules, resolves names, roles and pronouns to entities, and carries a
//!    speaker over to the next quotation.

mod attribute;
mod entities;
mod grammar;
mod ids;
mod quotation;
mod scan;
mod words;

use crate::corpus::article::Article;
use crate::corpus::corrections::{Correction, Corrections};
use crate::lexicon::Aliases;
use crate::text::Fingerprint;
use attribute::extraction::Extraction;
pub use quotation::{Attribution, Basis, Quotation, Speaker};

/// Version of the rules. Raised whenever they find anything else; an index of another version is
/// rebuilt.
pub const RULES_VERSION: u32 = 9;

/// Minimum confidence at which nearly every attributed name is right.
pub const HIGH_PRECISION: f32 = 0.6;

/// Finds quotations and their speakers with fixed aliases, corrections and confidence.
#[derive(Clone, Debug)]
pub struct Attributor {
    /// Table of aliases, which groups the names of one person.
    pub aliases: Aliases,
    /// Moderators' corrections of speakers. They take precedence over every rule.
    pub corrections: Corrections,
    /// Minimum confidence of an attribution, from 0 to 1. Below it a quotation has no speaker.
    pub min_confidence: f32,
}

impl Attributor {
    /// Finds the quotations of an article and their speakers.
    pub fn extract(&self, article: &Article) -> Vec<Quotation> {
        let mut quotations = extract(article, &self.aliases, self.min_confidence);
        for quotation in &mut quotations {
            if let Some(correction) = self.corrections.of(article.id(), &quotation.text) {
                quotation.attribution = Some(self.corrected(correction));
            }
        }
        quotations
    }

    /// Returns the attribution that a moderator's correction makes.
    fn corrected(&self, correction: &Correction) -> Attribution {
        let speaker = correction.speaker.clone();
        let speaker = speaker.map(|name| Speaker::new(name, &self.aliases));
        Attribution {
            speakers: Vec::from_iter(speaker),
            speaker_span: None,
            cue: None,
            cue_span: None,
            basis: Basis::Corrected,
            confidence: 1.0,
        }
    }

    /// Returns a name for the aliases and the confidence. Attributors with the same name find the
    /// same speakers, except for corrections.
    pub fn name(&self) -> String {
        let mut names = Fingerprint::default();
        for group in self.aliases.groups() {
            group.iter().for_each(|name| names.part(name));
            names.part("");
        }
        let names = names.finish();
        format!("names {names:016x}, confidence {}", self.min_confidence)
    }
}

/// Finds the quotations of an article and their speakers. Attributions with less than
/// `min_confidence`, from 0 to 1, are dropped; [`HIGH_PRECISION`] is a good value.
pub fn extract(article: &Article, aliases: &Aliases, min_confidence: f32) -> Vec<Quotation> {
    let Some(extraction) = Extraction::of(article, aliases) else {
        return Vec::new();
    };
    let groups = extraction.groups();
    let verdicts = extraction.verdicts(&groups);
    groups
        .into_iter()
        .zip(verdicts)
        .map(|(group, verdict)| {
            let sure = verdict.filter(|verdict| verdict.confidence >= min_confidence);
            extraction.quotation(group, sure, aliases)
        })
        .collect()
}
