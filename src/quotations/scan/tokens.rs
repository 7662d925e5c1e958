//! Tokens and sentences of an article, which the rules of attribution read.
//!
//! Words are split for grammar, unlike in [`crate::text::words`]: signs are tokens too, a
//! possessive ending and a contracted verb are separate tokens, a hyphen joins
//! (`director-general`), and an abbreviation keeps its full stop.

use std::ops::Range;

use super::marks::Piece;
use crate::corpus::article::Paragraph;
use crate::lexicon::{Class, Cue};
use crate::quotations::ids::{MentionId, PieceId, SentenceId, TokenId, TokenRange};
use crate::text::Span;

/// Kind of token.
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

/// Token of an article.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Byte range in the article's text.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// Word classes that it can have.
    pub(crate) class: Class,
    /// Way in which it reports speech; empty if it does not.
    pub(crate) cue: Cue,
    /// Whether it begins with a capital or with a foreign particle that is part of the name
    /// (`al-Masoud`).
    pub(crate) capital: bool,
    /// Mention that it belongs to.
    pub(crate) name: Option<MentionId>,
}

/// Register of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    Prose,
    /// Line without a full stop: a caption or a heading.
    Line,
    /// Credit line of a photograph, whose names belong to nobody in the news.
    Credit,
}

/// Sentence of an article.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: TokenRange,
    pub(crate) paragraph: u32,
    pub(crate) register: Register,
}

/// Tokens and sentences of an article.
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

/// Token returned for an index out of range.
pub(super) static OUT_OF_RANGE: Token = Token {
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
        self.list.get(n.0).unwrap_or(&OUT_OF_RANGE)
    }

    /// Returns the index after the last token.
    fn end(&self) -> TokenId {
        TokenId(self.list.len())
    }

    pub(crate) fn sentence(&self, n: SentenceId) -> Option<&Sentence> {
        self.sentences.get(n.0)
    }

    /// Iterates over all sentences, in order.
    pub(crate) fn sentence_ids(&self) -> impl Iterator<Item = SentenceId> + use<> {
        (0..self.sentences.len()).map(SentenceId)
    }

    /// Returns the words of a range as they stand in the article.
    pub(crate) fn words(&self, range: TokenRange) -> &'a str {
        self.text.get(self.span(range)).unwrap_or_default()
    }

    /// Returns the byte range of the tokens in the article's text.
    pub(crate) fn span(&self, range: TokenRange) -> Span {
        self.at(range.start).span.start..self.at(range.end - 1).span.end
    }

    pub(crate) fn word(&self, n: TokenId) -> &'a str {
        self.text.get(self.at(n).span.clone()).unwrap_or_default()
    }

    /// Returns whether the token is this word, ignoring ASCII case.
    #[inline]
    pub(crate) fn word_is(&self, n: TokenId, word: &str) -> bool {
        // Most words already differ in their length.
        self.at(n).span.len() == word.len() && self.word(n).eq_ignore_ascii_case(word)
    }

    /// Returns whether the token is one of these words, ignoring ASCII case.
    pub(crate) fn is_one_of(&self, n: TokenId, words: &[&str]) -> bool {
        words.iter().any(|word| self.word_is(n, word))
    }

    /// Returns whether a sentence begins with the token or the article has ended.
    pub(crate) fn begins_sentence(&self, n: TokenId) -> bool {
        let found = self.sentences.binary_search_by_key(&n, |s| s.tokens.start);
        found.is_ok() || n >= self.end()
    }

    /// Returns whether these words stand from the token on, ignoring ASCII case.
    #[inline]
    pub(crate) fn words_are(&self, n: TokenId, words: &[&str]) -> bool {
        (0..).zip(words).all(|(k, word)| self.word_is(n + k, word))
    }

    /// Returns whether the token begins "hit out", "lashed out" or "burst out"; "went out" does not
    /// report speech.
    fn bursts_out(&self, n: TokenId) -> bool {
        let verbs = ["hit", "lash", "burst"];
        self.word_is(n + 1, "out") && verbs.iter().any(|verb| self.word(n).starts_with(verb))
    }

    /// Appends the tokens and sentences of a paragraph. `own` are the indices of its pieces among
    /// the quoted pieces of the article.
    pub(super) fn push_paragraph(
        &mut self,
        paragraph: &Paragraph<'_>,
        pieces: &[Piece],
        own: Range<usize>,
    ) {
        let begin = self.end();
        let mut at = paragraph.span.start;
        for (n, piece) in pieces.iter().enumerate().take(own.end).skip(own.start) {
            self.push_words(at, piece.outer.start);
            self.push(piece.outer.clone(), Kind::Quote(PieceId(n)));
            at = piece.outer.end;
        }
        self.push_words(at, paragraph.span.end);
        for n in begin.to(self.end()).iter() {
            if self.at(n).cue.is_phrasal()
                && !matches!(self.word(n + 1), "on" | "back" | "up" | "in" | "it")
                && !self.bursts_out(n)
                && let Some(token) = self.list.get_mut(n.0)
            {
                token.cue = Cue::empty();
            }
        }
        self.split_sentences(begin, paragraph.number, pieces);
    }
}
