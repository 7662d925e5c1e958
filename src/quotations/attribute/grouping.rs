//! Groups quoted pieces into quotations.

use super::extraction::Extraction;
use super::rules::clause_behind;
use super::works;
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::ids::{PieceId, TokenId};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{CONJ, NOUN, RELATIVE};

/// Consecutive pieces that form one quotation.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    pub(super) first: PieceId,
    pub(super) last: PieceId,
}

impl Extraction<'_> {
    /// Joins pieces into one quotation if a reporting clause interrupts them or the quotation
    /// continues in the next paragraph.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut joined = vec![false; self.pieces.len()];
        for sentence in self.tokens.sentence_ids() {
            let Some(scope) = self.scope(sentence) else {
                continue;
            };
            let mut quotes = self.quotes_in(sentence).peekable();
            while let Some(quote) = quotes.next() {
                if let Some(next) = quotes.peek()
                    // "“…,” she said in her memoir, “Winter Bread.”": a title continues nothing.
                    && !works::title(&scope, *next)
                    && continues_at(&scope, quote, next.at)
                    && let Some(slot) = joined.get_mut(next.piece.0)
                {
                    *slot = true;
                }
            }
        }
        let pairs = self.pieces.windows(2).enumerate();
        for ((n, pair), joined) in pairs.zip(joined.iter_mut().skip(1)) {
            let [piece, next] = pair else {
                continue;
            };
            // The next paragraph must open with the same kind of quotation mark.
            let between = self.tokens.text.get(piece.outer.end..next.outer.start);
            let opens = between.is_some_and(|words| words.trim().is_empty());
            *joined |= !piece.closed
                && self.label(PieceId(n + 1)).is_none()
                && piece.paragraph + 1 == next.paragraph
                && opens
                && piece.family == next.family;
        }
        let mut groups: Vec<Group> = Vec::new();
        for (n, joined) in joined.into_iter().enumerate() {
            let piece = PieceId(n);
            match groups.last_mut() {
                Some(group) if joined => group.last = piece,
                _ => groups.push(Group {
                    first: piece,
                    last: piece,
                }),
            }
        }
        groups
    }
}

/// Returns whether the piece is interrupted by its reporting clause and continues at token
/// `next`.
fn continues_at(scope: &Scope<'_>, quote: Quote<'_>, next: TokenId) -> bool {
    let tokens = scope.prose.tokens;
    let breaks_off = [',', '?', '!', '…', '—', '–', '-'];
    let parted = quote.words.ends_with(breaks_off) || tokens.at(quote.at + 1).kind == Kind::Comma;
    if !parted
        || next > quote.at + 30
        || !matches!(tokens.at(next - 1).kind, Kind::Comma | Kind::Dash)
    {
        return false;
    }
    let clause = clause_behind(scope, quote);
    let Some(cue) = clause.and_then(|(_, clause)| clause.cue) else {
        return false;
    };
    if cue.end > next {
        return false;
    }
    // A second reporting verb begins a second quotation.
    let mut relative = false;
    for at in cue.end.to(next).iter() {
        let token = tokens.at(at);
        relative = (relative || token.is(RELATIVE)) && token.kind != Kind::Comma;
        let second = token.name.is_none()
            && !relative
            && (token.cue.is_gerund()
                || token.cue.is_past() && !token.is(NOUN)
                || token.is(CONJ) && tokens.at(at - 1).kind == Kind::Comma);
        if second {
            return false;
        }
    }
    true
}
