//! The time of publication that a question prefers: "latest", "yesterday", "on Friday".

use std::ops::Range;

use jiff::civil::Date;

use crate::lexicon::{self, Class};
use crate::text::dates::Days;

/// Maximum number of words in a phrase for days, such as "last two weeks".
const MAX_PHRASE_WORDS: usize = 3;

/// Time of publication that a question prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PreferredTime {
    /// Any time.
    Any,
    /// The newest articles: "latest", "now".
    Newest,
    /// Certain days: "yesterday", "on Friday".
    Days {
        /// The days.
        days: Days,
        /// Range of the words that name them.
        words: Range<usize>,
    },
}

impl PreferredTime {
    /// Parses the words of a question, in lower case. Days are relative to `today`; without it no
    /// days are recognised.
    pub(crate) fn of(words: &[&str], today: Option<Date>) -> Self {
        if let Some((days, words)) = today.and_then(|today| days(words, today)) {
            return Self::Days { days, words };
        }
        if words.iter().any(|word| lexicon::is(word, Class::NEWEST)) {
            return Self::Newest;
        }
        Self::Any
    }
}

/// Returns the days of the first phrase that names days in the past, and the range of its words.
fn days(words: &[&str], today: Date) -> Option<(Days, Range<usize>)> {
    let phrases = (0..words.len()).flat_map(|start| {
        let longest = MAX_PHRASE_WORDS.min(words.len() - start);
        (1..=longest).rev().map(move |length| start..start + length)
    });
    phrases
        .filter(|phrase| names_days(&words[phrase.clone()]))
        .find_map(|phrase| {
            let days = Days::parse(&words[phrase.clone()].join(" "), today).ok()?;
            (days.first <= today).then_some((days, phrase))
        })
}

/// Returns whether words can name days. A number alone, or "may", is ambiguous.
fn names_days(words: &[&str]) -> bool {
    match words {
        [word] => {
            lexicon::is(word, Class::WEEKDAY) || matches!(*word, "yesterday" | "today" | "tonight")
        }
        [first, .., last] => {
            matches!(*first, "last" | "past" | "this" | "previous")
                || *last == "ago"
                || [first, last]
                    .iter()
                    .any(|word| lexicon::is(word, Class::MONTH))
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// A Thursday.
    const TODAY: Date = date(2025, 8, 21);

    fn check(question: &str, expected: PreferredTime) {
        let words: Vec<&str> = question.split(' ').collect();
        assert_eq!(
            PreferredTime::of(&words, Some(TODAY)),
            expected,
            "{question}"
        );
    }

    /// Checks that the last `length` words of a question name days of August 2025.
    fn check_days(question: &str, length: usize, first: i8, last: i8) {
        let count = question.split(' ').count();
        let [first, last] = [first, last].map(|day| date(2025, 8, day));
        let expected = PreferredTime::Days {
            days: Days { first, last },
            words: count - length..count,
        };
        check(question, expected);
    }

    #[test]
    fn a_question_prefers_days_or_the_newest_report() {
        check_days("what did he say yesterday", 1, 20, 20);
        check_days("who spoke on friday", 1, 15, 15);
        check_days("who spoke last friday", 2, 15, 15);
        check_days("what happened on 3 august", 3, 3, 3);
        check_days("what did they sign last week", 2, 11, 17);
        check("how many died three days ago", PreferredTime::Any);
        check_days("how many died 3 days ago", 3, 18, 18);
        check("what is the latest toll", PreferredTime::Newest);
        check("where is the fleet now", PreferredTime::Newest);
        check("who may visit in 2025", PreferredTime::Any);
        check("will they meet tomorrow", PreferredTime::Any);
        check("who was first and last", PreferredTime::Any);
    }

    #[test]
    fn relative_days_need_the_current_day() {
        let words = ["latest", "news", "of", "yesterday"];
        assert_eq!(PreferredTime::of(&words, None), PreferredTime::Newest);
    }
}
