//! The changes from a quotation to a text: runs of words that were removed, added or replaced.

use std::ops::Range;

use crate::lexicon::{self, Sense};
use crate::text::characters::is_emoji;
use crate::text::compare::{
    ComparedText, Step, has_same_units, is_negation, is_number, units, written,
};

/// Maximum number of words between two changes that may be one: "aren't we" and "are we not".
const MAX_WORDS_BETWEEN: usize = 2;

/// Words of a change in one of the two texts, by their indices.
#[derive(Clone, Default)]
pub(super) struct Words(pub Vec<usize>);

/// Change.
#[derive(Default)]
pub(super) struct Hunk {
    /// Words of the quotation.
    pub removed: Words,
    /// Words of the text in their place.
    pub added: Words,
    /// The steps of the change.
    pub steps: Range<usize>,
}

/// Returns the changes of an alignment, without those that only expand or contract a short form.
pub(super) fn hunks(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        if !matches!(step, Step::Removed { .. } | Step::Added { .. }) {
            continue;
        }
        if hunks.last().is_none_or(|last| last.steps.end != n) {
            hunks.push(Hunk {
                steps: n..n,
                ..Hunk::default()
            });
        }
        let Some(hunk) = hunks.last_mut() else {
            continue;
        };
        hunk.steps.end = n + 1;
        match *step {
            Step::Removed { quoted } => hunk.removed.0.push(quoted),
            Step::Added { given } => hunk.added.0.push(given),
            Step::Kept { .. } | Step::Cut { .. } => {}
        }
    }
    for hunk in &mut hunks {
        hunk.take_numbers(steps, quoted);
    }
    let mut told = Vec::new();
    let mut hunks = hunks.into_iter().peekable();
    while let Some(hunk) = hunks.next() {
        if hunk.is_written_out(quoted, given) {
            continue;
        }
        let with_next = hunks.next_if(|next| {
            next.steps.start - hunk.steps.end <= MAX_WORDS_BETWEEN
                && hunk.joined(next).is_written_out(quoted, given)
        });
        if with_next.is_none() {
            told.push(hunk);
        }
    }
    told
}

impl Hunk {
    /// Returns whether both sides are the same words, some of them in a short form.
    fn is_written_out(&self, quoted: &ComparedText<'_>, given: &ComparedText<'_>) -> bool {
        let removed = units(self.removed.forms(quoted));
        has_same_units(&removed, &units(self.added.forms(given)))
    }

    /// Extends the removed words to the whole number: "seven million", if the text has "7,000,000".
    fn take_numbers(&mut self, steps: &[Step], quoted: &ComparedText<'_>) {
        let is_number = |n: &usize| is_number(quoted.form(*n));
        let cut = |at: usize| match steps.get(at) {
            Some(Step::Cut { quoted }) => Some(*quoted).filter(is_number),
            _ => None,
        };
        if self.removed.0.first().is_some_and(is_number) {
            let before = (0..self.steps.start).rev().map_while(cut);
            let mut before: Vec<usize> = before.collect();
            before.reverse();
            self.removed.0.splice(0..0, before);
        }
        if self.removed.0.last().is_some_and(is_number) {
            let behind = (self.steps.end..steps.len()).map_while(cut);
            self.removed.0.extend(behind);
        }
    }

    fn joined(&self, next: &Self) -> Self {
        let join = |one: &Words, other: &Words| Words([&one.0[..], &other.0[..]].concat());
        Self {
            removed: join(&self.removed, &next.removed),
            added: join(&self.added, &next.added),
            steps: self.steps.start..next.steps.end,
        }
    }

    /// Removes pairs of British and American spellings from the change. Returns these pairs.
    pub(super) fn take_spellings(
        &mut self,
        quoted: &ComparedText<'_>,
        given: &ComparedText<'_>,
    ) -> Vec<(String, String)> {
        let mut spellings = Vec::new();
        self.removed.0.retain(|&was| {
            let is_spelling =
                |&now: &usize| lexicon::is_same_spelling(quoted.form(was), given.form(now));
            let Some(at) = self.added.0.iter().position(is_spelling) else {
                return true;
            };
            let now = self.added.0.remove(at);
            let (was, now) = (quoted.written_word(was), given.written_word(now));
            spellings.push((was.to_owned(), now.to_owned()));
            false
        });
        spellings
    }
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn forms<'a>(&self, of: &'a ComparedText<'_>) -> Vec<&'a str> {
        self.0.iter().map(|&n| of.form(n)).collect()
    }

    /// Returns the words whose indices satisfy `is`.
    pub(super) fn filter(&self, is: impl Fn(usize) -> bool) -> Self {
        Self(self.0.iter().copied().filter(|&n| is(n)).collect())
    }

    /// Returns the words that negate something or make an exception.
    pub(super) fn denials(&self, of: &ComparedText<'_>) -> Self {
        let is_exception = |n: usize| {
            let is_whole = |n: usize| lexicon::sense(of.form(n)).contains(Sense::QUANTIFIER);
            n > 0 && of.form(n) == "but" && is_whole(n - 1) && of.before(n).trim().is_empty()
        };
        let mut phrase_end = 0;
        let mut denials = Vec::new();
        for &n in &self.0 {
            let ahead: Vec<&str> = (n..n + 4).map(|n| of.form(n)).collect();
            let phrases = lexicon::senses_from(&ahead);
            let phrase = phrases
                .filter(|(sense, len)| {
                    let is_here = (n..n + len).all(|n| self.0.contains(&n));
                    is_here && sense.intersects(Sense::DENIAL | Sense::EXCEPTION | Sense::NEARLY)
                })
                .map(|(_, len)| n + len)
                .max();
            phrase_end = phrase.unwrap_or(0).max(phrase_end);
            if n < phrase_end || is_negation(of.form(n)) || is_exception(n) {
                denials.push(n);
            }
        }
        Self(denials)
    }

    pub(super) fn numbers(&self, of: &ComparedText<'_>) -> Self {
        self.filter(|n| is_number(of.form(n)))
    }

    /// Returns the words that approximate or bound the following number: "at least" before "20".
    pub(super) fn approximations(&self, of: &ComparedText<'_>) -> Self {
        let mut approximations = Vec::new();
        for &n in &self.0 {
            let ahead: Vec<&str> = (n..n + 5).map(|n| of.form(n)).collect();
            let bounds = lexicon::senses_from(&ahead).filter(|(sense, len)| {
                let is_amount = |n: usize| {
                    is_number(of.form(n)) || lexicon::sense(of.form(n)).contains(Sense::QUANTIFIER)
                };
                sense.contains(Sense::APPROXIMATOR) && is_amount(n + len)
            });
            for (_, len) in bounds {
                approximations.extend((n..n + len).filter(|n| self.0.contains(n)));
            }
        }
        approximations.sort_unstable();
        approximations.dedup();
        Self(approximations)
    }

    pub(super) fn emoji(&self, of: &ComparedText<'_>) -> Self {
        self.filter(|n| {
            let form = of.form(n);
            form.chars().all(is_emoji) || form.len() > 2 && form.starts_with(':')
        })
    }

    /// Returns the words as they are written, with an ellipsis for missing words in between.
    pub(super) fn written(&self, of: &ComparedText<'_>) -> String {
        let runs = self.0.chunk_by(|a, b| a + 1 == *b);
        let runs: Vec<String> = runs
            .filter_map(|run| Some(written(of, *run.first()?..run.last()? + 1)))
            .collect();
        let is_closing = |c: char| matches!(c, ',' | '.' | ';' | ':');
        runs.join(" … ").trim_end_matches(is_closing).to_owned()
    }
}
