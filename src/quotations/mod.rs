//! Direct quotations: which words of an article stand in quotation marks, and who said them.
//!
//! A wrong name harms a person, an unknown speaker does not. Every attribution therefore says how
//! it is known and how surely, and below a threshold there is none. Four stages, one folder each,
//! turn an article into [`Quotation`]s:
//!
//! 1. `scan` finds the quoted pieces of each paragraph and cuts the article into tokens and
//!    sentences; a quoted piece is a single token.
//! 2. `entities` gathers the names under which the article speaks of a person or a body, with
//!    their roles and genders.
//! 3. `grammar` reads noun phrases and clauses: the subject of a verb, appositions, insertions.
//! 4. `attribute` tries the rules, resolves names, roles and pronouns to entities, and carries a
//!    speaker on to the next quotation.

mod attribute;
mod corrected;
mod entities;
mod grammar;
mod ids;
mod quotation;
mod scan;
mod words;

use crate::corpus::article::Article;
use crate::corpus::corrections::Corrections;
use crate::lexicon::Aliases;
use crate::text::Fingerprint;
use attribute::reading::{Extraction, Verdict};
use entities::people::People;
use grammar::phrases::Prose;
pub use quotation::{Attribution, Basis, Quotation, Speaker};

/// Names the rules. An index whose quotations were found by others is made anew, so this changes
/// whenever they find anything else.
pub const RULES_VERSION: u32 = 7;

/// The threshold at which nearly every name that is given is right.
pub const HIGH_PRECISION: f32 = 0.6;

/// Finds quotations and their speakers, always in the same way.
#[derive(Clone, Debug)]
pub struct Attributor {
    /// How people are called.
    pub aliases: Aliases,
    /// Speakers that moderators corrected. They outrank every rule.
    pub corrections: Corrections,
    /// The confidence, from 0 to 1, below which a speaker is left out.
    pub min_confidence: f32,
}

impl Attributor {
    /// The quotations of an article.
    pub fn extract(&self, article: &Article) -> Vec<Quotation> {
        let mut quotations = extract(article, &self.aliases, self.min_confidence);
        let corrections = self.corrections.of(article.id());
        corrected::correct(&mut quotations, corrections, &self.aliases);
        quotations
    }

    /// A name for this way of finding speakers: where it is the same, so are the speakers, but
    /// for those that are corrected.
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

/// Finds the quotations of an article and their speakers. Attributions less sure than
/// `min_confidence` are left out; [`HIGH_PRECISION`] is a good value.
pub fn extract(article: &Article, aliases: &Aliases, min_confidence: f32) -> Vec<Quotation> {
    let Some((pieces, mut tokens)) = scan::read::read(article) else {
        return Vec::new();
    };
    let people = People::of(&mut tokens, aliases);
    let extraction = Extraction {
        text: article.text(),
        prose: Prose {
            tokens: &tokens,
            people: &people,
        },
        pieces: &pieces,
        english: scan::language::is_english(article),
    };
    let groups = extraction.groups();
    let verdicts = extraction.verdicts(&groups);
    let sure = |verdict: &Verdict| verdict.confidence >= min_confidence;
    groups
        .into_iter()
        .zip(verdicts)
        .map(|(group, verdict)| extraction.quotation(group, verdict.filter(sure), aliases))
        .collect()
}
