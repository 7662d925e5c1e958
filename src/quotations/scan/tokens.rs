//! An article as words, signs and quotations, in sentences: what the rules of attribution read.
//!
//! Words are split here as grammar needs them, otherwise than by [`crate::text::words`]: signs are
//! tokens too, a possessive ending and a contracted verb are tokens of their own, a hyphen joins
//! (`director-general`), and an abbreviation keeps its full stop.

use super::piece::ArticlePiece;
use super::register::Register;
use crate::lexicon::{Class, Cue};
use crate::quotations::ids::{MentionId, PieceId, SentenceId, TokenId, TokenRange};
use crate::text::Span;

/// What a token is, as far as the rules care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// The `’s` of a possessor, or a contracted `is` or `has`.
    Possessive,
    Comma,
    Stop,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// A quoted piece.
    Quote(PieceId),
    Other,
}

#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Offsets into the article's text.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// What kinds of word it can be.
    pub(crate) class: Class,
    /// Whether and how it reports speech.
    pub(crate) cue: Cue,
    /// Whether it begins with a capital or is a foreign particle grown into one (`al-Masoud`).
    pub(crate) capital: bool,
    /// The mention of an entity that it is part of.
    pub(crate) name: Option<MentionId>,
}

#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: TokenRange,
    pub(crate) paragraph: u32,
    pub(crate) register: Register,
}

/// The article as the rules read it.
pub(crate) struct Tokens<'a> {
    pub(crate) text: &'a str,
    pub(crate) list: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
}

impl Token {
    pub(crate) fn is(&self, class: Class) -> bool {
        self.class.intersects(class)
    }
}

/// Something out of bounds reads as this.
pub(super) static NOTHING: Token = Token {
    span: 0..0,
    kind: Kind::Stop,
    class: Class::empty(),
    cue: Cue::empty(),
    capital: false,
    name: None,
};

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            list: Vec::with_capacity(text.len() / 5),
            sentences: Vec::new(),
        }
    }

    pub(crate) fn at(&self, n: TokenId) -> &Token {
        self.list.get(n.0).unwrap_or(&NOTHING)
    }

    /// The token that will be read next.
    fn end(&self) -> TokenId {
        TokenId(self.list.len())
    }

    pub(crate) fn sentence(&self, n: SentenceId) -> Option<&Sentence> {
        self.sentences.get(n.0)
    }

    /// All sentences, in order.
    pub(crate) fn sentence_ids(&self) -> impl Iterator<Item = SentenceId> + use<> {
        (0..self.sentences.len()).map(SentenceId)
    }

    /// The words from one token up to another, as they stand in the article.
    pub(crate) fn words(&self, range: TokenRange) -> &'a str {
        self.text.get(self.span(range)).unwrap_or_default()
    }

    /// Where these tokens stand in the article's text.
    pub(crate) fn span(&self, range: TokenRange) -> Span {
        self.at(range.start).span.start..self.at(range.end - 1).span.end
    }

    pub(crate) fn word(&self, n: TokenId) -> &'a str {
        self.text.get(self.at(n).span.clone()).unwrap_or_default()
    }

    /// Whether the token is this word, whatever its case.
    pub(crate) fn word_is(&self, n: TokenId, word: &str) -> bool {
        self.word(n).eq_ignore_ascii_case(word)
    }

    /// Whether a sentence begins with the token, or the article has ended.
    pub(crate) fn begins_sentence(&self, n: TokenId) -> bool {
        let found = self.sentences.binary_search_by_key(&n, |s| s.tokens.start);
        found.is_ok() || n >= self.end()
    }

    /// Whether these words stand from the token on, whatever their case.
    pub(crate) fn words_are(&self, n: TokenId, words: &[&str]) -> bool {
        (0..).zip(words).all(|(k, word)| self.word_is(n + k, word))
    }

    /// "hit out", "lashed out", "burst out", but not "went out".
    fn bursts_out(&self, n: TokenId) -> bool {
        let verbs = ["hit", "lash", "burst"];
        self.word_is(n + 1, "out") && verbs.iter().any(|verb| self.word(n).starts_with(verb))
    }

    /// Reads one more paragraph. `pieces` are its quoted pieces with offsets into the article,
    /// the first of which has the number `first`.
    pub(crate) fn push_paragraph(
        &mut self,
        paragraph: u32,
        span: Span,
        pieces: &[ArticlePiece],
        first: PieceId,
    ) {
        let begin = self.end();
        let mut at = span.start;
        for (n, piece) in pieces.iter().enumerate() {
            self.push_words(at, piece.outer.start);
            self.push(piece.outer.clone(), Kind::Quote(first + n));
            at = piece.outer.end;
        }
        self.push_words(at, span.end);
        for n in begin.to(self.end()).iter() {
            if self.at(n).cue.is_phrasal()
                && !matches!(self.word(n + 1), "on" | "back" | "up" | "in" | "it")
                && !self.bursts_out(n)
                && let Some(token) = self.list.get_mut(n.0)
            {
                token.cue = Cue::empty();
            }
        }
        self.split_sentences(begin, paragraph, pieces, first);
    }
}
