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
/// Most words are ASCII letters and digits up to a space or a sign that always ends a word. They
/// are found without segmentation, which takes many times as long.
///
/// ```
/// use summit_bot::text::words::Words;
///
/// let words: Vec<&str> = Words::new("“It’s over,” he said.").map(|(_, word)| word).collect();
/// assert_eq!(words, ["It’s", "over", "he", "said"]);
/// ```
pub struct Words<'a> {
    text: &'a str,
    /// Offset in bytes from which the next piece is read.
    position: usize,
    /// Offset in bytes of the piece that is being segmented.
    start: usize,
    segmented: UnicodeWordIndices<'a>,
}

/// Role of a byte in the words of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A letter or digit.
    Alphanumeric,
    /// A sign inside a word only if it stands alone between letters or digits: `don't`, `1,000`.
    Joiner,
    /// White space or a sign that is never inside a word.
    Separator,
    /// A byte that takes segmentation.
    Other,
}

const ROLES: [Role; 256] = {
    let mut roles = [Role::Other; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        roles[byte as usize] = match byte {
            b'_' => Role::Other,
            b'.' | b',' | b':' | b';' | b'\'' => Role::Joiner,
            _ if byte.is_ascii_alphanumeric() => Role::Alphanumeric,
            _ if byte.is_ascii_punctuation() || byte.is_ascii_whitespace() => Role::Separator,
            _ => Role::Other,
        };
        byte += 1;
    }
    roles
};

impl<'a> Words<'a> {
    /// Creates an iterator over the words of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            position: 0,
            start: 0,
            segmented: "".unicode_word_indices(),
        }
    }

    /// Returns the role of the byte at `position`; the end of the text is a separator.
    fn role(&self, position: usize) -> Role {
        let byte = self.text.as_bytes().get(position);
        byte.map_or(Role::Separator, |byte| ROLES[usize::from(*byte)])
    }

    /// Returns the end of the bytes from `start` on whose role satisfies `is_in`.
    #[inline]
    fn end_of(&self, start: usize, is_in: impl Fn(Role) -> bool) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        while let Some(byte) = bytes.get(end)
            && is_in(ROLES[usize::from(*byte)])
        {
            end += 1;
        }
        end
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
            if let Some((offset, word)) = self.segmented.next() {
                return Some((self.start + offset, word));
            }
            let start = self.end_of(self.position, |role| {
                matches!(role, Role::Separator | Role::Joiner)
            });
            let end = self.end_of(start, |role| role == Role::Alphanumeric);
            let is_whole = match self.role(end) {
                Role::Separator => true,
                Role::Joiner => {
                    matches!(self.role(end + 1), Role::Separator | Role::Joiner)
                }
                Role::Alphanumeric | Role::Other => false,
            };
            if is_whole {
                self.position = end;
                let word = self.text.get(start..end).filter(|word| !word.is_empty())?;
                return Some((start, word));
            }
            self.start = start;
            self.position = self.end_of(end, |role| role != Role::Separator);
            let piece = self.text.get(start..self.position).unwrap_or_default();
            self.segmented = piece.unicode_word_indices();
        }
    }
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
            "a", "Z", "7", ".", ",", "'", ":", ";", "_", "-", "$", " ", "’", "—", "é", "\u{301}",
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
