//! Labels inside the marks, as transcripts have them: `“SMITH: Who goes there?”`.

use super::reading::Extraction;
use crate::quotations::entities::people::{Entity, Sort};
use crate::quotations::ids::{EntityId, PieceId};
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

    /// The one person of the article whose name or surname the label is.
    pub(crate) fn labelled(&self, label: &str) -> Option<EntityId> {
        let same = |entity: &Entity| {
            let last = entity.name.rsplit(' ').next().unwrap_or_default();
            let suits = |name: &str| name.to_uppercase() == label;
            matches!(entity.sort, Sort::Person | Sort::Unknown)
                && entity.name != label
                && (suits(&entity.name) || suits(last))
        };
        let mut found = self.prose.people.entities.iter().enumerate();
        let mut fitting = found.by_ref().filter(|(_, entity)| same(entity));
        let (only, another) = (fitting.next(), fitting.next());
        only.filter(|_| another.is_none()).map(|(n, _)| EntityId(n))
    }
}
