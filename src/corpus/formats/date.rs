//! Parses dates as people and programs write them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;

use crate::lexicon::{PageWord, month, page_word};
use crate::text::Span;

/// Maximum length of a date, in bytes.
const MAX_BYTES: usize = 80;
/// Plausible years of publication.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// Order of the numbers in a date such as `03/04/2025`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberOrder {
    DayFirst,
    MonthFirst,
    /// Such a date is read only if one of the numbers cannot be a month.
    #[default]
    Unknown,
}

impl NumberOrder {
    /// Returns the order in the language of a page, given as a BCP 47 tag.
    pub(super) fn of_language(tag: Option<&str>) -> Self {
        match tag.map(str::to_ascii_lowercase).as_deref() {
            None | Some("en" | "en-ca") => Self::Unknown,
            Some("en-us") => Self::MonthFirst,
            Some(_) => Self::DayFirst,
        }
    }
}

/// Parses a text that consists of a date with or without a time. The day is taken as written: no
/// time zone shifts it.
pub(super) fn day(text: &str, order: NumberOrder) -> Option<Date> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    iso(text)
        .or_else(|| {
            let moment = rfc2822::DateTimeParser::new()
                .relaxed_weekday(true)
                .parse_zoned_datetime(text);
            moment.ok().map(|moment| moment.date())
        })
        .or_else(|| compact(text))
        .or_else(|| {
            let (span, day) = find(text, order)?;
            let rest = [text.get(..span.start)?, text.get(span.end..)?];
            // The rest may be the day of the week and the time zone, but not a sentence.
            let words = rest
                .iter()
                .flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
            let long = words.filter(|word| word.chars().count() > 4).count();
            (long <= 2).then_some(day)
        })
        .filter(|day| YEARS.contains(&day.year()))
}

/// Parses a date or a date with time in ISO 8601.
fn iso(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    // A civil `DateTime` rejects `Z`, because the offset would be lost; here it is meant to be.
    let text = text.strip_suffix(['Z', 'z'])?.trim_end();
    text.parse::<DateTime>().map(DateTime::date).ok()
}

