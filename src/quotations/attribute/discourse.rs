//! Discourse state: the focus of every sentence read so far, to which pronouns and descriptions
//! refer back.

use crate::quotations::ids::{EntityId, SentenceId, TokenRange};
use crate::quotations::quotation::Basis;
use crate::text::Span;

/// Referent of a phrase: a named entity, or only the words that the article uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Referent {
    Entity(EntityId),
    /// Description of somebody without a name.
    Words(TokenRange),
    /// Label of a transcript, as a byte range of the article's text.
    Label(Span),
}

/// Resolved reference: the referents, the kind of evidence, and the confidence from 0 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Resolution {
    pub(crate) referents: Vec<Referent>,
    pub(crate) basis: Basis,
    pub(crate) confidence: f32,
}

/// Focus of each sentence read so far.
#[derive(Default)]
pub(crate) struct Discourse {
    /// For each sentence, its speaker or otherwise its subject.
    focus: Vec<Vec<Referent>>,
    /// For each sentence, whether it quotes a speaker.
    spoke: Vec<bool>,
}

impl Discourse {
    /// Adds the next sentence: its speaker or otherwise its subject, and whether it quotes a
    /// speaker.
    pub(crate) fn push(&mut self, focus: Vec<Referent>, spoke: bool) {
        self.focus.push(focus);
        self.spoke.push(spoke);
    }

    /// Returns whether the sentence quotes a speaker.
    pub(crate) fn spoke(&self, sentence: SentenceId) -> bool {
        self.spoke.get(sentence.0).copied().unwrap_or_default()
    }

    /// Returns the speaker of the sentence, or otherwise its subject.
    pub(crate) fn focus(&self, sentence: SentenceId) -> Option<&[Referent]> {
        self.focus.get(sentence.0).map(Vec::as_slice)
    }
}
