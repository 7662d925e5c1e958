//! Reference resolution: from the words next to a cue ("he", "the minister", "Horvat") to their
//! referents.

use super::discourse::{Discourse, Referent, Resolution};
use crate::quotations::entities::genders::Gender;
use crate::quotations::entities::people::EntityKind;
use crate::quotations::grammar::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::SentenceId;
use crate::quotations::quotation::Basis;
use crate::quotations::words::{DET, HE, IT, POSSESSIVE, ROLE, ROLES, SHE, THEY};

impl Discourse {
    /// Resolves the phrases of a subject in the sentence `sentence`; `None` if one of them cannot
    /// be resolved.
    pub(crate) fn resolve(
        &self,
        prose: Prose<'_>,
        phrases: &[Phrase],
        sentence: SentenceId,
    ) -> Option<Resolution> {
        let mut all: Option<Resolution> = None;
        for (n, phrase) in phrases.iter().enumerate() {
            // "the former farmer **and two-term governor**": one person.
            if n > 0 && all.is_some() && is_second_role(prose, phrase) {
                continue;
            }
            let one = self.resolve_phrase(prose, phrase, sentence)?;
            all = Some(match all {
                None => one,
                Some(mut sum) => {
                    sum.referents.extend(
                        one.referents
                            .into_iter()
                            .filter(|referent| !sum.referents.contains(referent))
                            .collect::<Vec<_>>(),
                    );
                    Resolution {
                        confidence: sum.confidence.min(one.confidence),
                        ..sum
                    }
                }
            });
        }
        all
    }

    /// Resolves one phrase.
    fn resolve_phrase(
        &self,
        prose: Prose<'_>,
        phrase: &Phrase,
        sentence: SentenceId,
    ) -> Option<Resolution> {
        match phrase.head {
            Head::Name(number) => {
                let name = prose.people.mention(number)?;
                let entity = prose.people.entity(name.entity)?;
                let doubt = if name.sure { 0.0 } else { 0.25 }
                    + if entity.only_begins && entity.kind == EntityKind::Unknown {
                        0.1
                    } else {
                        0.0
                    };
                Some(Resolution {
                    referents: vec![Referent::Entity(name.entity)],
                    basis: Basis::Named,
                    confidence: 1.0 - doubt,
                })
            }
            Head::Pronoun(n) => {
                let token = prose.tokens.at(n);
                let (referents, confidence) = if token.is(HE) || prose.tokens.word_is(n, "his") {
                    self.person_for_pronoun(prose, Gender::Male, n, sentence)?
                } else if token.is(SHE) || prose.tokens.word_is(n, "her") {
                    self.person_for_pronoun(prose, Gender::Female, n, sentence)?
                } else if token.is(THEY) {
                    (self.people_for_they(prose, n, sentence)?, 0.75)
                } else if token.is(IT) {
                    (vec![self.referent_of_it(prose, n, sentence)?], 0.75)
                } else {
                    return None;
                };
                Some(Resolution {
                    referents,
                    basis: Basis::Pronoun,
                    confidence,
                })
            }
            Head::Noun(n) => Some(self.described(prose, phrase, n, sentence)),
        }
    }
}

/// Returns whether the phrase is an office without a determiner of its own.
fn is_second_role(prose: Prose<'_>, phrase: &Phrase) -> bool {
    let first = prose.tokens.at(phrase.tokens.start);
    let role = matches!(phrase.head, Head::Noun(n) if prose.tokens.at(n).is(ROLE) && !prose.tokens.at(n).is(ROLES));
    role && !first.is(DET | POSSESSIVE)
}
