//! The bonus on a passage's score for its day of publication.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::answer::asker::AnswerSettings;
use crate::answer::query::preferred_time::PreferredTime;

/// Bonus for publication on a day that the question names, and on the day after it, because a
/// newspaper reports events of the day before.
const ON_DAYS: f32 = 0.3;
const ON_NEXT_DAY: f32 = 0.15;
/// Bonus of the newest passage for a question about the latest news. It is halved for a passage
/// that is [`DAYS_TO_HALF`] days older, and a quarter for one three times as old.
const NEWEST: f32 = 0.3;
const DAYS_TO_HALF: f32 = 7.0;

/// Freshness of a passage without a date, from 0 to 1.
const UNDATED: f32 = 0.5;

const SECONDS_IN_DAY: f32 = 24.0 * 60.0 * 60.0;

/// Computes the bonus for the day of publication.
pub(super) struct TimeBonus<'a> {
    pub(super) settings: &'a AnswerSettings,
    pub(super) preferred: &'a PreferredTime,
    /// Day of the newest hit; `None` if no hit is dated.
    pub(super) newest: Option<Date>,
}

impl TimeBonus<'_> {
    /// Returns the bonus of a passage published on this day, to be added to its score.
    pub(super) fn of(&self, published: Option<Date>) -> f32 {
        let Some(newest) = self.newest else {
            return 0.0;
        };
        let age = published.map(|day| newest.duration_since(day).as_secs_f32() / SECONDS_IN_DAY);
        let freshness = age.map_or(UNDATED, |age| {
            (-age / self.settings.recency_half_life_days).exp2()
        });
        let preferred = match self.preferred {
            PreferredTime::Any => 0.0,
            PreferredTime::Newest => {
                NEWEST * age.map_or(UNDATED, |age| DAYS_TO_HALF / (DAYS_TO_HALF + age))
            }
            PreferredTime::Days { days, .. } => published.map_or(0.0, |day| {
                if (days.first..=days.last).contains(&day) {
                    ON_DAYS
                } else if day == days.last.saturating_add(1.day()) {
                    ON_NEXT_DAY
                } else {
                    0.0
                }
            }),
        };
        self.settings.recency_weight * freshness + preferred
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::dates::Days;

    fn bonus(preferred: &PreferredTime, published: Option<Date>) -> f32 {
        let bonus = TimeBonus {
            settings: &AnswerSettings::default(),
            preferred,
            newest: Some(date(2025, 8, 21)),
        };
        bonus.of(published)
    }

    #[test]
    fn the_newest_gains_more_where_it_is_asked_for() {
        let gain = |preferred| {
            bonus(preferred, Some(date(2025, 8, 21))) - bonus(preferred, Some(date(2025, 8, 14)))
        };
        assert!(gain(&PreferredTime::Any) > 0.0);
        assert!(gain(&PreferredTime::Any) < 0.01);
        assert!(gain(&PreferredTime::Newest) > 0.1);
    }

    #[test]
    fn days_that_are_named_gain_with_the_day_after_them() {
        let friday = PreferredTime::Days {
            days: Days {
                first: date(2025, 8, 15),
                last: date(2025, 8, 15),
            },
            words: 0..1,
        };
        let on = |day| bonus(&friday, Some(date(2025, 8, day)));
        assert!(on(15) > on(16) && on(16) > on(21));
        assert!(on(17) < on(21) && on(14) < on(21));
    }

    #[test]
    fn without_any_date_nothing_is_gained() {
        let bonus = TimeBonus {
            settings: &AnswerSettings::default(),
            preferred: &PreferredTime::Newest,
            newest: None,
        };
        assert_eq!(bonus.of(None), 0.0);
    }
}
