//! The facts of a report: two reports that differ in one are two reports.

use crate::lexicon::{self, Class};
use crate::text::Span;
use crate::text::compare::{amounts, is_modal, is_negation, is_number, is_opposite};
use crate::text::wording::words;

/// The words of a report, those apart that its facts hang on: numbers, names, dates, negations and
/// modals, and every word of its quotations.
pub(super) struct Facts {
    facts: Vec<(String, Span)>,
    others: Vec<(String, Span)>,
}

impl Facts {
    pub(super) fn of(text: &str) -> Self {
        let quoted = quoted(text);
        let is_quoted = |at: usize| quoted.iter().any(|span| span.contains(&at));
        let (facts, others) = words(text)
            .into_iter()
            .map(|word| (amount(word.form), word.span))
            .partition(|(form, span)| {
                let written = text.get(span.clone()).unwrap_or_default();
                is_fact(form, written) || is_quoted(span.start)
            });
        Self { facts, others }
    }

    /// Whether both reports state the same facts in the same order, and neither uses a word that
    /// excludes one of the other's.
    pub(super) fn are_same(&self, other: &Self) -> bool {
        forms(&self.facts).eq(forms(&other.facts)) && self.excluded_by(other).next().is_none()
    }

    /// The places of the words in which this report differs from another one: facts that the other
    /// does not have so often, and words that one of the other's excludes.
    pub(super) fn differing_from(&self, other: &Self) -> Vec<Span> {
        let mut others: Vec<&str> = forms(&other.facts).collect();
        let mut differing: Vec<Span> = self.excluded_by(other).collect();
        for (form, span) in &self.facts {
            match others.iter().position(|other| other == form) {
                Some(known) => drop(others.swap_remove(known)),
                None => differing.push(span.clone()),
            }
        }
        differing.sort_unstable_by_key(|span| span.start);
        differing
    }

    /// The places of words that are excluded by a word that only the other report has: "safe" where
    /// that says "unsafe".
    fn excluded_by<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Span> + 'a {
        let only_there: Vec<&str> = other.forms().filter(|form| !self.has(form)).collect();
        let own = self.others.iter().filter(|(form, _)| !other.has(form));
        let excluded = own.filter(move |(form, _)| {
            let mut only_there = only_there.iter();
            only_there.any(|there| excludes(form, there))
        });
        excluded.map(|(_, span)| span.clone())
    }

    fn forms(&self) -> impl Iterator<Item = &str> {
        forms(&self.facts).chain(forms(&self.others))
    }

    fn has(&self, form: &str) -> bool {
        self.forms().any(|known| known == form)
    }
}

fn forms(words: &[(String, Span)]) -> impl Iterator<Item = &str> {
    words.iter().map(|(form, _)| form.as_str())
}

/// A number in digits, so that "twelve" is "12"; any other word as it is.
fn amount(form: String) -> String {
    if !is_number(&form) {
        return form;
    }
    match amounts(&[&form]).as_slice() {
        [amount] => amount.clone(),
        _ => form,
    }
}

/// Whether of two words at most one can hold.
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

/// What stands between quotation marks.
fn quoted(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c, start) {
            ('“' | '„' | '«', None) | ('"', None) => start = Some(at),
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
