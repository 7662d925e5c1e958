//! An article as words, signs and quotations, in sentences: what the rules of attribution read.
//!
//! Words are split here as grammar needs them, otherwise than by [`crate::text::words`]: signs are
//! tokens too, a possessive ending and a contracted verb are tokens of their own, a hyphen joins
//! (`director-general`), and an abbreviation keeps its full stop.

use super::piece::ArticlePiece;
use crate::lexicon::{self, Class, Cue};
use crate::quotations::ids::{MentionId, PieceId, SentenceId, TokenId, TokenRange};
use crate::quotations::words::{self, Entry};
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
static NOTHING: Token = Token {
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

    /// Whether these words stand from the token on, whatever their case.
    pub(crate) fn words_are(&self, n: TokenId, words: &[&str]) -> bool {
        (0..).zip(words).all(|(k, word)| self.word_is(n + k, word))
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
                && let Some(token) = self.list.get_mut(n.0)
            {
                token.cue = Cue::empty();
            }
        }
        self.split_sentences(begin, paragraph, pieces, first);
    }

    fn push(&mut self, span: Span, kind: Kind) {
        self.list.push(Token {
            span,
            kind,
            ..NOTHING.clone()
        });
    }

    fn push_words(&mut self, from: usize, to: usize) {
        let Some(text) = self.text.get(from..to) else {
            return;
        };
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            if c == ' ' || c.is_whitespace() {
                at = end;
                continue;
            }
            if c.is_alphanumeric() {
                at = self.push_word(text, at, from);
                continue;
            }
            let kind = match c {
                ',' => Kind::Comma,
                '.' | '?' | '!' | '…' => Kind::Stop,
                ':' => Kind::Colon,
                ';' => Kind::Semicolon,
                '—' | '–' => Kind::Dash,
                '-' if !text
                    .get(end..)
                    .unwrap_or_default()
                    .starts_with(char::is_alphanumeric) =>
                {
                    Kind::Dash
                }
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                '’' | '\''
                    if at > 0
                        && text
                            .get(..at)
                            .is_some_and(|t| t.ends_with(['s', 'S', 'z', 'x'])) =>
                {
                    Kind::Possessive
                }
                _ => Kind::Other,
            };
            self.push(from + at..from + end, kind);
            at = end;
        }
    }

    /// Reads the word at `at` and returns where it ends.
    fn push_word(&mut self, text: &str, at: usize, offset: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let mut end = rest.len();
        let mut chars = rest.char_indices().peekable();
        let mut apostrophe = None;
        let mut letters = 0;
        while let Some((n, c)) = chars.next() {
            if c.is_alphanumeric() || c == '\u{ad}' {
                letters += 1;
                continue;
            }
            let joins = chars.peek().is_some_and(|&(_, next)| match c {
                '\'' | '’' | '-' | '‑' => next.is_alphanumeric(),
                '.' | ',' if next.is_ascii_digit() => rest
                    .get(..n)
                    .is_some_and(|w| w.ends_with(|d: char| d.is_ascii_digit())),
                '.' => letters == 1 && next.is_alphanumeric(),
                _ => false,
            });
            if !joins {
                end = n;
                break;
            }
            if c == '\'' || c == '’' {
                apostrophe = Some(n);
            }
            letters = 0;
        }
        // `’s`, `’d`, `’ve`, `’ll` and `’re` are words of their own.
        if let Some(n) = apostrophe {
            let tail = rest
                .get(n..end)
                .unwrap_or_default()
                .trim_start_matches(['\'', '’']);
            if matches!(tail, "s" | "S") {
                self.push_lexical(text, at..at + n, offset, false);
                self.push(offset + at + n..offset + at + end, Kind::Possessive);
                return at + end;
            }
            if matches!(tail, "d" | "ve" | "ll" | "re") {
                self.push_lexical(text, at..at + n, offset, false);
                self.push(offset + at + n..offset + at + end, Kind::Word);
                if let Some(last) = self.list.last_mut() {
                    last.class = words::AUX;
                }
                return at + end;
            }
        }
        let word = rest.get(..end).unwrap_or_default();
        let dotted = rest.get(end..).unwrap_or_default().starts_with('.')
            && (word.contains('.')
                || word.chars().count() == 1 && word.starts_with(char::is_uppercase)
                || rest
                    .get(end + 1..)
                    .is_some_and(|tail| tail.starts_with(')'))
                || words::look_up(word).class.contains(words::ABBREVIATION));
        self.push_lexical(text, at..at + end + usize::from(dotted), offset, dotted);
        at + end + usize::from(dotted)
    }

    /// Marks an unknown word in front of an office as a nation's: "Velian President".
    fn mark_demonym(&mut self) {
        let text = self.text;
        if let Some(last) = self.list.last_mut()
            && last.capital
            && last.class.is_empty()
            && text
                .get(last.span.clone())
                .is_some_and(Class::is_demonym_like)
        {
            last.class = Class::NATION;
        }
    }

    fn after_the(&self) -> bool {
        self.list.last().is_some_and(|last| {
            self.text
                .get(last.span.clone())
                .is_some_and(|word| word.eq_ignore_ascii_case("the"))
        })
    }

    fn push_lexical(&mut self, text: &str, span: Span, offset: usize, dotted: bool) {
        let word = text.get(span.clone()).unwrap_or_default();
        let Entry { mut class, cue } = words::look_up(if dotted {
            word.trim_end_matches('.')
        } else {
            word
        });
        let capital = word.starts_with(char::is_uppercase) || words::is_grown_particle(word);
        if class.is_empty() && !capital {
            class = Class::by_ending(word);
        } else if class.is_empty() && word.ends_with("ian") && self.after_the() {
            // "the Kentuckian said": no name.
            class = words::NATION;
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) && class.is_empty() {
            class = words::NUM;
        }
        if class.intersects(words::HUMAN | words::TITLE) || lexicon::is(word, Class::PORTFOLIO) {
            self.mark_demonym();
        }
        self.list.push(Token {
            span: offset + span.start..offset + span.end,
            kind: Kind::Word,
            class,
            cue,
            capital,
            name: None,
        });
    }
}
