//! Finds mentions at a given position: after a comma, or directly before a word.

use super::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DET, DOC, HUMAN, ORG, PREP};

impl Prose<'_> {
    /// Returns the name directly after the comma, with or without a title: "the bishop, **the Rev.
    /// Jan Novak**".
    pub(crate) fn appositive_name(&self, comma: TokenId) -> Option<Phrase> {
        if self.tokens.at(comma + 1).is(DET)
            && let Some(named) = self.phrase(comma + 1, comma + 12)
            && matches!(named.head, Head::Name(_))
        {
            return Some(named);
        }
        let first = comma + 1 + usize::from(self.tokens.word_is(comma + 1, "the"));
        let n = first
            .to(first + 4)
            .iter()
            .find(|&n| self.tokens.at(n).name.is_some())?;
        let name = self.mention_at(n)?;
        (name.titles.start == first && name.tokens.start == n).then(|| Phrase::named(name))
    }

    /// Returns the phrases that begin at `from`, or the name alone for "its author, Senator Ines
    /// Calloway,".
    pub(crate) fn named_phrases(&self, from: TokenId, end: TokenId) -> Vec<Phrase> {
        let list = self.phrases(from, end);
        let [only] = list.as_slice() else {
            return list;
        };
        if !matches!(only.head, Head::Noun(_)) || self.tokens.at(only.end).kind != Kind::Comma {
            return list;
        }
        // "its author, **planner Jan Novak**,": a trade that is not in the lexicon.
        let comma = only.end;
        let with_trade = || {
            let named = self.phrase(comma + 1, comma + 8)?;
            matches!(named.head, Head::Name(_)).then_some(named)
        };
        let named = self.appositive_name(comma).or_else(with_trade);
        let named = named.filter(|named| {
            let after = self.tokens.at(named.end).kind;
            matches!(after, Kind::Comma | Kind::Stop | Kind::Dash)
        });
        named.map_or(list, |named| vec![named])
    }

    /// Returns the person or organisation whose mention ends directly at `end`.
    pub(crate) fn edge(&self, end: TokenId, floor: TokenId) -> Option<Phrase> {
        let last = end.previous().filter(|&n| n >= floor)?;
        let token = self.tokens.at(last);
        if let Some(name) = self.mention_at(last) {
            return (!self.people.is_place(name.id)).then(|| Phrase::named(name));
        }
        if !token.is(HUMAN | ORG | DOC) {
            return None;
        }
        let start = floor
            .max(last - 8)
            .to(last + 1)
            .iter()
            .rev()
            .find(|&n| self.tokens.at(n).is(DET))?;
        self.phrase(start, end).filter(|p| p.tokens.end == end)
    }

    /// Returns the mention that ends at `end`, unless a preposition governs it: "in New York City".
    pub(crate) fn free_edge(&self, end: TokenId, floor: TokenId) -> Option<Phrase> {
        let edge = self.edge(end, floor)?;
        let before = self.start_of(&edge).previous();
        let governed = before.is_some_and(|n| self.tokens.at(n).is(PREP));
        (!governed).then_some(edge)
    }
}
