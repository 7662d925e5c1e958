//! Who is meant, and what the sentences so far were about.

use crate::quotations::ids::{EntityId, SentenceId, TokenRange};
use crate::quotations::quotation::Basis;
use crate::text::Span;

/// A speaker: somebody with a name, or only the words that the article has for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Entity(EntityId),
    Words(TokenRange),
    /// The label of a transcript, as bytes of the article's text.
    Label(Span),
}

/// Who is meant, how that is known, and how surely.
#[derive(Clone, Debug)]
pub(crate) struct Meant {
    pub(crate) who: Vec<Who>,
    pub(crate) basis: Basis,
    pub(crate) confidence: f32,
}

/// What each sentence so far was about; a pronoun looks back here.
#[derive(Default)]
pub(crate) struct Discourse {
    /// For every sentence its speaker or else its subject.
    pub(crate) focus: Vec<Vec<Who>>,
    /// For every sentence whether it quotes its speaker.
    pub(crate) spoke: Vec<bool>,
}

impl Discourse {
    /// Whether the sentence quotes its speaker.
    pub(crate) fn spoke(&self, sentence: SentenceId) -> bool {
        self.spoke.get(sentence.0).copied().unwrap_or_default()
    }

    /// The speaker of the sentence, or else its subject.
    pub(crate) fn focus(&self, sentence: SentenceId) -> Option<&[Who]> {
        self.focus.get(sentence.0).map(Vec::as_slice)
    }
}
