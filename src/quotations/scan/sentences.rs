//! Splits the tokens of a paragraph into sentences, considering quotations and datelines.

use super::marks::Piece;
use super::tokens::{Kind, Sentence, Tokens};
use crate::quotations::ids::TokenId;
use crate::quotations::words;

impl Tokens<'_> {
    /// Splits the tokens from `begin` on into sentences.
    pub(super) fn split_sentences(&mut self, begin: TokenId, paragraph: u32, pieces: &[Piece]) {
        let mut start = begin;
        let dateline = self.dateline(begin);
        let end = TokenId(self.list.len());
        for n in begin.to(end).iter() {
            if n + 1 == end || dateline == Some(n) || self.ends_sentence(n, start, pieces) {
                let tokens = start.to(n + 1);
                let register = self.register(tokens, start == begin && n + 1 == end);
                self.sentences.push(Sentence {
                    tokens,
                    paragraph,
                    register,
                });
                start = n + 1;
            }
        }
    }

    /// Returns the dash that ends a dateline: `LODZ, Poland (NWA) —`.
    fn dateline(&self, begin: TokenId) -> Option<TokenId> {
        let place = self.word(begin);
        if place.len() < 3 || !place.chars().all(char::is_uppercase) {
            return None;
        }
        let dash = (begin + 1)
            .to(begin + 12)
            .iter()
            .find(|&n| self.at(n).kind == Kind::Dash)?;
        begin
            .to(dash)
            .iter()
            .all(|n| {
                self.at(n).capital
                    || self.at(n).is(words::NUM)
                    || matches!(
                        self.at(n).kind,
                        Kind::Comma | Kind::Open | Kind::Close | Kind::Stop
                    )
            })
            .then_some(dash)
    }

    /// Returns whether a sentence that began at `start` ends with token `n`.
    fn ends_sentence(&self, n: TokenId, start: TokenId, pieces: &[Piece]) -> bool {
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
            Kind::Quote(id) => {
                let piece = pieces.get(id.0);
                let last = piece
                    .and_then(|piece| self.text.get(piece.inner.clone()))
                    .and_then(|words| words.chars().rev().find(|c| !"”’\"')]".contains(*c)));
                match last {
                    // The words before a quotation may already name its speaker.
                    Some('.') => fresh && (n > start + 2 || !self.bare_attribution(n + 1)),
                    Some('!' | '?' | '…') => fresh && self.attribution_cue(n + 1).is_none(),
                    _ => piece.is_some_and(|piece| !piece.closed),
                }
            }
            _ => false,
        }
    }

    /// Returns whether a clause like `Smith said.` follows and ends the sentence.
    fn bare_attribution(&self, from: TokenId) -> bool {
        self.attribution_cue(from)
            .is_some_and(|n| self.at(n + 1).kind == Kind::Stop)
    }

    /// Returns the verb of a clause like `Smith shouted`, if one follows: the quotation before it
    /// then belongs to the same sentence.
    fn attribution_cue(&self, from: TokenId) -> Option<TokenId> {
        from.take(9)
            .iter()
            .take_while(|&n| self.at(n).kind == Kind::Word)
            .find(|&n| self.at(n).cue.is_finite_strong())
    }
}
