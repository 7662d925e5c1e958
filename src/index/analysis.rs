//! From text to the terms that are indexed and asked for: the same steps for both.

use std::borrow::Cow;

use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, StopWordFilter, TextAnalyzer, Token, TokenStream, Tokenizer,
};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::Language;
use crate::corpus::Span;

/// Names what the functions of this file make of a text. An index that was made by another
/// version is made anew, so this changes whenever the terms do.
pub const ANALYSIS_VERSION: u32 = 1;

/// Longer words are not indexed: no reader asks for them, and they bloat the dictionary.
const LONGEST_WORD: usize = 100;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: Span,
    /// The word in lower case, without accents, apostrophe and possessive ending.
    pub form: String,
}

/// Turns text into words and words into stems, in one language.
#[derive(Clone)]
pub struct Analyzer {
    plain: TextAnalyzer,
    stemming: TextAnalyzer,
    stemmer: frostem::Stemmer,
}

impl Analyzer {
    /// An analyser for texts in `language`.
    pub fn new(language: Language) -> Self {
        Self {
            plain: plain_analyzer(),
            stemming: stemming_analyzer(language),
            stemmer: frostem::Stemmer::new(language.stemmer),
        }
    }

    /// The words of `text` in order.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.for_each_word(text, |span, form| {
            words.push(Word {
                span,
                form: form.to_owned(),
            });
        });
        words
    }

    /// Calls `visit` with the place and the form of each word of `text`, in order.
    pub fn for_each_word(&mut self, text: &str, mut visit: impl FnMut(Span, &str)) {
        let mut stream = self.plain.token_stream(text);
        while stream.advance() {
            let token = stream.token();
            visit(token.offset_from..token.offset_to, &token.text);
        }
    }

    /// The places of those words of `text` that are indexed: all but the commonest.
    pub fn indexed_words(&mut self, text: &str) -> Vec<Span> {
        let mut stream = self.stemming.token_stream(text);
        let mut spans = Vec::new();
        while stream.advance() {
            spans.push(stream.token().offset_from..stream.token().offset_to);
        }
        spans
    }

    /// The stem of a word's form: `meetings` and `meeting` have one stem.
    pub fn stem<'a>(&self, form: &'a str) -> Cow<'a, str> {
        self.stemmer.stem(form)
    }
}

/// Words in lower case and without accents, not stemmed.
pub(super) fn plain_analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(UnicodeWords::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Stems without stop words.
pub(super) fn stemming_analyzer(language: Language) -> TextAnalyzer {
    let words = TextAnalyzer::builder(UnicodeWords::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .dynamic();
    let words = match StopWordFilter::new(language.stop_words) {
        Some(stop_words) => words.filter_dynamic(stop_words),
        None => words,
    };
    words
        .filter(tantivy::tokenizer::Stemmer::new(language.stop_words))
        .build()
}

/// Splits text into words at the boundaries of Unicode's annex 29 and evens out typography that
/// readers do not see: composed and decomposed letters, soft hyphens, kinds of apostrophe,
/// possessive endings, the points of `U.S.` and the commas of `1,000`.
#[derive(Clone, Default)]
struct UnicodeWords {
    token: Token,
}

struct UnicodeWordStream<'a> {
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
        for (offset, word) in self.words.by_ref() {
            self.token.text.clear();
            even_out(word, &mut self.token.text);
            if self.token.text.is_empty() || self.token.text.len() > LONGEST_WORD {
                continue;
            }
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = offset;
            self.token.offset_to = offset + word.len();
            return true;
        }
        false
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
struct Chunks<'a> {
    text: &'a str,
    pieces: std::str::SplitAsciiWhitespace<'a>,
    start: usize,
    words: UnicodeWordIndices<'a>,
}

impl<'a> Chunks<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            pieces: text.split_ascii_whitespace(),
            start: 0,
            words: "".unicode_word_indices(),
        }
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

    fn check(text: &str, expected: &[&str]) {
        let words = Analyzer::new(Language::ENGLISH).words(text);
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        assert_eq!(forms, expected, "{text:?}");
        for word in &words {
            assert!(
                text.get(word.span.clone()).is_some(),
                "{word:?} in {text:?}"
            );
        }
    }

    #[test]
    fn typography_that_a_reader_does_not_see_makes_no_difference() {
        check("Zoë’s Zoe\u{308}'s ZOË", &["zoe", "zoe", "zoe"]);
        check(
            "cease\u{AD}fire cease\u{A0}fire",
            &["ceasefire", "cease", "fire"],
        );
        check("the U.S. and the US", &["the", "us", "and", "the", "us"]);
        check("1,000 or 1000, 2.5", &["1000", "or", "1000", "2.5"]);
        check("don’t don't", &["don't", "don't"]);
    }

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

    #[test]
    fn spans_point_at_the_original_word() {
        let text = "“Next\u{A0}time in Köln’s Dom”";
        let words = Analyzer::new(Language::ENGLISH).words(text);
        let originals: Vec<&str> = words
            .iter()
            .filter_map(|word| text.get(word.span.clone()))
            .collect();
        assert_eq!(originals, ["Next", "time", "in", "Köln’s", "Dom"]);
    }
}
