//! Article in the form in which its quotations are attributed.

use crate::corpus::article::Article;
use crate::lexicon::Aliases;
use crate::quotations::entities::people::People;
use crate::quotations::grammar::phrases::Prose;
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::ids::{PieceId, SentenceId};
use crate::quotations::scan::language::is_english;
use crate::quotations::scan::marks::Piece;
use crate::quotations::scan::scan;
use crate::quotations::scan::tokens::{Kind, Register, Tokens};
use crate::text::Span;

/// Maximum length of a label, in bytes; longer ones are not names.
const MAX_LABEL_BYTES: usize = 40;

/// Article with its quoted pieces, its tokens and the people whom it names.
pub(crate) struct Extraction<'a> {
    pub(super) tokens: Tokens<'a>,
    pub(super) people: People,
    pub(super) pieces: Vec<Piece>,
    /// Whether the article is in English, for which the rules are made.
    pub(super) english: bool,
}

impl<'a> Extraction<'a> {
    /// Reads an article; `None` if it has no quotation marks.
    pub(crate) fn of(article: &'a Article, aliases: &Aliases) -> Option<Self> {
        let (pieces, mut tokens) = scan(article)?;
        Some(Self {
            people: People::of(&mut tokens, aliases),
            tokens,
            pieces,
            english: is_english(article),
        })
    }

    pub(super) fn prose(&self) -> Prose<'_> {
        Prose {
            tokens: &self.tokens,
            people: &self.people,
        }
    }

    pub(super) fn piece(&self, id: PieceId) -> Option<&Piece> {
        self.pieces.get(id.0)
    }

    /// Returns the words inside the marks of a piece.
    fn words(&self, id: PieceId) -> &'a str {
        let piece = self.piece(id);
        piece
            .and_then(|piece| self.tokens.text.get(piece.inner.clone()))
            .unwrap_or_default()
    }

    pub(super) fn scope(&self, sentence: SentenceId) -> Option<Scope<'_>> {
        let range = self.tokens.sentence(sentence)?.tokens;
        Some(Scope {
            prose: self.prose(),
            begin: range.start,
            end: range.end,
        })
    }

    /// Returns whether the sentence is a caption, a heading or a credit line.
    pub(super) fn is_caption(&self, sentence: SentenceId) -> bool {
        let sentence = self.tokens.sentence(sentence);
        sentence.is_some_and(|s| s.register != Register::Prose)
    }

    /// Iterates over the quoted pieces of a sentence.
    pub(super) fn quotes_in(&self, sentence: SentenceId) -> impl Iterator<Item = Quote<'a>> {
        let range = self.tokens.sentence(sentence).map(|s| s.tokens);
        range.unwrap_or_default().iter().filter_map(|at| {
            let Kind::Quote(piece) = self.tokens.at(at).kind else {
                return None;
            };
            let words = self.words(piece);
            Some(Quote { piece, at, words })
        })
    }

    /// Returns the byte range of the label that begins a piece, as in transcripts:
    /// `“SMITH: Who goes there?”`.
    pub(super) fn label(&self, piece: PieceId) -> Option<Span> {
        let words = self.words(piece);
        let plain = |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '’' | '\'');
        let (label, rest) = words.split_at_checked(words.find(|c| !plain(c))?)?;
        let letters = label.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || label.len() > MAX_LABEL_BYTES || !rest.starts_with(": ") {
            return None;
        }
        let start = self.piece(piece)?.inner.start;
        Some(start..start + label.len())
    }
}
