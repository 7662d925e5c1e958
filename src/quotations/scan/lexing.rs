//! Splits a stretch of prose into words and signs, and looks up each word in the lexicon.

use super::tokens::{Kind, OUT_OF_RANGE, Token, Tokens};
use crate::lexicon::{self, Class};
use crate::quotations::words::{self, Entry};
use crate::text::Span;

/// Maximum number of words between a noun's determiner and "who".
const MAX_PERSON_WORDS: usize = 8;

/// Returns whether the word is a party and a state before a full stop: `R-Ky`.
fn is_party_of_state(word: &str) -> bool {
    word.strip_prefix(['D', 'R', 'I'])
        .and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|state| state.len() < 6 && state.starts_with(char::is_uppercase))
}

/// Returns the end of the word that `rest` begins with, if it consists of ASCII letters and digits
/// and the sign after it cannot join it to another word. Most words are found like this.
fn plain_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let end = end.unwrap_or(bytes.len());
    let is_separate = |at: usize| {
        let byte = bytes.get(at);
        byte.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
    };
    let ends = match bytes.get(end) {
        Some(b'\'' | b'-' | b'.' | b',') => is_separate(end + 1),
        _ => is_separate(end),
    };
    ends.then_some(end)
}

/// Returns the end of the word that `rest` begins with, and its last apostrophe.
fn word_end(rest: &str) -> (usize, Option<usize>) {
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
            return (n, apostrophe);
        }
        if c == '\'' || c == '’' {
            apostrophe = Some(n);
        }
        letters = 0;
    }
    (rest.len(), apostrophe)
}

impl Tokens<'_> {
    pub(super) fn push(&mut self, span: Span, kind: Kind) {
        self.list.push(Token {
            span,
            kind,
            ..OUT_OF_RANGE.clone()
        });
    }

    /// Appends the tokens of the text between two offsets.
    pub(super) fn push_words(&mut self, from: usize, to: usize) {
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
                '—' | '–' | '―' => Kind::Dash,
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

    /// Reads the word at `at` and returns its end.
    fn push_word(&mut self, text: &str, at: usize, offset: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let (end, apostrophe) = plain_end(rest).map_or_else(|| word_end(rest), |end| (end, None));
        // `’s`, `’d`, `’ve`, `’ll` and `’re` are separate tokens.
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
                || is_party_of_state(word)
                || word.chars().count() == 1 && word.starts_with(char::is_uppercase)
                || rest
                    .get(end + 1..)
                    .is_some_and(|tail| tail.starts_with(')'))
                || words::look_up(word).class.contains(words::ABBREVIATION));
        self.push_lexical(text, at..at + end + usize::from(dotted), offset, dotted);
        at + end + usize::from(dotted)
    }

    /// Marks an unknown word before an office as a demonym: "Velian President".
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

    /// Marks the unknown noun before "who" as a person: "one **donor**, who", "a **classmate** from
    /// school, who".
    fn mark_person(&mut self) {
        let parted = self
            .list
            .last()
            .is_some_and(|last| last.kind == Kind::Comma);
        let end = self.list.len() - usize::from(parted);
        let start = end.saturating_sub(MAX_PERSON_WORDS);
        let Some(words) = self.list.get_mut(start..end) else {
            return;
        };
        let is_word = |token: &Token| token.kind == Kind::Word;
        let opens = words
            .iter()
            .rposition(|token| !is_word(token) || token.is(words::DET));
        let phrase = words
            .get_mut(opens.map_or(0, |n| n + 1)..)
            .unwrap_or_default();
        // "The vote was lost by Novak, who": not the vote.
        let is_verb = |token: &Token| token.is(words::AUX) || token.cue.is_some();
        if phrase.last().is_none_or(|last| last.capital) || phrase.iter().any(is_verb) {
            return;
        }
        let attached = phrase.iter().position(|token| token.is(words::PREP));
        let head = attached.filter(|_| parted).unwrap_or(phrase.len());
        if let Some(noun) = head.checked_sub(1).and_then(|n| phrase.get_mut(n))
            && noun.class.is_empty()
        {
            let is_plural = self
                .text
                .get(noun.span.clone())
                .is_some_and(|word| word.ends_with('s'));
            noun.class = if is_plural { words::ROLES } else { words::ROLE };
        }
    }

    /// Returns whether the last token is "the".
    fn after_the(&self) -> bool {
        self.list.last().is_some_and(|last| {
            self.text
                .get(last.span.clone())
                .is_some_and(|word| word.eq_ignore_ascii_case("the"))
        })
    }

    /// Appends a word with its entry in the lexicon.
    fn push_lexical(&mut self, text: &str, span: Span, offset: usize, dotted: bool) {
        let word = text.get(span.clone()).unwrap_or_default();
        let Entry { class: known, cue } = lexicon::look_up(if dotted {
            word.trim_end_matches('.')
        } else {
            word
        });
        let mut class = known & Class::ATTRIBUTION;
        let capital = word.starts_with(char::is_uppercase) || words::is_grown_particle(word);
        if class.is_empty() && !capital {
            class = Class::by_ending(word);
            // "swan-keeper": the last part determines the class.
            if class.is_empty()
                && let Some(last) = words::last_part(word)
            {
                class = words::look_up(last).class & (words::ROLE | words::ROLES);
            }
        } else if class.is_empty() && word.ends_with("ian") && self.after_the() {
            // "the Kentuckian said": a demonym, not a name.
            class = words::NATION;
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) && class.is_empty() {
            class = words::NUM;
        }
        if word == "who" {
            self.mark_person();
        }
        if class.intersects(words::HUMAN | words::TITLE) || known.contains(Class::PORTFOLIO) {
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
