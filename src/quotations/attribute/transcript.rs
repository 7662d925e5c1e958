//! Labels inside the marks, as transcripts have them: `“SMITH: Who goes there?”`.

use super::reading::Extraction;
use crate::quotations::ids::PieceId;
use crate::text::Span;

/// Longer labels than this are no names.
const LONGEST_LABEL: usize = 40;

impl Extraction<'_> {
    /// Where the label stands with which the piece begins: `“SMITH: Who goes there?”`.
    pub(crate) fn label(&self, piece: PieceId) -> Option<Span> {
        let (label, _) = self.words(piece).split_once(": ")?;
        let letters = label.chars().filter(|c| c.is_alphabetic()).count();
        let plain = |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '’' | '\'');
        if letters < 2 || label.len() > LONGEST_LABEL || !label.chars().all(plain) {
            return None;
        }
        let start = self.piece(piece)?.inner.start;
        Some(start..start + label.len())
    }
}