/// Parses `20250304`, with or without a time after it.
fn compact(text: &str) -> Option<Date> {
    let digits = text.get(..8)?;
    let is_over = |c: char| !c.is_ascii_digit();
    let rest = text.get(8..)?;
    if digits.chars().any(is_over) || !(rest.is_empty() || rest.starts_with(is_over)) {
        return None;
    }
    let number = |range: Span| digits.get(range)?.parse::<i16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    civil(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// Creates a date within [`YEARS`].
fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    let date = Date::new(year, month, day).ok()?;
    YEARS.contains(&year).then_some(date)
}

/// Kind of token in a date.
#[derive(Clone, Copy)]
enum Part {
    /// Value and number of digits.
    Number(i16, usize),
    Month(i8),
    /// Any other word.
    Word,
}

struct Token {
    part: Part,
    span: Span,
    /// Separator from the token before; `None` if it cannot occur inside a date.
    separator: Option<char>,
}

/// Finds the first date in a text and returns its byte range.
pub(super) fn find(text: &str, order: NumberOrder) -> Option<(Span, Date)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let [one, two, three, ..] = tokens.get(at..)? else {
            return None;
        };
        let (second, third) = (two.separator?, three.separator?);
        let is_numeric = second == third && "./-".contains(second);
        let day = match (one.part, two.part, three.part) {
            (Part::Number(year, 4), Part::Number(month, 1..=2), Part::Number(day, 1..=2))
                if is_numeric || matches!((second, third), ('年', '月') | ('년', '월')) =>
            {
                date(year, month, day)
            }
            (Part::Number(one, 1..=2), Part::Number(two, 1..=2), Part::Number(year, digits))
                if is_numeric && (digits == 4 || digits == 2 && second == '.') =>
            {
                let year = if digits == 2 { 2000 + year } else { year };
                let order = if second == '.' {
                    NumberOrder::DayFirst
                } else {
                    order
                };
                by_order(one, two, year, order)
            }
            (Part::Number(day, 1..=2), Part::Month(month), Part::Number(year, 4))
            | (Part::Month(month), Part::Number(day, 1..=2), Part::Number(year, 4))
            | (Part::Number(year, 4), Part::Month(month), Part::Number(day, 1..=2)) => {
                date(year, i16::from(month), day)
            }
            _ => None,
        }?;
        Some((one.span.start..three.span.end, day))
    })
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    civil(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// Creates a date from a year and two numbers. `order` tells the month, unless only one of them can
/// be one.
fn by_order(one: i16, two: i16, year: i16, order: NumberOrder) -> Option<Date> {
    match order {
        _ if one == two || one > 12 => date(year, two, one),
        _ if two > 12 => date(year, one, two),
        NumberOrder::DayFirst => date(year, two, one),
        NumberOrder::MonthFirst => date(year, one, two),
        NumberOrder::Unknown => None,
    }
}

/// Splits a text into numbers and words, without the words that join the parts of a date.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut separator = None;
    let mut is_joined = false;
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let is_digit = c.is_ascii_digit();
        if !is_digit && (!c.is_alphabetic() || "年月日년월일".contains(c)) {
            match separator {
                _ if !(c.is_whitespace() || ".,-/'’–年月日년월일".contains(c)) => {
                    is_joined = false
                }
                None | Some(' ') => separator = Some(if c.is_whitespace() { ' ' } else { c }),
                Some(_) => {}
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| {
            if is_digit {
                c.is_ascii_digit()
            } else {
                c.is_alphabetic()
            }
        }) {
            end = at + c.len_utf8();
        }
        let word = text.get(start..end).unwrap_or_default();
        let part = if is_digit {
            Part::Number(word.parse().unwrap_or(0), word.len())
        } else if let Some(month) = month(word) {
            Part::Month(month)
        } else {
            Part::Word
        };
        if matches!(part, Part::Word) && page_word(word).contains(PageWord::IN_DATE) {
            separator = separator.or(Some(' '));
            continue;
        }
        // A month may directly follow a day: `4Mar2025`.
        let separator_before = separator.take().or(Some(' ')).filter(|_| is_joined);
        tokens.push(Token {
            part,
            span: start..end,
            separator: separator_before,
        });
        is_joined = true;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_kept_as_the_article_has_it() {
        let check = |text: &str, expected: Option<&str>| {
            let found = day(text, NumberOrder::Unknown).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        for text in [
            "2025-08-16",
            " 2025-08-16T23:30:00-08:00 ",
            "2025-08-16T23:30:00Z",
            "2025-08-16 23:30",
            "2025-08-16T23:30:00.000+0200",
            "2025-08-16T23:30+02:00[Europe/Prague]",
            "2025-08-16 23:30:00 -0700",
            "2025-08-16T03:00:00 UTC",
            "2025-8-16",
            "2025/08/16 10:00",
            "20250816",
            "20250816T101500Z",
            "Sat, 16 Aug 2025 09:00:00 +0100",
            "Sat Aug 16 2025 09:00:00 GMT+0000 (Coordinated Universal Time)",
            "16/08/2025",
            "08/16/2025",
            "16.8.2025",
            "16.08.25, 10:15 Uhr",
            "16 August 2025",
            "16th of August, 2025",
            "Saturday, August 16th, 2025 at 4:09 pm",
            "Aug. 16, 2025",
            "16-Aug-2025",
            "16. August 2025",
            "le 16 août 2025",
            "16 de agosto de 2025",
            "16 серпня 2025",
            "2025年8月16日",
        ] {
            check(text, Some("2025-08-16"));
        }
        for text in [
            "2025-13-01",
            "2025-02-30",
            "2025",
            "August 2025",
            "03/04/2025",
            "16 August",
            "0025-08-16",
            "on the day when the talks began, which was 16 August 2025",
            "10:30:00",
            "yesterday",
            "",
            "Z",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_language_of_a_page_orders_the_numbers() {
        let check = |language, expected: Option<&str>| {
            let order = NumberOrder::of_language(language);
            let found = day("03/04/2025", order).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{language:?}");
        };
        check(Some("en-US"), Some("2025-03-04"));
        check(Some("en-GB"), Some("2025-04-03"));
        check(Some("fr"), Some("2025-04-03"));
        check(Some("en"), None);
        check(None, None);
    }

    #[test]
    fn the_first_date_of_a_line_is_found() {
        let check = |text: &str, expected: Option<&str>| {
            let found = find(text, NumberOrder::Unknown);
            let words = found.and_then(|(span, _)| text.get(span));
            assert_eq!(words, expected, "{text}");
        };
        check(
            "By A. Doe | Published: March 4, 2025 16:09",
            Some("March 4, 2025"),
        );
        check("16:09 4 March 2025", Some("4 March 2025"));
        check("Von A. Doe, 4. März 2025, 10:15 Uhr", Some("4. März 2025"));
        check("In May 20 boats sank; 2025 more did", None);
        check("/2025/03/04/talks", Some("2025/03/04"));
        check("pages 1-2, 3 March (2025)", None);
    }
}
