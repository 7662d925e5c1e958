//! One sentence, in which the clause of a quotation is looked for.

use super::phrases::Prose;
use crate::quotations::ids::TokenId;

/// How far a cue may stand from its quotation.
pub(crate) const REACH: usize = 45;

/// A sentence of an article.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) prose: Prose<'a>,
    /// The first token of the sentence, and the one after its last.
    pub(crate) begin: TokenId,
    pub(crate) end: TokenId,
}

/// A quoted piece in its sentence.
#[derive(Clone, Copy)]
pub(crate) struct Quote<'a> {
    /// Its token.
    pub(crate) at: TokenId,
    /// The words inside the marks.
    pub(crate) words: &'a str,
}
