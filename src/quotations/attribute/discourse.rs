//! Discourse state: what the sentences read so far leave for later ones to refer to.

use crate::quotations::grammar::phrases::Prose;
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

/// Attribution of a quotation in terms of tokens and entities, as later sentences refer to it.
#[derive(Clone)]
pub(crate) struct Verdict {
    pub(crate) referents: Vec<Referent>,
    /// Byte range of the words in the article that name the speaker.
    pub(crate) speaker: Span,
    pub(crate) cue: Option<TokenRange>,
    pub(crate) basis: Basis,
    /// From 0 to 1.
    pub(crate) confidence: f32,
}

/// Focus of a sentence: whom it is about.
pub(crate) enum Focus {
    /// The last speaker whom it quotes.
    Speaker(Verdict),
    /// Its subject, if it quotes nobody; may be empty.
    Subject(Vec<Referent>),
}

/// Focus of each sentence read so far.
#[derive(Default)]
pub(crate) struct Discourse(Vec<Focus>);

impl Discourse {
    /// Adds the focus of the next sentence.
    pub(crate) fn push(&mut self, focus: Focus) {
        self.0.push(focus);
    }

    /// Returns the attribution to the last speaker whom the sentence quotes.
    pub(crate) fn speaker(&self, sentence: SentenceId) -> Option<&Verdict> {
        match self.0.get(sentence.0)? {
            Focus::Speaker(verdict) => Some(verdict),
            Focus::Subject(_) => None,
        }
    }

    /// Returns the last speaker of the sentence, or otherwise its subject.
    pub(crate) fn focus(&self, sentence: SentenceId) -> Option<&[Referent]> {
        Some(match self.0.get(sentence.0)? {
            Focus::Speaker(verdict) => &verdict.referents,
            Focus::Subject(subject) => subject,
        })
    }
}

/// Resolver of the references in one sentence to what was read before.
#[derive(Clone, Copy)]
pub(crate) struct Resolver<'a> {
    pub(crate) prose: Prose<'a>,
    pub(crate) discourse: &'a Discourse,
    pub(crate) sentence: SentenceId,
}

impl Resolver<'_> {
    /// Returns the resolver of the references in another sentence.
    pub(crate) fn at(self, sentence: SentenceId) -> Self {
        Self { sentence, ..self }
    }
}
