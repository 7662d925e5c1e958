//! Where the sentences of a paragraph end, quotations and datelines included.

use super::marks::Piece;
use super::tokens::{Kind, Sentence, Tokens};
use crate::quotations::words;

impl Tokens<'_> {
    /// Cuts the tokens from `begin` on into sentences.
    pub(crate) fn split_sentences(
        &mut self,
        begin: usize,
        paragraph: usize,
        pieces: &[Piece],
        first: usize,
    ) {
        let mut start = begin;
        let dateline = self.dateline(begin);
        for n in begin..self.list.len() {
            if n + 1 == self.list.len()
                || dateline == Some(n)
                || self.ends_sentence(n, pieces, first)
            {
                self.sentences.push(Sentence {
                    tokens: start..n + 1,
                    paragraph,
                });
                start = n + 1;
            }
        }
    }

    /// The dash that ends `LODZ, Poland (NWA) —`.
    fn dateline(&self, begin: usize) -> Option<usize> {
        let place = self.word(begin);
        if place.len() < 3 || !place.chars().all(char::is_uppercase) {
            return None;
        }
        let dash = (begin + 1..begin + 12).find(|&n| self.at(n).kind == Kind::Dash)?;
        (begin..dash)
            .all(|n| {
                self.at(n).capital
                    || matches!(
                        self.at(n).kind,
                        Kind::Comma | Kind::Open | Kind::Close | Kind::Stop
                    )
            })
            .then_some(dash)
    }

    fn ends_sentence(&self, n: usize, pieces: &[Piece], first: usize) -> bool {
        let next = self.at(n + 1);
        let fresh = next.capital || matches!(next.kind, Kind::Quote(_)) || next.is(words::NUM);
        match self.at(n).kind {
            Kind::Stop => {
                // A stray mark may stand between the stop and the next sentence.
                let stray = matches!(next.kind, Kind::Other | Kind::Possessive);
                fresh || stray && self.at(n + 2).capital
            }
            // An abbreviation ends a sentence only before a word that begins one.
            Kind::Word => {
                self.word(n).ends_with('.')
                    && next.capital
                    && next.is(words::DET
                        | words::PREP
                        | words::CONJ
                        | words::PRONOUN
                        | words::SUBORD)
            }
            Kind::Quote(q) => {
                let last = pieces
                    .get(q - first)
                    .and_then(|piece| self.text.get(piece.inner.clone()))
                    .and_then(|words| words.chars().rev().find(|c| !"”’\"')]".contains(*c)));
                match last {
                    Some('.') => fresh && !self.bare_attribution(n + 1),
                    Some('!' | '?' | '…') => fresh && self.attribution_cue(n + 1).is_none(),
                    _ => !pieces.get(q - first).is_none_or(|piece| piece.closed),
                }
            }
            _ => false,
        }
    }

    /// Whether `Smith said.` follows, and ends the sentence.
    fn bare_attribution(&self, from: usize) -> bool {
        self.attribution_cue(from)
            .is_some_and(|n| self.at(n + 1).kind == Kind::Stop)
    }

    /// The verb of something like `Smith shouted`, if that follows: the quotation before it then
    /// belongs to the same sentence.
    fn attribution_cue(&self, from: usize) -> Option<usize> {
        (from..from + 9)
            .take_while(|&n| self.at(n).kind == Kind::Word)
            .find(|&n| self.at(n).cue.is_finite_strong())
    }
}
