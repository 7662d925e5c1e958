//! Words of a question that say when. A report of that time need not contain them.

use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::answer::query::preferred_time::PreferredTime;
use crate::answer::query::query_terms::QueryTerm;
use crate::answer::query::question::Question;

/// Terms of a question that name a time.
pub(super) struct TimeWords<'a> {
    terms: &'a [QueryTerm],
    /// Days on which a report of the named time is published.
    days: Option<RangeInclusive<Date>>,
    /// For each term, whether it belongs to the phrase that names these days.
    in_phrase: Vec<bool>,
}

impl<'a> TimeWords<'a> {
    pub(super) fn new(
        question: &Question,
        terms: &'a [QueryTerm],
        preferred: &PreferredTime,
    ) -> Self {
        let PreferredTime::Days { days, words } = preferred else {
            return Self {
                terms,
                days: None,
                in_phrase: vec![false; terms.len()],
            };
        };
        let phrase = question.words.get(words.clone()).unwrap_or_default();
        let in_phrase = |form: &String| phrase.iter().any(|word| word.form == *form);
        Self {
            terms,
            // A newspaper reports events of the day before.
            days: Some(days.first..=days.last.saturating_add(1.day())),
            in_phrase: terms
                .iter()
                .map(|term| term.typed.iter().all(in_phrase))
                .collect(),
        }
    }

    /// Returns the terms that name the time of a report published on this day: all words for its
    /// day, such as "15 August", or its year.
    pub(super) fn of_publication(&self, published: Option<Date>) -> impl Iterator<Item = usize> {
        let is_reported = (self.days.as_ref())
            .zip(published)
            .is_some_and(|(days, day)| days.contains(&day));
        let year = published.map(|day| day.year().to_string());
        (0..self.terms.len()).filter(move |&term| {
            is_reported && self.in_phrase[term]
                || year.is_some() && self.terms[term].typed.first() == year.as_ref()
        })
    }
}
