//! The words of a passage, by sentence.

use std::ops::Range;

use super::beginnings::Beginning;
use crate::index::{Analyzer, Passage};
use crate::text::Span;

/// Words of a passage, in memory that is reused for the next one.
#[derive(Default)]
pub(super) struct PassageWords {
    words: Vec<Word>,
    forms: String,
    /// Range of words of each sentence; there is at least one sentence.
    sentences: Vec<Range<usize>>,
}

/// Word of a passage.
struct Word {
    span: Span,
    form: Range<usize>,
    beginning: Beginning,
}

impl PassageWords {
    pub(super) fn read(&mut self, passage: &Passage, analyzer: &mut Analyzer) {
        self.words.clear();
        self.forms.clear();
        analyzer.for_each_word(&passage.text, |span, form| {
            let start = self.forms.len();
            self.forms.push_str(form);
            self.words.push(Word {
                span,
                form: start..self.forms.len(),
                beginning: Beginning::of(form),
            });
        });
        self.sentences.clear();
        let mut first = 0;
        let ends = passage.sentences.iter().map(|(_, end)| *end);
        // Words after the last sentence belong to it.
        let last = passage.sentences.len().max(1) - 1;
        for (n, end) in ends.chain([usize::MAX]).enumerate().take(last + 1) {
            let end = if n == last { usize::MAX } else { end };
            let behind = self.words.partition_point(|word| word.span.start < end);
            self.sentences.push(first..behind);
            first = behind;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns the form of word `i`; empty if there is none.
    pub(super) fn form(&self, i: usize) -> &str {
        let form = self.words.get(i).map(|word| word.form.clone());
        self.forms.get(form.unwrap_or_default()).unwrap_or_default()
    }

    /// Returns the beginning of the form of word `i`.
    pub(super) fn beginning(&self, i: usize) -> Beginning {
        let word = self.words.get(i);
        word.map_or(Beginning::of(""), |word| word.beginning)
    }

    /// Returns word `i` as it is written.
    pub(super) fn written<'a>(&self, i: usize, passage: &'a Passage) -> &'a str {
        let span = self.words.get(i).map(|word| word.span.clone());
        passage
            .text
            .get(span.unwrap_or_default())
            .unwrap_or_default()
    }

    /// Returns the text between the previous word and word `i`.
    pub(super) fn gap_before<'a>(&self, i: usize, passage: &'a Passage) -> &'a str {
        let before = i.checked_sub(1).and_then(|before| self.words.get(before));
        let start = before.map_or(0, |word| word.span.end);
        let word = self.words.get(i);
        let end = word.map_or(passage.text.len(), |word| word.span.start);
        passage.text.get(start..end).unwrap_or_default()
    }

    /// Returns the range of words of each sentence.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Returns the range of words of sentence `n`.
    pub(super) fn sentence(&self, n: usize) -> Range<usize> {
        self.sentences.get(n).cloned().unwrap_or_default()
    }

    /// Returns whether word `i` is capitalised and not the first word of its sentence.
    pub(super) fn is_capital(&self, i: usize, passage: &Passage) -> bool {
        self.written(i, passage).starts_with(char::is_uppercase) && !self.begins_sentence(i)
    }

    pub(super) fn begins_sentence(&self, i: usize) -> bool {
        let n = self.sentences.partition_point(|words| words.end <= i);
        self.sentence(n).start == i
    }
}
