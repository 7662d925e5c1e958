//! Speakers carried over to quotations without a reporting clause of their own.

use super::discourse::{Referent, Resolver, Verdict};
use super::extraction::Extraction;
use crate::quotations::entities::people::EntityKind;
use crate::quotations::grammar::clause::Clause;
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::Quote;
use crate::quotations::ids::{SentenceId, TokenRange};
use crate::quotations::quotation::Basis;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{AUX, BE, CONJ, HUMAN, PREP, ROLE, ROLES};

impl Extraction<'_> {
    /// Returns the speaker whom the sentence after a standalone quotation names: "That was the
    /// warning from Smith on Monday", "So said Smith".
    pub(super) fn named_in_next_sentence(&self, resolver: Resolver<'_>) -> Option<Verdict> {
        let tokens = &self.tokens;
        let here = tokens.sentence(resolver.sentence)?;
        let next = tokens.sentence(resolver.sentence + 1)?;
        if here.tokens.len() > 3
            || here.tokens.iter().any(|n| tokens.at(n).kind == Kind::Word)
            || next.paragraph > here.paragraph + 1
        {
            return None;
        }
        let TokenRange { start, end } = next.tokens;
        let points = ["that", "this", "those", "these"]
            .iter()
            .any(|word| tokens.word_is(start, word));
        let (subject, cue) = if tokens.word_is(start, "so") && tokens.at(start + 1).cue.inverts() {
            (
                self.prose().phrases(start + 2, end),
                Some((start + 1).to(start + 2)),
            )
        } else if points && tokens.at(start + 1).is(BE) {
            // "how Smith began", "the message from Smith".
            let from = (start + 2).to(end.min(start + 9)).iter().find(|&n| {
                ["how", "what", "from", "of", "by"]
                    .iter()
                    .any(|word| tokens.word_is(n, word))
            })?;
            (self.prose().phrases(from + 1, end), None)
        } else {
            let subject = self.prose().main_subject(start, end)?;
            let [phrase] = subject.as_slice() else {
                return None;
            };
            // "Smith, who leads the union, was speaking at a rally".
            let spoke = phrase.end.to(end.min(phrase.end + 30)).iter().find(|&n| {
                tokens.at(n).is(BE) && tokens.word_is(n + 1, "speaking")
                    || tokens.word_is(n, "made")
                        && (n + 1).to(n + 4).iter().any(|n| {
                            ["comments", "remarks", "comment", "remark"]
                                .iter()
                                .any(|word| tokens.word_is(n, word))
                        })
            })?;
            (subject, Some((spoke + 1).to(spoke + 2)))
        };
        let named = |p: &Phrase| matches!(p.head, Head::Name(_));
        if subject.len() != 1 || !subject.iter().all(named) {
            return None;
        }
        let clause = Clause {
            subject,
            cue,
            doubt: 0.0,
        };
        resolver.at(resolver.sentence + 1).verdict(clause, 0.8)
    }

    /// Returns whether the sentence is a quotation followed only by a few words without a verb or a
    /// name: `“It is a plank with a budget” for ten years.`
    fn is_fragment(&self, sentence: TokenRange) -> bool {
        let tokens = &self.tokens;
        let rest = (sentence.start + 1).to(sentence.end);
        matches!(tokens.at(sentence.start).kind, Kind::Quote(_))
            && tokens.at(rest.start).is(PREP)
            && rest.len() < 10
            && rest.iter().all(|n| {
                let token = tokens.at(n);
                !token.is(AUX) && !token.cue.is_finite() && token.name.is_none()
            })
    }

    /// Returns the person who takes over after the speaker of a sentence:
    /// `“…,” Smith said, and his brother cut in.`
    fn interrupting_person(&self, sentence: TokenRange, verdict: &Verdict) -> Option<Phrase> {
        let tokens = &self.tokens;
        let cue = verdict.cue?;
        let behind = cue.end.to(sentence.end).iter();
        let comma = behind
            .into_iter()
            .find(|&n| tokens.at(n).kind == Kind::Comma && tokens.at(n + 1).is(CONJ))?;
        let list = self.prose().phrases(comma + 2, sentence.end);
        let [phrase] = list.as_slice() else {
            return None;
        };
        let person = match phrase.head {
            Head::Noun(n) => tokens.at(n).is(ROLE) && !tokens.at(n).is(ROLES),
            Head::Name(id) => {
                let name = self.people.mention(id)?;
                let entity = self.people.entity(name.entity)?;
                entity.kind == EntityKind::Person
                    && !verdict.referents.contains(&Referent::Entity(name.entity))
            }
            Head::Pronoun(_) => false,
        };
        let verb = tokens.at(phrase.end).kind == Kind::Word;
        (person && verb).then(|| phrase.clone())
    }

    /// Attributes a sentence that consists of a quotation to the speaker before it.
    pub(super) fn carried(&self, resolver: Resolver<'_>) -> Option<Verdict> {
        let Resolver {
            discourse,
            sentence,
            ..
        } = resolver;
        let tokens = &self.tokens;
        let here = tokens.sentence(sentence)?;
        let alone = |range: TokenRange| {
            range
                .iter()
                .all(|n| !matches!(tokens.at(n).kind, Kind::Word))
        };
        let previous = sentence.previous()?;
        let before = tokens.sentence(previous)?;
        // Bounds the work: this runs for every quotation of a sentence, and no prose has longer
        // sentences.
        if here.tokens.len().max(before.tokens.len()) > 250
            || !(alone(here.tokens) || self.is_fragment(here.tokens))
        {
            return None;
        }
        let open = |quote: Quote<'_>| self.piece(quote.piece).is_some_and(|p| !p.closed);
        let near = before.paragraph == here.paragraph;
        if self.is_caption(previous) {
            return None;
        }
        if near && self.quotes_in(previous).any(open) {
            return None;
        }
        if let Some(verdict) = discourse.speaker(previous) {
            let ends_with_colon = tokens.at(before.tokens.end - 1).kind == Kind::Colon;
            if verdict.referents.len() > 1 || before.paragraph + 1 < here.paragraph {
                return None;
            }
            if let Some(other) = self.interrupting_person(before.tokens, verdict) {
                let clause = Clause {
                    subject: vec![other],
                    cue: None,
                    doubt: 0.0,
                };
                let other = resolver.at(previous).verdict(clause, 0.75)?;
                return near.then_some(Verdict {
                    basis: Basis::Carried,
                    ..other
                });
            }
            // Across paragraphs, confidence is high only if the whole paragraph is quoted.
            let rest = tokens
                .sentence(sentence + 1)
                .filter(|next| next.paragraph == here.paragraph);
            let whole = rest.is_none_or(|next| alone(next.tokens));
            let confidence = verdict.confidence
                * if near {
                    0.92
                } else if ends_with_colon {
                    0.85
                } else if whole && verdict.basis == Basis::Carried {
                    0.95
                } else if whole {
                    0.78
                } else {
                    0.5
                };
            return Some(Verdict {
                basis: Basis::Carried,
                cue: None,
                confidence,
                ..verdict.clone()
            });
        }
        let introduces = tokens.at(before.tokens.end - 1).kind == Kind::Colon;
        // A paragraph that is only a quotation belongs to the last person of the paragraph before.
        let follows = before.paragraph + 1 == here.paragraph
            && tokens
                .sentence(sentence + 1)
                .is_none_or(|next| next.paragraph != here.paragraph || alone(next.tokens));
        if !near && !introduces && !follows || self.quotes_in(previous).next().is_some() {
            return None;
        }
        let [referent] = discourse.focus(previous)? else {
            return None;
        };
        let subject = self.scope(previous)?.topic()?;
        let [phrase] = subject.as_slice() else {
            return None;
        };
        // Another person in the sentence may be the next speaker.
        let others = self.people.within(before.tokens).iter().filter(|name| {
            *referent != Referent::Entity(name.entity)
                && self
                    .people
                    .entity(name.entity)
                    .is_some_and(|e| e.kind == EntityKind::Person)
        });
        let alone_there = others.count() == 0;
        let human = match referent {
            Referent::Entity(id) => self.people.entity(*id).is_some_and(|e| {
                e.kind == EntityKind::Person || e.kind == EntityKind::Unknown && !e.only_begins
            }),
            Referent::Words(span) => span.iter().any(|n| tokens.at(n).is(HUMAN)),
            Referent::Label(_) => true,
        };
        let speaks = before
            .tokens
            .iter()
            .any(|n| tokens.at(n).cue.is_finite() && tokens.at(n).name.is_none());
        let is_current_speaker = (0..previous.0)
            .rev()
            .take(6)
            .take_while(|&n| {
                tokens
                    .sentence(SentenceId(n))
                    .is_some_and(|s| s.paragraph == here.paragraph)
            })
            .any(|n| {
                let speaker = discourse.speaker(SentenceId(n));
                speaker.is_some_and(|v| v.referents == std::slice::from_ref(referent))
            });
        let confidence = match (
            human && alone_there,
            is_current_speaker,
            speaks || introduces,
        ) {
            (false, ..) => 0.4,
            (_, true, _) => 0.85,
            (_, _, true) => 0.75,
            _ => 0.64,
        };
        Some(Verdict {
            referents: vec![referent.clone()],
            speaker: tokens.span(phrase.tokens),
            cue: None,
            basis: Basis::Carried,
            confidence,
        })
    }
}
