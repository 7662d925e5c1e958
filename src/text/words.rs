//! Splits texts into words and normalises their typography.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::Span;
use super::characters::is_invisible;

/// Maximum length of a word, in bytes. [`Words::next_word`] skips longer ones: nobody asks for
/// them, and they bloat the index.
const MAX_WORD_BYTES: usize = 100;

/// Iterator over the words of a text at the boundaries of Unicode Annex 29, unchanged.
///
/// It processes the text between white space piece by piece: no word contains white space, and most
/// pieces are a plain word with punctuation around it, which needs no segmentation.
///
/// ```
/// use summit_bot::text::words::Words;
///
/// let words: Vec<&str> = Words::new("“It’s over,” he said.").map(|(_, word)| word).collect();
/// assert_eq!(words, ["It’s", "over", "he", "said"]);
/// ```
pub struct Words<'a> {
    text: &'a str,
    pieces: std::str::SplitAsciiWhitespace<'a>,
    start: usize,
    words: UnicodeWordIndices<'a>,
}

impl<'a> Words<'a> {
    /// Creates an iterator over the words of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            pieces: text.split_ascii_whitespace(),
            start: 0,
            words: "".unicode_word_indices(),
        }
    }
}

impl Words<'_> {
    /// Returns the span of the next word and writes its form to `form`: without invisible
    /// characters, such as soft hyphens, with straight apostrophes, without possessive endings, the
    /// points of `U.S.` and the commas of `1,000`. Case and accents stay.
    pub fn next_word(&mut self, form: &mut String) -> Option<Span> {
        for (start, word) in self {
            form.clear();
            push_normalised(word, form);
            if !form.is_empty() && form.len() <= MAX_WORD_BYTES {
                return Some(start..start + word.len());
            }
        }
        None
    }
}

impl<'a> Iterator for Words<'a> {
    /// Byte offset and word.
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

/// Returns whether a character at the end of a piece is never part of a word.
fn is_boundary(letter: char) -> bool {
    letter.is_ascii_punctuation() && letter != '_'
}

/// Appends `word` to `out` with normalised typography; appends nothing if nothing is left.
fn push_normalised(word: &str, out: &mut String) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(word);
        return;
    }
    let is_number = word.starts_with(|c: char| c.is_numeric());
    out.extend(word.nfkc().filter_map(|c| match c {
        '\u{2019}' | '\u{2018}' | '\u{02BC}' => Some('\''),
        '.' | '_' if !is_number => None,
        ',' if is_number => None,
        // Marks that remain after composition are not part of a word's spelling.
        c if is_invisible(c) || is_combining_mark(c) => None,
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
            let found: Vec<_> = Words::new(piece).collect();
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
    fn what_is_not_seen_is_no_part_of_a_word() {
        let mut form = String::new();
        Words::new("\u{2066}cease\u{ad}fire\u{2069}’s").next_word(&mut form);
        assert_eq!(form, "ceasefire");
    }
}
