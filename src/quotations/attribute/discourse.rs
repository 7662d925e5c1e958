//! Who is meant, and what the sentences so far were about.

use crate::quotations::ids::{EntityId, SentenceId, TokenRange};
use crate::quotations::quotation::Basis;

/// A speaker: somebody with a name, or only the words that the article has for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Entity(EntityId),
    Words(TokenRange),
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
}

impl Discourse {
    /// The speaker of the sentence, or else its subject.
    pub(crate) fn focus(&self, sentence: SentenceId) -> Option<&[Who]> {
        self.focus.get(sentence.0).map(Vec::as_slice)
    }
}
