//! A part of a quotation within its sentence, and the grammar of the words around it.

use std::ops::Range;

use crate::lexicon::{self, Class, Sense};
use crate::text::compare::{ComparedText, Step, place};

/// Maximum number of cut words that are shown.
const MAX_SHOWN: usize = 7;

/// Part of a quotation, as a range of words, within its sentence or sentences.
pub(super) struct Part<'a, 'b> {
    pub quoted: &'b ComparedText<'a>,
    pub forms: Vec<&'b str>,
    pub sentence: Range<usize>,
    pub part: Range<usize>,
}

impl<'a, 'b> Part<'a, 'b> {
    /// Returns the part of a quotation that an alignment covers.
    pub(super) fn of(steps: &[Step], quoted: &'b ComparedText<'a>) -> Option<Self> {
        // A replaced word belongs to the part.
        let in_part = |step: &Step| match step {
            Step::Kept { quoted, .. } | Step::Removed { quoted } => Some(*quoted),
            Step::Added { .. } | Step::Cut { .. } => None,
        };
        let first = steps.iter().find_map(in_part)?;
        let last = steps.iter().rev().find_map(in_part)?;
        let begins = |n: &usize| quoted.begins_sentence.get(*n) == Some(&true);
        let start = (0..=first).rev().find(begins).unwrap_or(0);
        let count = quoted.words.len();
        let end = (last + 1..count).find(begins).unwrap_or(count);
        Some(Self {
            quoted,
            forms: (0..count).map(|n| quoted.form(n)).collect(),
            sentence: start..end,
            part: first..last + 1,
        })
    }

    pub(super) fn form(&self, n: usize) -> &str {
        self.forms.get(n).copied().unwrap_or_default()
    }

    pub(super) fn is(&self, n: usize, class: Class) -> bool {
        lexicon::is(self.form(n), class)
    }

    pub(super) fn is_cut(&self) -> bool {
        self.part != self.sentence
    }

    pub(super) fn is_question(&self) -> bool {
        self.quoted.is_question_before(self.sentence.end)
    }

    /// Returns whether only a question tag such as "aren't we" was cut away.
    pub(super) fn is_tag(&self) -> bool {
        let behind = self.part.end..self.sentence.end;
        behind.len() <= 3
            && self.is(behind.start, Class::AUX)
            && behind.into_iter().any(|n| self.is(n, Class::PRONOUN))
    }

    /// Returns whether an independent clause begins at word `n`.
    pub(super) fn begins_clause(&self, n: usize) -> bool {
        let between = self.quoted.before(n);
        let joins = |words: &[&str]| words.contains(&self.form(n));
        between.contains([';', '—', '–', '(', ')'])
            || between.contains(" - ")
            || between.contains(',') && joins(&["and", "so", "yet", "then", "or", "nor", "since"])
            || joins(&["but", "because", "while", "whereas", "although", "though"])
    }

    /// Returns the word that is the subject of the verb at `n`, directly before it; `n` if there is
    /// none.
    pub(super) fn subject(&self, n: usize) -> usize {
        let is_between = |n: &usize| {
            self.is(*n, Class::AUX | Class::ADV | Class::NEGATION) || self.form(*n).ends_with("ly")
        };
        let start = self.sentence.start;
        let mut before = (start..n).rev().skip_while(is_between);
        match before.next() {
            Some(at) if !self.quoted.before(at + 1).contains([',', ';']) => at,
            _ => n,
        }
    }

    /// Returns whether the word at `n` is a noun: it follows a determiner or a possessive.
    pub(super) fn is_noun(&self, n: usize) -> bool {
        n > self.sentence.start
            && (self.is(n - 1, Class::DET | Class::POSSESSIVE) || self.form(n - 1).ends_with("'s"))
            && self.form(n - 1) != "that"
    }

    /// Returns whether a clause that depends on the previous word begins at `n`.
    pub(super) fn has_clause(&self, n: usize) -> bool {
        n == self.part.start || matches!(self.form(n), "that" | "of")
    }

    /// Returns whether only adverbs, auxiliaries and negations stand between `n` and the part.
    pub(super) fn is_bare_from(&self, n: usize) -> bool {
        (n..self.part.start).all(|n| self.is(n, Class::ADV | Class::NEGATION | Class::AUX))
    }

    /// Returns whether word `n` is the "but" of "everyone but".
    pub(super) fn is_excepted(&self, n: usize) -> bool {
        self.form(n) == "but"
            && n > self.sentence.start
            && lexicon::sense(self.form(n - 1)).contains(Sense::QUANTIFIER)
            && self.quoted.before(n).trim().is_empty()
    }

    /// Returns cut words as they are written; of many words those nearest to the part.
    pub(super) fn shown(&self, words: Range<usize>) -> String {
        let count = words.len().min(MAX_SHOWN);
        let words = if words.end <= self.part.start {
            words.end - count..words.end
        } else {
            words.start..words.start + count
        };
        let span = place(&self.quoted.words, words);
        self.quoted.text.get(span).unwrap_or_default().to_owned()
    }
}
