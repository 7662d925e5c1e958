//! The first letters of a set of words, by which most words of a text are passed over.

/// First three letters of a word, of which five bits each are kept; a missing letter counts as
/// zero.
///
/// Stemmers keep them, except that some turn `y` into `i`, and that the stem of "dying" is "die".
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginning(u16);

impl Beginning {
    #[inline]
    pub(crate) fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let letter = |n: usize| match bytes.get(n) {
            Some(b'y') => I,
            Some(byte) => byte % 32,
            None => 0,
        };
        let (second, third) = match (letter(1), letter(2)) {
            (I, I) => (I, b'e' % 32),
            other => other,
        };
        Self(u16::from(letter(0)) << 10 | u16::from(second) << 5 | u16::from(third))
    }
}

/// The five bits of the letter `i`.
const I: u8 = b'i' % 32;

/// Set of beginnings, as bits.
pub(crate) struct Beginnings(Box<[u64; 1 << 9]>);

impl Beginnings {
    /// Returns the first letters of `words`, which may be stems.
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut beginnings = Box::new([0; 1 << 9]);
        for word in words {
            let Beginning(first) = Beginning::of(word);
            let count = match word.len() {
                0 => 1 << 15,
                1 => 1 << 10,
                2 => 1 << 5,
                _ => 1,
            };
            for beginning in (first..).take(count) {
                beginnings[usize::from(beginning / 64)] |= 1 << (beginning % 64);
            }
        }
        Self(beginnings)
    }

    /// Returns whether a word that begins so, or its stem, may begin with a word of the set. A few
    /// words that do not are taken for ones that do.
    #[inline]
    pub(crate) fn contains(&self, Beginning(beginning): Beginning) -> bool {
        self.0[usize::from(beginning / 64)] >> (beginning % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_with_one_of_the_set_are_never_passed_over() {
        let beginnings = Beginnings::of(["mill", "x", "die", "ég"]);
        for word in ["mill", "milling", "x", "xylo", "dying", "died", "églises"] {
            assert!(beginnings.contains(Beginning::of(word)), "{word}");
        }
        for word in ["tarn", "", "open", "mint", "going"] {
            assert!(!beginnings.contains(Beginning::of(word)), "{word}");
        }
    }
}
