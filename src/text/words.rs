//! Splits texts into words and normalises their typography.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::Span;
use super::characters::is_invisible;

/// Maximum length of a word, in bytes. [`Words::next_form`] skips longer ones: nobody asks for
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
    /// Words of that piece that are still to come.
    segmented: Option<UnicodeWordIndices<'a>>,
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
            segmented: None,
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
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        let is_out = |byte: &u8| !is_in(ROLES[usize::from(*byte)]);
        let length = bytes.iter().position(is_out).unwrap_or(bytes.len());
        start + length
    }
}

impl<'a> Words<'a> {
    /// Returns the span and the form of the next word: without invisible characters, such as soft
    /// hyphens, with straight apostrophes, without possessive endings, the points of `U.S.` and the
    /// commas of `1,000`. Case and accents stay. A form that differs from the text is written to
    /// `buffer`.
    #[inline]
    pub fn next_form<'b>(&mut self, buffer: &'b mut String) -> Option<(Span, &'b str)>
    where
        'a: 'b,
    {
        let (start, word) = loop {
            let (start, word, is_plain) = self.next_word()?;
            if is_plain {
                if word.len() <= MAX_WORD_BYTES {
                    return Some((start..start + word.len(), word));
                }
                continue;
            }
            buffer.clear();
            push_normalised(word, buffer);
            if !buffer.is_empty() && buffer.len() <= MAX_WORD_BYTES {
                break (start, word);
            }
        };
        Some((start..start + word.len(), buffer))
    }

    /// Returns the byte offset of the next word, the word, and whether it is known to be of ASCII
    /// letters and digits alone.
    #[inline]
    fn next_word(&mut self) -> Option<(usize, &'a str, bool)> {
        loop {
            if let Some(segmented) = &mut self.segmented {
                if let Some((offset, word)) = segmented.next() {
                    return Some((self.start + offset, word, false));
                }
                self.segmented = None;
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
                return Some((start, word, true));
            }
            self.start = start;
            self.position = self.end_of(end, |role| role != Role::Separator);
            let piece = self.text.get(start..self.position).unwrap_or_default();
            self.segmented = Some(piece.unicode_word_indices());
        }
    }
}

impl<'a> Iterator for Words<'a> {
    /// Byte offset and word.
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.next_word().map(|(start, word, _)| (start, word))
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
        let mut buffer = String::new();
        let mut words = Words::new("\u{2066}cease\u{ad}fire\u{2069}’s");
        let form = words.next_form(&mut buffer).map(|(_, form)| form);
        assert_eq!(form, Some("ceasefire"));
    }
}
