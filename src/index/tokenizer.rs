//! Where words begin and end in a text.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use crate::text::Span;

/// Longer words are not indexed: no reader asks for them, and they bloat the dictionary.
const LONGEST_WORD: usize = 100;

/// Splits text into words at the boundaries of Unicode's annex 29 and evens out typography that
/// readers do not see: composed and decomposed letters, soft hyphens, kinds of apostrophe,
/// possessive endings, the points of `U.S.` and the commas of `1,000`.
#[derive(Clone, Default)]
pub(super) struct UnicodeWords {
    token: Token,
}

pub(super) struct UnicodeWordStream<'a> {
    words: Chunks<'a>,
    token: &'a mut Token,
}

impl Tokenizer for UnicodeWords {
    type TokenStream<'a> = UnicodeWordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> UnicodeWordStream<'a> {
        self.token.reset();
        UnicodeWordStream {
            words: Chunks::new(text),
            token: &mut self.token,
        }
    }
}

impl TokenStream for UnicodeWordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(span) = self.words.next_word(&mut self.token.text) else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = span.start;
        self.token.offset_to = span.end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The words of a text, white space by white space: a word never crosses white space, and most
/// pieces are a plain word between points and commas, which needs no segmentation.
pub(super) struct Chunks<'a> {
    text: &'a str,
    pieces: std::str::SplitAsciiWhitespace<'a>,
    start: usize,
    words: UnicodeWordIndices<'a>,
}

impl<'a> Chunks<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            pieces: text.split_ascii_whitespace(),
            start: 0,
            words: "".unicode_word_indices(),
        }
    }
}

impl Chunks<'_> {
    /// The place of the next word; `form` is then the word with its typography evened out.
    pub fn next_word(&mut self, form: &mut String) -> Option<Span> {
        for (start, word) in self {
            form.clear();
            even_out(word, form);
            if !form.is_empty() && form.len() <= LONGEST_WORD {
                return Some(start..start + word.len());
            }
        }
        None
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((offset, word)) = self.words.next() {
                return Some((self.start + offset, word));
            }
            let piece = self.pieces.next()?;
            let start = |piece: &str| piece.as_ptr() as usize - self.text.as_ptr() as usize;
            let bare = piece.trim_matches(is_boundary);
            if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Some((start(bare), bare));
            }
            self.start = start(piece);
            self.words = piece.unicode_word_indices();
        }
    }
}

/// Whether a letter at the end of a piece is never part of a word.
fn is_boundary(letter: char) -> bool {
    letter.is_ascii_punctuation() && letter != '_'
}

/// Appends `word` to `out` with its typography evened out; appends nothing if nothing is left.
fn even_out(word: &str, out: &mut String) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(word);
        return;
    }
    let is_number = word.starts_with(|c: char| c.is_numeric());
    out.extend(word.nfkc().filter_map(|c| match c {
        '\u{2019}' | '\u{2018}' | '\u{02BC}' => Some('\''),
        '.' | '_' if !is_number => None,
        ',' if is_number => None,
        // What is left of these after composition is not part of a word's spelling.
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        c if is_combining_mark(c) => None,
        c => Some(c),
    }));
    for ending in ["'s", "'S", "'"] {
        if let Some(stem) = out.strip_suffix(ending) {
            out.truncate(stem.len());
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_word_is_the_same_word_without_segmentation() {
        let check = |piece: &str| {
            let found: Vec<_> = Chunks::new(piece).collect();
            let expected: Vec<_> = piece.unicode_word_indices().collect();
            assert_eq!(found, expected, "{piece:?}");
        };
        let letters = [
            "a", "Z", "7", ".", ",", "'", ":", "_", "-", "$", "’", "é", "\u{301}",
        ];
        for first in letters {
            for second in letters {
                for third in letters {
                    check(&[first, second, third, "b"].concat());
                    check(&["b", first, second, third].concat());
                }
            }
        }
    }
}
