//! Parses dates as people type them: `2025-08-15`, `15 Aug`, `yesterday`, `last week`.
//!
//! The current day is an argument, so that the result does not depend on the clock.

#[cfg(test)]
mod tests;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Inclusive range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub first: Date,
    /// Last day; not before the first.
    pub last: Date,
}

/// Reason why a text cannot be parsed as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableDate {
    /// The text has none of the known forms, or names a day that does not exist.
    #[error("write a day like 2025-08-15, 15 Aug, yesterday or last week")]
    Unknown,
    /// Day and month could be interchanged.
    #[error("which number is the month? Write the day like 2025-08-15 or 15 Aug")]
    Ambiguous,
}

impl Days {
    /// Parses a date or a range of days. A date without a year is the latest one that is not after
    /// `today`.
    ///
    /// # Errors
    ///
    /// [`UnreadableDate`] if the text is not a date, or is ambiguous.
    pub fn parse(text: &str, today: Date) -> Result<Self, UnreadableDate> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !matches!(*word, "" | "the" | "of" | "on" | "in"))
            .collect();
        let days = match words.as_slice() {
            [digits] if digits.starts_with(|c: char| c.is_ascii_digit()) => {
                return in_digits(digits, today);
            }
            [word] => named(word, today),
            ["last" | "previous", word] => last(word, today),
            ["this", word] => unit(word).and_then(|unit| unit.around(today)),
            ["last" | "past", count, word] => {
                let first = back(count, word, today)?;
                Some(Self { first, last: today })
            }
            [count, word, "ago"] => Some(Self::one(back(count, word, today)?)),
            [one, other] => month_and_other(one, other, today),
            [one, other, year] => {
                let (month, day) = month_and_day(one, other).ok_or(UnreadableDate::Unknown)?;
                let year = year
                    .parse()
                    .ok()
                    .filter(|year| (1000..=9999).contains(year));
                year.and_then(|year| day_of(year, month, day))
            }
            _ => None,
        };
        days.ok_or(UnreadableDate::Unknown)
    }

    fn one(day: Date) -> Self {
        Self {
            first: day,
            last: day,
        }
    }
}

/// Calendar unit.
#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// Returns the unit that contains `day`; weeks begin on Monday.
    fn around(self, day: Date) -> Option<Days> {
        let (first, last) = match self {
            Self::Day => (day, day),
            Self::Week => {
                let since_monday = i64::from(day.weekday().to_monday_zero_offset());
                let monday = day.checked_sub(since_monday.days()).ok()?;
                (monday, monday.checked_add(6.days()).ok()?)
            }
            Self::Month => (day.first_of_month(), day.last_of_month()),
            Self::Year => (day.first_of_year(), day.last_of_year()),
        };
        Some(Days { first, last })
    }

    fn before(self, day: Date, count: i64) -> Option<Date> {
        let span = match self {
            Self::Day => jiff::Span::new().try_days(count),
            Self::Week => jiff::Span::new().try_weeks(count),
            Self::Month => jiff::Span::new().try_months(count),
            Self::Year => jiff::Span::new().try_years(count),
        };
        day.checked_sub(span.ok()?).ok()
    }
}

fn unit(word: &str) -> Option<Unit> {
    match word.trim_end_matches('s') {
        "day" => Some(Unit::Day),
        "week" => Some(Unit::Week),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    }
}

/// Returns the day that is `count` units before today.
fn back(count: &str, word: &str, today: Date) -> Result<Date, UnreadableDate> {
    let count = match count {
        "a" | "an" => Some(1),
        count => count.parse().ok().filter(|count| *count >= 0),
    };
    let (Some(count), Some(unit)) = (count, unit(word)) else {
        return Err(UnreadableDate::Unknown);
    };
    unit.before(today, count).ok_or(UnreadableDate::Unknown)
}

/// Parses the name of a day, a weekday or a month.
fn named(word: &str, today: Date) -> Option<Days> {
    match word {
        "today" | "now" => Some(Days::one(today)),
        "yesterday" => today.yesterday().ok().map(Days::one),
        "tomorrow" => today.tomorrow().ok().map(Days::one),
        _ => {
            if let Some(weekday) = weekday(word) {
                let since = i64::from(weekday.until(today.weekday()));
                return today.checked_sub(since.days()).ok().map(Days::one);
            }
            let month = month(word)?;
            let year = today.year() - i16::from(month > today.month());
            Unit::Month.around(Date::new(year, month, 1).ok()?)
        }
    }
}

