//! The days to which a command is restricted.

use jiff::civil::Date;

use super::options::CallOptions;
use super::refusal::Refusal;
use crate::discord::render::citation::date;
use crate::discord::render::escape::inline;
use crate::text::dates::Days;

/// Maximum length of a day's text, in UTF-16 units.
const MAX_DAY_LENGTH: usize = 40;

/// Range of days of publication, both ends included; `None` for no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// First day.
    pub after: Option<Date>,
    /// Last day.
    pub before: Option<Date>,
}

impl DateRange {
    /// Parses the options `after` and `before`, in any form that [`Days::parse`] accepts.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if one of them is not a day, or the range is empty.
    pub fn parse(options: &CallOptions<'_>, today: Date) -> Result<Self, Refusal> {
        let days = |name| -> Result<Option<Days>, Refusal> {
            let Some(text) = options.text(name, MAX_DAY_LENGTH)? else {
                return Ok(None);
            };
            let days = Days::parse(&text, today);
            days.map(Some).map_err(|error| {
                Refusal::new(format!(
                    "I cannot read “{}” as a day for the option `{name}`: {error}.",
                    inline(&text, MAX_DAY_LENGTH)
                ))
            })
        };
        let range = Self {
            after: days("after")?.map(|days| days.first),
            before: days("before")?.map(|days| days.last),
        };
        match (range.after, range.before) {
            (Some(after), Some(before)) if after > before => Err(Refusal::new(format!(
                "No day is after {} and before {}: please use the command again with `after` as the \
                 earlier one.",
                date(after),
                date(before)
            ))),
            _ => Ok(range),
        }
    }

    /// Returns the lines below a question: the range in words, and `note`; `None` if there is
    /// neither.
    pub fn with_note(&self, note: Option<&str>) -> Option<String> {
        let range = self
            .in_words()
            .map(|range| format!("Only articles {range}"));
        match (range, note) {
            (Some(range), Some(note)) => Some(format!("{range}\n-# {note}")),
            (Some(range), None) => Some(range),
            (None, note) => note.map(str::to_owned),
        }
    }

    /// Returns the range in words; `None` without limits.
    fn in_words(&self) -> Option<String> {
        match (self.after.map(date), self.before.map(date)) {
            (Some(after), Some(before)) if after == before => Some(format!("of {after}")),
            (Some(after), Some(before)) => Some(format!("from {after} to {before}")),
            (Some(after), None) => Some(format!("since {after}")),
            (None, Some(before)) => Some(format!("until {before}")),
            (None, None) => None,
        }
    }

    /// Encodes the range for a custom ID, such as `20250815-`.
    pub fn encode(&self) -> String {
        let day = |day: Option<Date>| {
            day.map(|day| day.strftime("%Y%m%d").to_string())
                .unwrap_or_default()
        };
        format!("{}-{}", day(self.after), day(self.before))
    }

    /// Decodes the result of [`DateRange::encode`].
    pub fn decode(text: &str) -> Option<Self> {
        let (after, before) = text.split_once('-')?;
        let mut range = Self::default();
        if !after.is_empty() {
            range.after = Some(day(after)?);
        }
        if !before.is_empty() {
            range.before = Some(day(before)?);
        }
        Some(range)
    }
}

/// Parses a day of eight digits, such as `20250815`.
fn day(digits: &str) -> Option<Date> {
    let is_day = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let day = is_day.then(|| Date::strptime("%Y%m%d", digits))?;
    day.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_decoded_and_described() {
        let day = jiff::civil::date(2025, 8, 15);
        let check = |after, before, encoded: &str, note: Option<&str>| {
            let range = DateRange { after, before };
            assert_eq!(range.encode(), encoded);
            assert_eq!(DateRange::decode(encoded), Some(range));
            assert_eq!(range.in_words().as_deref(), note);
        };
        check(None, None, "-", None);
        check(Some(day), None, "20250815-", Some("since 15 Aug 2025"));
        check(None, Some(day), "-20250815", Some("until 15 Aug 2025"));
        check(
            Some(day),
            Some(day),
            "20250815-20250815",
            Some("of 15 Aug 2025"),
        );
        for forged in [
            "",
            "x-",
            "20251315-",
            "2025-08-15",
            "20250815--2 1014",
            "-+2025081",
        ] {
            assert_eq!(DateRange::decode(forged), None, "{forged}");
        }
    }
}
