//! Approximations and bounds, such as "at least", that were cut away from a number.

use std::ops::Range;

use super::part::Part;
use crate::lexicon::{self, Class, Sense};
use crate::text::compare::{ComparedText, Step, is_number, place};

/// Returns the number at either end of the part, with and without the approximation that the text
/// leaves out: "at least 20" and "20".
pub(in crate::answer::verify) fn cut_approximation(
    steps: &[Step],
    quoted: &ComparedText<'_>,
) -> Option<(String, String)> {
    let part = Part::of(steps, quoted)?;
    let Range { start, end } = part.part;
    let is_amount = |n: usize| {
        let form = quoted.form(n);
        is_number(form) || lexicon::sense(form).contains(Sense::QUANTIFIER)
    };
    let is_determined = lexicon::is(quoted.form(start), Class::DET) && !is_amount(start);
    let number = start + usize::from(is_determined);
    let written = |words: Range<usize>| {
        let span = place(&quoted.words, words);
        quoted.text.get(span).unwrap_or_default().to_owned()
    };
    if number < end && is_amount(number) {
        // The second number of a range such as "5–10" is another number by itself.
        let is_range_end = start >= part.sentence.start + 2
            && quoted.form(start - 1) == "to"
            && is_number(quoted.form(start - 2))
            && is_number(quoted.form(number));
        if is_range_end {
            return Some((written(start - 2..number + 1), written(start..number + 1)));
        }
        let before = (part.sentence.start..start).rev().take(4);
        for n in before {
            let mut phrases = lexicon::senses_from(part.forms.get(n..start).unwrap_or_default());
            if phrases.any(|(sense, len)| sense.contains(Sense::APPROXIMATOR) && n + len == start) {
                return Some((written(n..number + 1), written(start..number + 1)));
            }
        }
    }
    let number = (start..end).rev().take(3).find(|&n| is_amount(n))?;
    let behind = part.forms.get(end..part.sentence.end).unwrap_or_default();
    let mut phrases = lexicon::senses_from(behind);
    let (_, len) = phrases.find(|(sense, _)| sense.contains(Sense::APPROXIMATOR_BEHIND))?;
    Some((written(number..end + len), written(number..end)))
}
