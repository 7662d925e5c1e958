//! The words of a passage, by sentence.

use std::ops::Range;

use crate::index::{Analyzer, Passage};
use crate::text::Span;

/// Words of a passage, in memory that is reused for the next one.
#[derive(Default)]
pub(super) struct PassageWords {
    forms: String,
    ends: Vec<usize>,
    spans: Vec<Span>,
    /// Range of words of each sentence; there is at least one sentence.
    sentences: Vec<Range<usize>>,
}

impl PassageWords {
    pub(super) fn read(&mut self, passage: &Passage, analyzer: &mut Analyzer) {
        self.forms.clear();
        self.ends.clear();
        self.spans.clear();
        analyzer.for_each_word(&passage.text, |span, form| {
            self.forms.push_str(form);
            self.ends.push(self.forms.len());
            self.spans.push(span);
        });
        self.sentences.clear();
        let mut first = 0;
        let ends = passage.sentences.iter().map(|(_, end)| *end);
        // Words after the last sentence belong to it.
        let last = passage.sentences.len().max(1) - 1;
        for (n, end) in ends.chain([usize::MAX]).enumerate().take(last + 1) {
            let end = if n == last { usize::MAX } else { end };
            let behind = self.spans.partition_point(|span| span.start < end);
            self.sentences.push(first..behind);
            first = behind;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Returns the form of word `i`; empty if there is none.
    pub(super) fn form(&self, i: usize) -> &str {
        let start = i.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(i).copied().unwrap_or_default();
        self.forms
            .get(start.copied().unwrap_or_default()..end)
            .unwrap_or_default()
    }

    /// Returns word `i` as it is written.
    pub(super) fn written<'a>(&self, i: usize, passage: &'a Passage) -> &'a str {
        let span = self.spans.get(i).cloned().unwrap_or_default();
        passage.text.get(span).unwrap_or_default()
    }

    /// Returns the text between the previous word and word `i`.
    pub(super) fn gap_before<'a>(&self, i: usize, passage: &'a Passage) -> &'a str {
        let before = i.checked_sub(1).and_then(|before| self.spans.get(before));
        let start = before.map_or(0, |span| span.end);
        let end = self
            .spans
            .get(i)
            .map_or(passage.text.len(), |span| span.start);
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
