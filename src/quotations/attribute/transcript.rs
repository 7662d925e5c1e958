//! Speaker labels inside the quotation marks, as in transcripts: `“SMITH: Who goes there?”`.

use super::reading::Extraction;
use crate::quotations::ids::PieceId;
use crate::text::Span;

/// Maximum length of a label, in bytes; longer ones are not names.
const MAX_LABEL_BYTES: usize = 40;

impl Extraction<'_> {
    /// Returns the byte range of the label that begins a piece: `“SMITH: Who goes there?”`.
    pub(crate) fn label(&self, piece: PieceId) -> Option<Span> {
        let words = self.words(piece);
        let start = words.get(..words.floor_char_boundary(MAX_LABEL_BYTES + 2))?;
        let (label, _) = start.split_once(": ")?;
        let letters = label.chars().filter(|c| c.is_alphabetic()).count();
        let plain = |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '’' | '\'');
        if letters < 2 || !label.chars().all(plain) {
            return None;
        }
        let start = self.piece(piece)?.inner.start;
        Some(start..start + label.len())
    }
}
