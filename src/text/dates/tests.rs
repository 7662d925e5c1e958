//! Dates in every form, and texts that are none.

use super::*;

/// A Wednesday.
const TODAY: Date = Date::constant(2025, 8, 20);

fn check(text: &str, first: &str, last: &str) {
    let days = Days::parse(text, TODAY).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let found = (days.first.to_string(), days.last.to_string());
    assert_eq!(found, (first.to_owned(), last.to_owned()), "{text:?}");
}

fn check_day(text: &str, day: &str) {
    check(text, day, day);
}

#[test]
fn days_in_the_forms_that_people_type() {
    check_day("2025-08-15", "2025-08-15");
    check_day("15 Aug", "2025-08-15");
    check_day("Aug 15, 2024", "2024-08-15");
    check_day("the 15th of August 2024", "2024-08-15");
    check_day("1. Sept. 2024", "2024-09-01");
    check_day("15.8.", "2025-08-15");
    check_day("15.08.2024", "2024-08-15");
    check_day("8/15/2024", "2024-08-15");
    check_day("15/8/2024", "2024-08-15");
    check_day(" Yesterday ", "2025-08-19");
    check_day("today", "2025-08-20");
    check_day("3 days ago", "2025-08-17");
    check_day("a week ago", "2025-08-13");
}

#[test]
fn ranges_of_days() {
    check("last week", "2025-08-11", "2025-08-17");
    check("this week", "2025-08-18", "2025-08-24");
    check("last month", "2025-07-01", "2025-07-31");
    check("past 3 days", "2025-08-17", "2025-08-20");
    check("2025-08", "2025-08-01", "2025-08-31");
    check("Feb 2024", "2024-02-01", "2024-02-29");
    check("2024", "2024-01-01", "2024-12-31");
}

#[test]
fn what_has_no_year_is_the_latest_past_one() {
    check_day("20 August", "2025-08-20");
    check_day("21 August", "2024-08-21");
    check_day("29 Feb", "2024-02-29");
    check_day("Wednesday", "2025-08-20");
    check_day("last Wednesday", "2025-08-13");
    check_day("on Thursday", "2025-08-14");
    check("August", "2025-08-01", "2025-08-31");
    check("last August", "2024-08-01", "2024-08-31");
    check("September", "2024-09-01", "2024-09-30");
}

#[test]
fn other_texts_are_refused() {
    for text in [
        "",
        "soon",
        "31 Feb",
        "2025-13-01",
        "15",
        "99 99",
        "15 Aug 25 pm",
        "last",
        "-3 days ago",
        "999999999999 years ago",
        "9999999 weeks ago",
        "Aug 0",
        "1.2.3.4",
        "\u{0}",
        "０",
        "é",
    ] {
        assert_eq!(
            Days::parse(text, TODAY),
            Err(UnreadableDate::Unknown),
            "{text:?}"
        );
    }
    for text in ["5/8/2025", "5/8", "5/8/25"] {
        assert_eq!(
            Days::parse(text, TODAY),
            Err(UnreadableDate::Ambiguous),
            "{text:?}"
        );
    }
}

#[test]
fn the_calendar_ends_somewhere() {
    for today in [Date::MIN, Date::MAX] {
        for text in [
            "last week",
            "yesterday",
            "tomorrow",
            "last August",
            "Friday",
            "9 years ago",
        ] {
            let _ = Days::parse(text, today);
        }
    }
}