/// Parses "last week", "last Friday", "last August": the one before the one that contains today.
fn last(word: &str, today: Date) -> Option<Days> {
    if let Some(unit) = unit(word) {
        return unit.around(unit.before(today, 1)?);
    }
    let named = named(word, today)?;
    if named.last < today {
        return Some(named);
    }
    let earlier = if weekday(word).is_some() {
        named.first.checked_sub(1.week())
    } else {
        named.first.checked_sub(1.year())
    };
    named_around(word, earlier.ok()?)
}

fn named_around(word: &str, day: Date) -> Option<Days> {
    if weekday(word).is_some() {
        return Some(Days::one(day));
    }
    month(word)?;
    Unit::Month.around(day)
}

/// Parses "15 Aug", "Aug 15", "Aug 2025".
fn month_and_other(one: &str, other: &str, today: Date) -> Option<Days> {
    if let Some((month, day)) = month_and_day(one, other) {
        return latest(month, day, today);
    }
    let year = other
        .parse()
        .ok()
        .filter(|year| (1000..=9999).contains(year))?;
    Unit::Month.around(Date::new(year, month(one)?, 1).ok()?)
}

/// Parses a month and a day in either order.
fn month_and_day(one: &str, other: &str) -> Option<(i8, i8)> {
    let (month, day) = match (month(one), month(other)) {
        (Some(month), _) => (month, other),
        (None, month) => (month?, one),
    };
    let digits = day.trim_end_matches('.');
    let digits = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| digits.strip_suffix(ending))
        .unwrap_or(digits);
    Some((month, digits.parse().ok()?))
}

/// Parses "2025-08-15", "2025-08", "2025", "15.8.", "15.8.2025", "15/8/2025".
fn in_digits(text: &str, today: Date) -> Result<Days, UnreadableDate> {
    let days = || {
        let text = text.trim_end_matches('.');
        let separator = text.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
        let numbers: Option<Vec<i16>> = text
            .split(separator)
            .map(|number| number.parse().ok())
            .collect();
        let small = |number: i16| i8::try_from(number).ok();
        match (separator, numbers?.as_slice()) {
            ('-', &[year @ 1000..=9999]) => Unit::Year.around(Date::new(year, 1, 1).ok()?),
            ('-' | '/', &[year @ 1000..=9999, month]) => {
                Unit::Month.around(Date::new(year, small(month)?, 1).ok()?)
            }
            ('-' | '/' | '.', &[year @ 1000..=9999, month, day]) => {
                day_of(year, small(month)?, small(day)?)
            }
            ('.', &[day, month]) => latest(small(month)?, small(day)?, today),
            ('.', &[day, month, year @ 1000..=9999]) => day_of(year, small(month)?, small(day)?),
            ('/', &[day @ 13..=31, month]) | ('/', &[month, day @ 13..=31]) => {
                latest(small(month)?, small(day)?, today)
            }
            ('/', &[day @ 13..=31, month, year @ 1000..=9999])
            | ('/', &[month, day @ 13..=31, year @ 1000..=9999]) => {
                day_of(year, small(month)?, small(day)?)
            }
            _ => None,
        }
    };
    let is_ambiguous = text.contains('/');
    days().ok_or(if is_ambiguous {
        UnreadableDate::Ambiguous
    } else {
        UnreadableDate::Unknown
    })
}

fn day_of(year: i16, month: i8, day: i8) -> Option<Days> {
    Date::new(year, month, day).ok().map(Days::one)
}

/// Returns the latest such day that is not after today; for 29 February, only leap years count.
fn latest(month: i8, day: i8, today: Date) -> Option<Days> {
    let years = (0..=8).map(|age| today.year() - age);
    let mut days = years.filter_map(|year| Date::new(year, month, day).ok());
    days.find(|day| *day <= today).map(Days::one)
}

/// Parses a weekday by its name or an abbreviation.
fn weekday(word: &str) -> Option<Weekday> {
    let mut weekdays = Weekday::Monday.cycle_forward().take(7);
    weekdays.find(|weekday| {
        let offset = i64::from(weekday.to_monday_zero_offset());
        let day = Date::constant(2024, 1, 1).checked_add(offset.days());
        day.is_ok_and(|day| is_abbreviation_of(&day.strftime("%A").to_string(), word))
    })
}

/// Parses a month by its name or an abbreviation.
fn month(word: &str) -> Option<i8> {
    (1..=12).find(|&month| {
        let day = Date::new(2024, month, 1);
        day.is_ok_and(|day| is_abbreviation_of(&day.strftime("%B").to_string(), word))
    })
}

/// Returns whether `word` is a name or an abbreviation of at least three letters, with or without a
/// full stop.
fn is_abbreviation_of(name: &str, word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.len() >= 3 && name.to_lowercase().starts_with(word)
}
