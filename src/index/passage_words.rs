//! The words of a passage, by sentence.

use std::ops::Range;

use super::{Analyzer, Passage};
use crate::text::beginnings::Beginning;

/// Typical length of a word with the space behind it, in bytes.
const TYPICAL_WORD: usize = 5;

/// Words of a passage, with their normalised forms.
#[derive(Clone, Debug)]
pub struct PassageWords {
    words: Vec<Word>,
    /// The forms of all words, without gaps.
    forms: String,
    /// Range of words of each sentence; there is at least one sentence.
    sentences: Vec<Range<usize>>,
}

/// Word of a passage. Offsets have 32 bits, because many passages are cached and no file of
/// articles has 4 GiB.
#[derive(Clone, Debug)]
struct Word {
    /// Start and end in the text.
    start: u32,
    end: u32,
    /// Start of its form in [`PassageWords::forms`]; the form of the next word follows.
    form: u32,
    beginning: Beginning,
}

impl PassageWords {
    pub(crate) fn new(passage: &Passage, analyzer: &mut Analyzer) -> Self {
        let mut words = Vec::with_capacity(passage.text.len() / TYPICAL_WORD);
        let mut forms = String::with_capacity(passage.text.len());
        analyzer.for_each_word(&passage.text, |span, form| {
            words.push(Word {
                start: span.start as u32,
                end: span.end as u32,
                form: forms.len() as u32,
                beginning: Beginning::of(form),
            });
            forms.push_str(form);
        });
        let mut sentences = Vec::with_capacity(passage.sentences.len().max(1));
        let mut first = 0;
        // Words after the last sentence belong to it.
        let inner = passage.sentences.len().saturating_sub(1);
        for (_, end) in passage.sentences.iter().take(inner) {
            let behind = words.partition_point(|word: &Word| (word.start as usize) < *end);
            sentences.push(first..behind);
            first = behind;
        }
        sentences.push(first..words.len());
        Self {
            words,
            forms,
            sentences,
        }
    }

    /// Returns the memory that the words take, in bytes.
    pub(super) fn size(&self) -> usize {
        self.words.capacity() * size_of::<Word>()
            + self.forms.capacity()
            + self.sentences.capacity() * size_of::<Range<usize>>()
    }

    /// Returns the number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns the form of word `i`; empty if there is none.
    pub(crate) fn form(&self, i: usize) -> &str {
        let start_of = |i| self.words.get(i).map(|word: &Word| word.form as usize);
        let start = start_of(i).unwrap_or(self.forms.len());
        let end = start_of(i + 1).unwrap_or(self.forms.len());
        self.forms.get(start..end).unwrap_or_default()
    }

    /// Returns the beginning of the form of word `i`.
    pub(crate) fn beginning(&self, i: usize) -> Beginning {
        let word = self.words.get(i);
        word.map_or(Beginning::of(""), |word| word.beginning)
    }

    /// Returns word `i` as it is written.
    pub(crate) fn written<'a>(&self, i: usize, passage: &'a Passage) -> &'a str {
        let word = self.words.get(i);
        let span = word.map(|word| word.start as usize..word.end as usize);
        (passage.text.get(span.unwrap_or_default())).unwrap_or_default()
    }

    /// Returns the text between the previous word and word `i`.
    pub(crate) fn gap_before<'a>(&self, i: usize, passage: &'a Passage) -> &'a str {
        let before = i.checked_sub(1).and_then(|before| self.words.get(before));
        let start = before.map_or(0, |word| word.end as usize);
        let word = self.words.get(i);
        let end = word.map_or(passage.text.len(), |word| word.start as usize);
        passage.text.get(start..end).unwrap_or_default()
    }

    /// Returns the range of words of each sentence.
    pub(crate) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Returns the range of words of sentence `n`.
    pub(crate) fn sentence(&self, n: usize) -> Range<usize> {
        self.sentences.get(n).cloned().unwrap_or_default()
    }

    /// Returns whether word `i` is capitalised and not the first word of its sentence.
    pub(crate) fn is_capital(&self, i: usize, passage: &Passage) -> bool {
        self.written(i, passage).starts_with(char::is_uppercase) && !self.begins_sentence(i)
    }

    /// Returns whether word `i` is the first of its sentence.
    pub(crate) fn begins_sentence(&self, i: usize) -> bool {
        let n = self.sentences.partition_point(|words| words.end <= i);
        self.sentence(n).start == i
    }
}
