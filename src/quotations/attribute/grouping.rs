//! Which quoted pieces are one quotation.

use super::reading::{Extraction, Group};
use crate::quotations::ids::PieceId;

impl Extraction<'_> {
    /// Joins pieces that are one quotation: interrupted by a cue, or going on in the next paragraph.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut joined = vec![false; self.pieces.len()];
        for sentence in self.prose.tokens.sentence_ids() {
            let Some(scope) = self.scope(sentence) else {
                continue;
            };
            let mut quotes = self.quotes_in(sentence).peekable();
            while let Some((piece, n)) = quotes.next() {
                if let Some(&(next_piece, next)) = quotes.peek()
                    && scope.goes_on(n, next, self.words(piece))
                    && let Some(slot) = joined.get_mut(next_piece.0)
                {
                    *slot = true;
                }
            }
        }
        for (pair, joined) in self.pieces.windows(2).zip(joined.iter_mut().skip(1)) {
            let [piece, next] = pair else {
                continue;
            };
            // The next paragraph must open with the same kind of mark.
            let between = self.text.get(piece.outer.end..next.outer.start);
            let opens = between.is_some_and(|words| words.trim().is_empty());
            *joined |= !piece.closed
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
