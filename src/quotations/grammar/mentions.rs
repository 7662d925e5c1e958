//! Whether somebody is mentioned at a given place: behind a comma, or directly before a word.

use super::phrases::{Head, Phrase, Prose};
use crate::quotations::scan::tokens::NO_NAME;
use crate::quotations::words::{DET, DOC, HUMAN, ORG, PREP};
use crate::text::Span;

impl Prose<'_> {
    /// The name directly behind the comma, with or without a title: "the bishop, **the Rev. Jan
    /// Novak**".
    pub(crate) fn appositive_name(&self, comma: usize) -> Option<Phrase> {
        if self.tokens.at(comma + 1).is(DET)
            && let Some(named) = self.phrase(comma + 1, comma + 12)
            && matches!(named.head, Head::Name(_))
        {
            return Some(named);
        }
        let first = comma + 1 + usize::from(self.tokens.word_is(comma + 1, "the"));
        let n = (first..first + 4).find(|&n| self.tokens.at(n).name != NO_NAME)?;
        let number = self.tokens.at(n).name;
        let name = self.people.uses.get(number)?;
        (name.titles.start == first && name.tokens.start == n)
            .then(|| self.named(number, name.tokens.clone()))
    }

    pub(crate) fn named(&self, number: usize, tokens: Span) -> Phrase {
        Phrase {
            end: tokens.end,
            tokens,
            head: Head::Name(number),
        }
    }

    /// The person or body whose mention ends directly at `end`.
    pub(crate) fn edge(&self, end: usize, floor: usize) -> Option<Phrase> {
        let last = end.checked_sub(1).filter(|&n| n >= floor)?;
        let token = self.tokens.at(last);
        if let Some(name) = self.people.uses.get(token.name) {
            return (!self.is_place(token.name))
                .then(|| self.named(token.name, name.tokens.clone()));
        }
        if !token.is(HUMAN | ORG | DOC) {
            return None;
        }
        let start = (floor.max(last.saturating_sub(8))..=last)
            .rev()
            .find(|&n| self.tokens.at(n).is(DET))?;
        self.phrase(start, end).filter(|p| p.tokens.end == end)
    }

    /// The same, unless a preposition governs it: "in New York City".
    pub(crate) fn free_edge(&self, end: usize, floor: usize) -> Option<Phrase> {
        let edge = self.edge(end, floor)?;
        let start = match edge.head {
            Head::Name(number) => self.people.uses.get(number)?.titles.start,
            _ => edge.tokens.start,
        };
        let governed = start
            .checked_sub(1)
            .is_some_and(|n| self.tokens.at(n).is(PREP));
        (!governed).then_some(edge)
    }
}
