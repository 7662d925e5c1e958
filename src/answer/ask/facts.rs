//! The facts in a text. Two reports that differ in a fact are not the same report.

use rustc_hash::FxHashSet;

use crate::lexicon::{self, Class};
use crate::text::Span;
use crate::text::compare::{amounts, is_modal, is_negation, is_number, is_opposite};
use crate::text::wording::words;

/// Word of a report.
struct ReportWord {
    /// Normalised form.
    form: String,
    span: Span,
    /// Whether it is a fact: a number, a name, a date, a negation, a modal, or a quoted word.
    is_fact: bool,
}

/// Words of a report in order, with its facts marked.
pub(super) struct Facts(Vec<ReportWord>);

impl Facts {
    pub(super) fn of(text: &str) -> Self {
        let quoted = quoted(text);
        let is_quoted = |at: usize| quoted.iter().any(|span| span.contains(&at));
        let words = words(text).into_iter().map(|word| {
            let form = amount(word.form);
            let written = text.get(word.span.clone()).unwrap_or_default();
            ReportWord {
                is_fact: is_fact(&form, written) || is_quoted(word.span.start),
                form,
                span: word.span,
            }
        });
        Self(words.collect())
    }

    /// Returns whether both reports have the same facts in the same order, and no antonyms.
    pub(super) fn are_same(&self, other: &Self) -> bool {
        let is_same_order = self.facts().eq(other.facts());
        is_same_order && self.excluded_by(other).next().is_none()
    }

    /// Returns the ranges of the words in which this report differs from another one: facts that
    /// occur more often than in the other, and antonyms of its words. If this report only lacks a
    /// fact, the word that follows the fact in the other report is returned: "passed" for "not
    /// passed".
    pub(super) fn differing_from(&self, other: &Self) -> Vec<Span> {
        let own = self.missing_in(other);
        if !own.is_empty() {
            return own.into_iter().map(|word| word.span.clone()).collect();
        }
        let theirs = other.missing_in(self).into_iter();
        let gaps = theirs.filter_map(|word| self.word_behind(word, other));
        gaps.map(|word| word.span.clone()).collect()
    }

    /// Returns the words of this report that the other one lacks or contradicts.
    fn missing_in<'a>(&'a self, other: &'a Self) -> Vec<&'a ReportWord> {
        let mut others: Vec<&str> = other.facts().collect();
        let mut missing: Vec<&ReportWord> = self.excluded_by(other).collect();
        for word in self.0.iter().filter(|word| word.is_fact) {
            match others.iter().position(|other| *other == word.form) {
                Some(known) => drop(others.swap_remove(known)),
                None => missing.push(word),
            }
        }
        missing.sort_unstable_by_key(|word| word.span.start);
        missing
    }

    /// Returns the word of this report that follows `word` in the other one.
    fn word_behind(&self, word: &ReportWord, other: &Self) -> Option<&ReportWord> {
        let at = other.0.iter().position(|other| other.span == word.span)?;
        let next = other.0.get(at + 1)?;
        let before = other.0.get(..=at)?;
        let repeats = before.iter().filter(|word| word.form == next.form).count();
        let mut same = self.0.iter().filter(|word| word.form == next.form);
        same.nth(repeats)
    }

    /// Returns the words whose antonym only the other report has: "safe" if the other says
    /// "unsafe".
    fn excluded_by<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a ReportWord> {
        let (own, others) = (self.forms(), other.forms());
        let only_there: Vec<&str> = others.difference(&own).copied().collect();
        self.0.iter().filter(move |word| {
            !word.is_fact
                && !others.contains(word.form.as_str())
                && only_there.iter().any(|there| excludes(&word.form, there))
        })
    }

    fn facts(&self) -> impl Iterator<Item = &str> {
        let facts = self.0.iter().filter(|word| word.is_fact);
        facts.map(|word| word.form.as_str())
    }

    fn forms(&self) -> FxHashSet<&str> {
        self.0.iter().map(|word| word.form.as_str()).collect()
    }
}

/// Converts a number word to digits, such as "twelve" to "12"; returns any other word unchanged.
fn amount(form: String) -> String {
    if !is_number(&form) {
        return form;
    }
    match amounts(&[&form]).as_slice() {
        [amount] => amount.clone(),
        _ => form,
    }
}

/// Returns whether two words are antonyms.
fn excludes(one: &str, other: &str) -> bool {
    is_opposite(one, other)
        || lexicon::antonyms(one)
            .iter()
            .any(|antonym| antonym == other)
}

fn is_fact(form: &str, written: &str) -> bool {
    let is_small_word = lexicon::is(
        written,
        (Class::FUNCTION - Class::DAY) | Class::COMMON | Class::STOP_WORD,
    );
    is_number(form)
        || is_negation(form)
        || is_modal(form)
        || lexicon::is(form, Class::DAY | Class::MONTH)
        || written.starts_with(char::is_uppercase) && !is_small_word
}

/// Returns the byte ranges of the quoted parts of a text.
fn quoted(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c, start) {
            ('“' | '„' | '«' | '"', None) => start = Some(at),
            ('”' | '»' | '"', Some(first)) => {
                spans.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, differing: &[&str]) {
        let (a, b) = (Facts::of(one), Facts::of(other));
        let marked: Vec<&str> = a
            .differing_from(&b)
            .into_iter()
            .filter_map(|span| one.get(span))
            .collect();
        assert_eq!(marked, differing, "{one}");
        assert_eq!(a.are_same(&b), differing.is_empty(), "{one}");
    }

    #[test]
    fn other_numbers_names_days_and_denials_are_other_facts() {
        let report = "The ferry Halma sank off Orlin on Monday, and 12 people drowned.";
        check(
            report,
            "The ferry Halma sank off Orlin on Monday; 12 people were drowned.",
            &[],
        );
        check(
            report,
            "The ferry Halma sank off Orlin on Monday, and twelve people drowned.",
            &[],
        );
        check(
            report,
            "The ferry Halma sank off Orlin on Monday, and 19 people drowned.",
            &["12"],
        );
        check(
            report,
            "The ferry Halma sank off Orlin on Sunday, and 12 people drowned.",
            &["Monday"],
        );
        check(
            report,
            "The ferry Vesla sank off Orlin on Monday, and 12 people drowned.",
            &["Halma"],
        );
        check("It had not passed.", "It had passed.", &["not"]);
        check("It had passed.", "It had not passed.", &["passed"]);
        check("It is safe now.", "It is unsafe now.", &["safe"]);
        check("They accepted it.", "They rejected it.", &["accepted"]);
        check("They must go.", "They may go.", &["must"]);
        check(
            "He called it “a trap”.",
            "He called it “a gift”.",
            &["trap"],
        );
    }
}
