//! The facts of a report: two reports that differ in one are two reports.

use crate::lexicon::{self, Class};
use crate::text::Span;
use crate::text::compare::{is_modal, is_negation, is_number};
use crate::text::wording::words;

/// The words of a report that its facts hang on: numbers, names, dates, negations and modals, and
/// every word of its quotations.
pub(super) struct Facts(Vec<(String, Span)>);

impl Facts {
    pub(super) fn of(text: &str) -> Self {
        let quoted = quoted(text);
        let is_quoted = |at: usize| quoted.iter().any(|span| span.contains(&at));
        let facts = words(text).into_iter().filter(|word| {
            let written = text.get(word.span.clone()).unwrap_or_default();
            is_fact(&word.form, written) || is_quoted(word.span.start)
        });
        Self(facts.map(|word| (word.form, word.span)).collect())
    }

    /// Whether both reports state the same facts in the same order.
    pub(super) fn are_same(&self, other: &Self) -> bool {
        let forms = |facts: &'_ Self| facts.0.iter().map(|(form, _)| form.clone()).collect();
        let (own, others): (Vec<String>, Vec<String>) = (forms(self), forms(other));
        own == others
    }

    /// The places of those words that the other report does not have so often.
    pub(super) fn missing_in(&self, other: &Self) -> Vec<Span> {
        let mut others: Vec<&str> = other.0.iter().map(|(form, _)| form.as_str()).collect();
        let mut missing = Vec::new();
        for (form, span) in &self.0 {
            match others.iter().position(|other| other == form) {
                Some(known) => drop(others.swap_remove(known)),
                None => missing.push(span.clone()),
            }
        }
        missing
    }
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
        let missing: Vec<&str> = a
            .missing_in(&b)
            .into_iter()
            .filter_map(|span| one.get(span))
            .collect();
        assert_eq!(missing, differing, "{one}");
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
        check("They must go.", "They may go.", &["must"]);
        check(
            "He called it “a trap”.",
            "He called it “a gift”.",
            &["trap"],
        );
    }
}
