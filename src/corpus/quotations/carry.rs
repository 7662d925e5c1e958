//! Quotations that stand alone: the speaker before them goes on.

use super::people::Sort;
use super::reading::{Extraction, Verdict};
use super::resolve::{Discourse, Who};
use super::tokens::{Kind, NO_NAME};
use super::words::HUMAN;
use super::{Basis, Span};

impl Extraction<'_> {
    /// A sentence that is nothing but a quotation goes on with the speaker before it.
    pub(super) fn carried(
        &self,
        discourse: &Discourse,
        spoke: &[Option<Verdict>],
        sentence: usize,
    ) -> Option<Verdict> {
        let tokens = self.prose.tokens;
        let here = tokens.sentences.get(sentence)?;
        let alone = |range: Span| {
            range
                .into_iter()
                .all(|n| !matches!(tokens.at(n).kind, Kind::Word))
        };
        let previous = sentence.checked_sub(1)?;
        let before = tokens.sentences.get(previous)?;
        // No prose has longer sentences, and this is asked for every quotation of one.
        if here.tokens.len().max(before.tokens.len()) > 250 || !alone(here.tokens.clone()) {
            return None;
        }
        let open = |(piece, _): (usize, usize)| {
            self.pieces
                .get(piece)
                .is_some_and(|(_, piece)| !piece.closed)
        };
        let near = before.paragraph == here.paragraph;
        if near && self.quotes_in(previous).any(open) {
            return None;
        }
        if let Some(verdict) = spoke.get(previous).and_then(Option::as_ref) {
            let ends_with_colon = tokens.at(before.tokens.end - 1).kind == Kind::Colon;
            if verdict.who.len() > 1 || before.paragraph + 1 < here.paragraph {
                return None;
            }
            // Across a paragraph only where the whole paragraph is quoted.
            let rest = tokens
                .sentences
                .get(sentence + 1)
                .filter(|next| next.paragraph == here.paragraph);
            let whole = rest.is_none_or(|next| alone(next.tokens.clone()));
            let confidence = verdict.confidence
                * if near {
                    0.92
                } else if ends_with_colon {
                    0.85
                } else if whole {
                    0.72
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
        if !near && !introduces || self.quotes_in(previous).next().is_some() {
            return None;
        }
        let [who] = discourse.focus.get(previous)?.as_slice() else {
            return None;
        };
        let subject = self
            .prose
            .main_subject(before.tokens.start, before.tokens.end)?;
        let [phrase] = subject.as_slice() else {
            return None;
        };
        // Another person in the sentence may be the one who speaks next.
        let others = self
            .prose
            .people
            .within(before.tokens.clone())
            .iter()
            .filter(|name| {
                *who != Who::Entity(name.entity)
                    && self
                        .prose
                        .people
                        .entity(name.entity)
                        .is_some_and(|e| e.sort == Sort::Person)
            });
        let alone_there = others.count() == 0;
        let human = match who {
            Who::Entity(id) => self.prose.people.entity(*id).is_some_and(|e| {
                e.sort == Sort::Person || e.sort == Sort::Unknown && !e.only_begins
            }),
            Who::Words(span) => span.clone().any(|n| tokens.at(n).is(HUMAN)),
        };
        let speaks = before
            .tokens
            .clone()
            .any(|n| tokens.at(n).cue.is_finite() && tokens.at(n).name == NO_NAME);
        let spoke_here = (0..previous)
            .rev()
            .take(6)
            .take_while(|&n| {
                tokens
                    .sentences
                    .get(n)
                    .is_some_and(|s| s.paragraph == here.paragraph)
            })
            .any(|n| {
                spoke
                    .get(n)
                    .and_then(Option::as_ref)
                    .is_some_and(|v| v.who.len() == 1 && v.who.contains(who))
            });
        let confidence = match (human && alone_there, spoke_here, speaks || introduces) {
            (false, ..) => 0.4,
            (_, true, _) => 0.85,
            (_, _, true) => 0.75,
            _ => 0.62,
        };
        Some(Verdict {
            who: vec![who.clone()],
            speaker: phrase.tokens.clone(),
            cue: None,
            basis: Basis::Carried,
            confidence,
        })
    }
}
