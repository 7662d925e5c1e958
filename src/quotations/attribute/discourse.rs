//! Who is meant, and what the sentences so far were about.

use crate::quotations::quotation::Basis;
use crate::text::Span;

/// A speaker: somebody with a name, or only the words that the article has for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Entity(usize),
    Words(Span),
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
