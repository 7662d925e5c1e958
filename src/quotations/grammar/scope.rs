//! Sentence in which the reporting clause of a quotation is looked for.

use super::phrases::Prose;
use crate::quotations::ids::{PieceId, TokenId};

/// Maximum distance of a cue from its quotation, in tokens.
pub(crate) const REACH: usize = 45;

/// Sentence of an article.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) prose: Prose<'a>,
    /// First token of the sentence.
    pub(crate) begin: TokenId,
    /// Token after the last one of the sentence.
    pub(crate) end: TokenId,
}

/// Quoted piece in its sentence.
#[derive(Clone, Copy)]
pub(crate) struct Quote<'a> {
    pub(crate) piece: PieceId,
    /// Token of the piece.
    pub(crate) at: TokenId,
    /// Words inside the marks.
    pub(crate) words: &'a str,
}
