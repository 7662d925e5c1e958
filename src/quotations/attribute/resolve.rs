//! Reference resolution: from the words next to a cue ("he", "the minister", "Horvat") to their
//! referents.

use super::discourse::{Referent, Resolution, Resolver, Verdict};
use crate::quotations::entities::genders::Gender;
use crate::quotations::entities::people::EntityKind;
use crate::quotations::grammar::clause::Clause;
use crate::quotations::grammar::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::SentenceId;
use crate::quotations::quotation::Basis;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DET, HE, IT, POSSESSIVE, ROLE, ROLES, SHE, THEY};

/// Maximum number of sentences of a paragraph before one in which "I" stands after a label.
const MAX_SENTENCES: usize = 40;

impl Resolver<'_> {
    /// Resolves the subject of a reporting clause to a verdict; `None` if it cannot be resolved.
    /// `confidence` is that of the rule that found the clause.
    pub(super) fn verdict(&self, clause: Clause, confidence: f32) -> Option<Verdict> {
        let resolution = self
            .resolve(&clause.subject)
            .or_else(|| unresolved(&clause))?;
        let (first, last) = (clause.subject.first()?, clause.subject.last()?);
        let end = match last.head {
            Head::Noun(_) => last.end,
            _ => last.tokens.end,
        };
        Some(Verdict {
            referents: resolution.referents,
            speaker: self.prose.tokens.span(first.tokens.start.to(end)),
            cue: clause.cue,
            basis: resolution.basis,
            confidence: rounded((confidence - clause.doubt) * resolution.confidence),
        })
    }

    /// Resolves the phrases of a subject; `None` if one of them cannot be resolved.
    pub(super) fn resolve(&self, phrases: &[Phrase]) -> Option<Resolution> {
        let mut all: Option<Resolution> = None;
        for (n, phrase) in phrases.iter().enumerate() {
            // "the former farmer **and two-term governor**": one person.
            if n > 0 && all.is_some() && is_second_role(self.prose, phrase) {
                continue;
            }
            let one = self.resolve_phrase(phrase)?;
            all = Some(match all {
                None => one,
                Some(mut sum) => {
                    for referent in one.referents {
                        if !sum.referents.contains(&referent) {
                            sum.referents.push(referent);
                        }
                    }
                    sum.confidence = sum.confidence.min(one.confidence);
                    sum
                }
            });
        }
        all
    }

    /// Returns the person whose label begins the paragraph, as in transcripts: "I" after "SMITH:".
    fn labelled_speaker(&self) -> Option<Referent> {
        let tokens = self.prose.tokens;
        let paragraph = tokens.sentence(self.sentence)?.paragraph;
        let earlier = (0..=self.sentence.0)
            .rev()
            .take(MAX_SENTENCES)
            .map(SentenceId);
        let own =
            earlier.take_while(|&n| tokens.sentence(n).is_some_and(|s| s.paragraph == paragraph));
        let start = tokens.sentence(own.last()?)?.tokens.start;
        let mut label = start.take(4).iter();
        let colon = label.find(|&n| tokens.at(n).kind == Kind::Colon)?;
        let id = self.prose.people.labelled(tokens.words(start.to(colon)))?;
        Some(Referent::Entity(id))
    }

    /// Resolves one phrase.
    fn resolve_phrase(&self, phrase: &Phrase) -> Option<Resolution> {
        let prose = self.prose;
        match phrase.head {
            Head::Name(number) => {
                let name = prose.people.mention(number)?;
                let entity = prose.people.mentioned(number)?;
                // "The younger Smith": nothing tells which of the two is younger.
                let by_age = ["younger", "elder", "older"];
                if !name.sure && prose.tokens.is_one_of(name.titles.start - 1, &by_age) {
                    return None;
                }
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
                    self.person_for_pronoun(Gender::Male, n)?
                } else if token.is(SHE) || prose.tokens.word_is(n, "her") {
                    self.person_for_pronoun(Gender::Female, n)?
                } else if token.is(THEY) {
                    (self.people_for_they(n)?, 0.75)
                } else if token.is(IT) {
                    (vec![self.referent_of_it(n)?], 0.75)
                } else if prose.tokens.word_is(n, "I") {
                    (vec![self.labelled_speaker()?], 0.8)
                } else {
                    return None;
                };
                Some(Resolution {
                    referents,
                    basis: Basis::Pronoun,
                    confidence,
                })
            }
            Head::Noun(n) => Some(self.described(phrase, n)),
        }
    }
}

/// Returns whether the phrase is an office without a determiner of its own.
fn is_second_role(prose: Prose<'_>, phrase: &Phrase) -> bool {
    let first = prose.tokens.at(phrase.tokens.start);
    let role = matches!(phrase.head, Head::Noun(n) if prose.tokens.at(n).is(ROLE) && !prose.tokens.at(n).is(ROLES));
    role && !first.is(DET | POSSESSIVE)
}

/// Returns an empty reference if the subject is a pronoun that is ambiguous or refers to nobody
/// whom the article names.
fn unresolved(clause: &Clause) -> Option<Resolution> {
    let pronoun = matches!(
        clause.subject.as_slice(),
        [Phrase {
            head: Head::Pronoun(_),
            ..
        }]
    );
    pronoun.then(|| Resolution {
        referents: Vec::new(),
        basis: Basis::Pronoun,
        confidence: 1.0,
    })
}

/// Rounds a confidence, so that rounding errors do not decide whether it reaches a threshold.
fn rounded(confidence: f32) -> f32 {
    ((confidence * 1e5).round() / 1e5).clamp(0.0, 1.0)
}
