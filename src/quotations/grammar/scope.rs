//! A sentence as the rules see it, and the clause that says who speaks.

use super::phrases::{Phrase, Prose};
use crate::quotations::ids::{TokenId, TokenRange};

/// Where the text says who speaks.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) subject: Vec<Phrase>,
    pub(crate) cue: Option<TokenRange>,
    pub(crate) confidence: f32,
}

/// What a look at the words around a quotation shows.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    Said(Clause),
    /// The words are somebody's, or nobody's, but the text does not say whose.
    Nobody,
    /// The sentence has nothing to say about it; its neighbours may.
    Silent,
}

/// How far a cue may stand from its quotation.
pub(crate) const REACH: usize = 45;

/// One sentence, in which the clause of a quotation is looked for.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) prose: Prose<'a>,
    /// The first token of the sentence, and the one after its last.
    pub(crate) begin: TokenId,
    pub(crate) end: TokenId,
}

impl Scope<'_> {
    pub(crate) fn said(
        &self,
        subject: Vec<Phrase>,
        cue: Option<TokenRange>,
        confidence: f32,
    ) -> Option<Clause> {
        (!subject.is_empty()).then_some(Clause {
            subject,
            cue,
            confidence,
        })
    }
}
