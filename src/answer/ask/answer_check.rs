//! Checking whether a sentence contains something of the expected answer type.

use super::matching::Match;
use crate::answer::query::answer_type::AnswerType;
use crate::index::{Passage, PassageWords};
use crate::lexicon::{self, Class};

/// Strength of a word that may or may not be of the type.
const POSSIBLE: f32 = 0.6;
/// Strength of a number without the unit of the requested quantity.
const BARE_NUMBER: f32 = 0.3;
/// Maximum distance of a unit after its number, in words.
const UNIT_DISTANCE: usize = 3;
/// Maximum distance of a measuring word such as "deep" from its number, in words.
const MEASURE_DISTANCE: usize = 4;

/// Kind of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumberKind {
    Count,
    Year,
    Day,
    Clock,
    Duration,
    Money,
    Share,
    Ordinal,
}

/// Words of a passage with the matches of a question's terms.
pub(super) struct Reading<'a> {
    pub(super) passage: &'a Passage,
    pub(super) words: &'a PassageWords,
    pub(super) matches: &'a [Match],
}

impl Reading<'_> {
    /// Returns how strongly a sentence contains something of the type besides the question's terms,
    /// from 0 to 1; always 1 for a type that cannot be checked.
    pub(super) fn holds(&self, kind: AnswerType, sentence: usize) -> f32 {
        if !kind.is_kind() {
            return 1.0;
        }
        let mut best: f32 = 0.0;
        for i in self.words.sentence(sentence) {
            let held = self.is_of(kind, i);
            let matches = self.matches;
            let is_asked = || matches.binary_search_by_key(&i, |it| it.position).is_ok();
            if held > best && !is_asked() {
                best = held;
            }
            if best >= 1.0 {
                break;
            }
        }
        best
    }

    /// Returns how strongly word `i` is of the type, from 0 to 1.
    fn is_of(&self, kind: AnswerType, i: usize) -> f32 {
        if kind == AnswerType::Person && self.words.is_capital(i, self.passage) {
            return 1.0;
        }
        let class = lexicon::look_up(self.words.form(i)).class;
        let has = |one: Class| class.intersects(one);
        let number = self.number(i, class);
        let is = <f32 as From<bool>>::from;
        match kind {
            AnswerType::Person => POSSIBLE * is(has(Class::ROLE)),
            AnswerType::Place => self.is_place(i, class),
            AnswerType::Date => is(has(Class::DAY | Class::MONTH | Class::POINT_IN_TIME)
                || matches!(
                    number,
                    Some(NumberKind::Year | NumberKind::Day | NumberKind::Clock)
                )),
            AnswerType::Year => is(number == Some(NumberKind::Year)).max(0.5 * is(has(Class::DAY))),
            AnswerType::Month => is(has(Class::MONTH)),
            AnswerType::Weekday => is(has(Class::WEEKDAY)),
            AnswerType::Duration => is(number == Some(NumberKind::Duration)),
            AnswerType::Money => is(number == Some(NumberKind::Money)),
            AnswerType::Share => is(has(Class::FRACTION) || number == Some(NumberKind::Share)),
            AnswerType::Count => match number {
                Some(NumberKind::Count) => 1.0,
                Some(NumberKind::Share) => 0.5,
                _ => is(has(Class::VAGUE_NUMBER)),
            },
            AnswerType::Measure(words) => {
                number.map_or(0.0, |kind| self.is_measure(i, kind, words))
            }
            AnswerType::YesNo | AnswerType::Other => 1.0,
        }
    }

    fn is_place(&self, i: usize, class: Class) -> f32 {
        if class.intersects(Class::PLACE) {
            1.0
        } else if !self.words.is_capital(i, self.passage) {
            0.0
        } else if lexicon::is(self.form_before(i), Class::PREP | Class::DET) {
            1.0
        } else {
            POSSIBLE
        }
    }

    fn form_before(&self, i: usize) -> &str {
        let before = i.checked_sub(1);
        before.map_or("", |before| self.words.form(before))
    }

    /// Returns how strongly number `i` is measured in one of the words and units in `beside`.
    fn is_measure(&self, i: usize, kind: NumberKind, beside: &str) -> f32 {
        let near = i.saturating_sub(MEASURE_DISTANCE)..=i + MEASURE_DISTANCE;
        let has_unit = near
            .into_iter()
            .any(|i| beside.split(' ').any(|word| word == self.words.form(i)));
        // "Anna Lund, 54, said" gives an age.
        let is_between_commas = kind == NumberKind::Count
            && beside.starts_with("age")
            && self.words.gap_before(i, self.passage).starts_with(',')
            && self.words.gap_before(i + 1, self.passage).starts_with(',');
        if has_unit || is_between_commas {
            1.0
        } else {
            BARE_NUMBER
        }
    }

    /// Returns the kind of number that word `i`, of class `class`, belongs to, if any.
    fn number(&self, i: usize, class: Class) -> Option<NumberKind> {
        let form = self.words.form(i);
        let is_figure = form.starts_with(|c: char| c.is_ascii_digit());
        if !is_figure && !class.contains(Class::NUMBER) {
            return None;
        }
        let before = self.form_before(i);
        let next = self.words.form(i + 1);
        let gap_behind = self.words.gap_before(i + 1, self.passage);
        let gap_before = self.words.gap_before(i, self.passage);
        if gap_before.ends_with(['$', '€', '£', '¥', '₽', '₴']) {
            return Some(NumberKind::Money);
        }
        if gap_behind.starts_with('%') {
            return Some(NumberKind::Share);
        }
        if gap_behind == ":" && next.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(NumberKind::Clock);
        }
        if lexicon::is(before, Class::MONTH) {
            return Some(NumberKind::Day);
        }
        if lexicon::is(next, Class::FRACTION) {
            return Some(NumberKind::Share);
        }
        let is_ordinal = ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| form.ends_with(end));
        if is_figure && is_ordinal {
            let is_day = next == "of" || lexicon::is(next, Class::MONTH);
            return Some(if is_day {
                NumberKind::Day
            } else {
                NumberKind::Ordinal
            });
        }
        for behind in 1..=UNIT_DISTANCE {
            let word = self.words.form(i + behind);
            let is_unit = |class| lexicon::is(word, class);
            if is_unit(Class::UNIT_OF_TIME) {
                return Some(NumberKind::Duration);
            } else if is_unit(Class::CURRENCY) {
                return Some(NumberKind::Money);
            } else if word == "percent"
                || word == "per" && self.words.form(i + behind + 1) == "cent"
            {
                return Some(NumberKind::Share);
            } else if is_unit(Class::MONTH) {
                return Some(NumberKind::Day);
            } else if matches!(word, "am" | "pm") {
                return Some(NumberKind::Clock);
            }
        }
        // "1,200" is not a year.
        let year = self.words.written(i, self.passage);
        let is_year = year.len() == 4
            && year
                .parse()
                .is_ok_and(|year: u16| (1000..2100).contains(&year));
        Some(if is_year {
            NumberKind::Year
        } else {
            NumberKind::Count
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Analyzer;
    use crate::text::Language;

    fn holds(kind: AnswerType, text: &str) -> f32 {
        let passage = Passage::of_text(text);
        let words = PassageWords::new(&passage, &mut Analyzer::new(Language::ENGLISH));
        let reading = Reading {
            passage: &passage,
            words: &words,
            matches: &[],
        };
        reading.holds(kind, 0)
    }

    fn check(kind: AnswerType, held: &[&str], missing: &[&str]) {
        for text in held {
            assert_eq!(holds(kind, text), 1.0, "{kind:?} in {text:?}");
        }
        for text in missing {
            assert_eq!(holds(kind, text), 0.0, "{kind:?} in {text:?}");
        }
    }

    #[test]
    fn numbers_are_told_apart_by_what_they_count() {
        check(
            AnswerType::Count,
            &[
                "They saw forty drones.",
                "It has 1,200 members.",
                "It rang twice.",
            ],
            &["They saw drones in 2024.", "It took 9 days."],
        );
        check(
            AnswerType::Duration,
            &["It took nine long days.", "A 25-year lease."],
            &["They saw nine drones."],
        );
        check(
            AnswerType::Money,
            &["It cost €40.", "It cost 40 million crowns."],
            &["It cost them forty ships."],
        );
        check(
            AnswerType::Share,
            &[
                "Some 40% of it.",
                "Forty per cent of it.",
                "Two thirds of it.",
                "Half of it.",
            ],
            &["Forty of them."],
        );
    }

    #[test]
    fn a_share_is_half_a_count() {
        assert_eq!(
            holds(AnswerType::Count, "It gives them two thirds of it."),
            0.5
        );
    }

    #[test]
    fn points_in_time_are_told_apart() {
        check(
            AnswerType::Date,
            &[
                "It ended in 1987.",
                "It ended on Friday.",
                "It ends at 10:30.",
                "It ends on the 4th of it.",
            ],
            &["It ended after nine days.", "It ended."],
        );
        check(
            AnswerType::Year,
            &["It ended in 1987."],
            &["It ended in May."],
        );
        check(
            AnswerType::Month,
            &["It ended in June."],
            &["It ended in 1987."],
        );
        check(
            AnswerType::Weekday,
            &["It ended on Friday."],
            &["It ended in June."],
        );
    }

    #[test]
    fn people_and_places_are_capitals_inside_a_sentence() {
        check(
            AnswerType::Person,
            &["Then Ida Brandt left."],
            &["They left."],
        );
        check(AnswerType::Place, &["They left in Lorn."], &["They left."]);
        assert_eq!(
            holds(AnswerType::Person, "Then the minister left."),
            POSSIBLE
        );
    }

    #[test]
    fn a_measure_has_its_unit_beside_it() {
        let depth = AnswerType::of(&["how", "deep"]);
        assert_eq!(holds(depth, "It is 40 metres deep."), 1.0);
        assert_eq!(holds(depth, "It has 40 boats."), BARE_NUMBER);
        assert_eq!(holds(depth, "It has boats."), 0.0);
        let age = AnswerType::of(&["how", "old"]);
        assert_eq!(holds(age, "Then Anna Lund, 54, said so."), 1.0);
    }
}
