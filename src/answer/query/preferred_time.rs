//! The time of publication that a question prefers: "latest", "yesterday", "on Friday".

use jiff::civil::Date;

use crate::lexicon::{self, Class};
use crate::text::dates::Days;

/// Maximum number of words in a phrase for days, such as "last two weeks".
const MAX_PHRASE_WORDS: usize = 3;

/// Time of publication that a question prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PreferredTime {
    /// Any time.
    Any,
    /// The newest articles: "latest", "now".
    Newest,
    /// Certain days: "yesterday", "on Friday".
    Days(Days),
}

impl PreferredTime {
    /// Parses the words of a question, in lower case. Days are relative to `today`; without it no
    /// days are recognised.
    pub(crate) fn of(words: &[&str], today: Option<Date>) -> Self {
        if let Some(days) = today.and_then(|today| days(words, today)) {
            return Self::Days(days);
        }
        if words.iter().any(|word| lexicon::is(word, Class::NEWEST)) {
            return Self::Newest;
        }
        Self::Any
    }
}

/// Returns the days of the first phrase that names days in the past.
fn days(words: &[&str], today: Date) -> Option<Days> {
    let phrases = (0..words.len()).flat_map(|start| {
        let longest = MAX_PHRASE_WORDS.min(words.len() - start);
        (1..=longest).rev().map(move |length| start..start + length)
    });
    phrases
        .filter(|phrase| names_days(&words[phrase.clone()]))
        .find_map(|phrase| {
            let days = Days::parse(&words[phrase].join(" "), today).ok()?;
            (days.first <= today).then_some(days)
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

    fn days(first: Date, last: Date) -> PreferredTime {
        PreferredTime::Days(Days { first, last })
    }

    #[test]
    fn a_question_prefers_days_or_the_newest_report() {
        let one = |day: i8| days(date(2025, 8, day), date(2025, 8, day));
        check("what did he say yesterday", one(20));
        check("who spoke on friday", one(15));
        check("who spoke last friday", one(15));
        check("what happened on 3 august", one(3));
        check(
            "what did they sign last week",
            days(date(2025, 8, 11), date(2025, 8, 17)),
        );
        check("how many died three days ago", PreferredTime::Any);
        check("how many died 3 days ago", one(18));
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
