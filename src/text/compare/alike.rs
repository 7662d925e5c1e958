//! Likeness of two different words: whether one may have been written for the other.

use std::borrow::Cow;

use strsim::normalized_levenshtein;

use super::word_classes::{is_modal, is_negation, is_number, is_opposite};
use crate::lexicon;

/// Minimum normalised Levenshtein similarity of words that are spelt similarly.
const MIN_SPELLING_SIMILARITY: f64 = 0.6;

/// Word with what decides about its likeness to others. An alignment compares every word of one
/// text with every word of another, so this is worked out once for each word.
pub(crate) struct ComparedWord<'a> {
    pub(super) form: &'a str,
    /// Whether it is a number, a modal and a negation.
    kinds: [bool; 3],
    american: Cow<'a, str>,
    /// First word of a contraction that is written out, or the word itself.
    first_unit: Option<&'a str>,
    is_contraction: bool,
    /// Number of characters.
    length: usize,
    /// Set of the characters, each by its code modulo 64.
    characters: u64,
}

impl<'a> ComparedWord<'a> {
    pub(crate) fn new(form: &'a str) -> Self {
        let mut units = lexicon::written_out(form);
        Self {
            form,
            kinds: [is_number(form), is_modal(form), is_negation(form)],
            american: lexicon::american(form),
            first_unit: units.next(),
            is_contraction: units.next().is_some(),
            length: form.chars().count(),
            characters: form
                .chars()
                .fold(0, |set, c| set | 1 << (u32::from(c) % 64)),
        }
    }

    /// Returns whether one word may have been written for the other: they are of one kind, or spelt
    /// similarly.
    pub(crate) fn is_alike(&self, other: &Self) -> bool {
        let mut kinds = self.kinds.iter().zip(other.kinds);
        kinds.any(|(one, other)| *one && other)
            || is_opposite(self.form, other.form)
            || self.form != other.form && self.american == other.american
            || if self.is_contraction || other.is_contraction {
                // "isn't" and "is" are the same word.
                self.first_unit == other.first_unit
            } else {
                self.is_spelt_alike(other)
            }
    }

    fn is_spelt_alike(&self, other: &Self) -> bool {
        // A lower bound of the distance: every character that only one of them has takes a change.
        let only =
            |one: &Self, other: &Self| (one.characters & !other.characters).count_ones() as usize;
        let changes = (self.length.abs_diff(other.length))
            .max(only(self, other))
            .max(only(other, self));
        let longest = self.length.max(other.length);
        let least = 1.0 - changes as f64 / longest.max(1) as f64;
        least >= MIN_SPELLING_SIMILARITY
            && normalized_levenshtein(self.form, other.form) >= MIN_SPELLING_SIMILARITY
    }
}

/// Returns whether one word may have been written for the other; see [`ComparedWord::is_alike`].
pub(crate) fn is_alike(one: &str, other: &str) -> bool {
    ComparedWord::new(one).is_alike(&ComparedWord::new(other))
}
