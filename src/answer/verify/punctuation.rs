//! Changed punctuation that changes the sense: commas and question marks.
//!
//! Most commas do not change the sense, and differ between newspapers. Exceptions are commas before
//! a person who is addressed ("Let's eat, children"), before a non-restrictive clause ("the men,
//! who lied"), and after an answer ("No, more work").

use crate::lexicon::{self, Class};
use crate::text::compare::{ComparedText, Step};

/// Maximum number of words after the last comma of a sentence that may be a person who is
/// addressed.
const MAX_ADDRESSEE_WORDS: usize = 3;

/// Returns the first change of a comma or a question mark that changes the sense: the words around
/// it in the quotation and in the text.
pub(super) fn changed_punctuation(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
) -> Option<(String, String)> {
    let kept: Vec<(usize, usize)> = steps
        .iter()
        .filter_map(|step| match *step {
            Step::Kept { quoted, given } => Some((quoted, given)),
            _ => None,
        })
        .collect();
    let pairs = kept.windows(2).filter_map(|pair| match *pair {
        [(q, g), next] if next == (q + 1, g + 1) => Some(next),
        _ => None,
    });
    for (q, g) in pairs {
        let (was, now) = (has_pause(quoted.before(q)), has_pause(given.before(g)));
        if was != now && changes_sense(quoted, q) {
            let shown = |of: &ComparedText<'_>, n: usize| {
                let span = |n: usize| of.words.get(n).map(|word| word.span.clone());
                let (start, end) = (span(n - 1)?.start, span(n)?.end);
                of.text.get(start..end).map(str::to_owned)
            };
            return shown(quoted, q).zip(shown(given, g));
        }
    }
    let &(q, g) = kept.last()?;
    changed_end(quoted, q + 1, given, g + 1)
}

/// Returns the change of the final mark if a statement became a question, or the other way round.
fn changed_end(
    quoted: &ComparedText<'_>,
    q: usize,
    given: &ComparedText<'_>,
    g: usize,
) -> Option<(String, String)> {
    let is_end = quoted.begins_sentence.get(q).is_none_or(|begins| *begins);
    if g != given.words.len() || !is_end {
        return None;
    }
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '\n');
    let end = given.before(g).split(is_mark).next().unwrap_or_default();
    let (asks, states) = (end.contains('?'), end.contains(['.', '!']));
    let asked = quoted.is_question_before(q);
    let begins = |n: &usize| quoted.begins_sentence.get(*n) == Some(&true);
    let start = (0..q).rev().find(begins).unwrap_or(0);
    // "Who says so." is still understood as a question.
    let asks_by_order = lexicon::is(quoted.form(start), Class::AUX | Class::RELATIVE)
        || matches!(quoted.form(start), "how" | "why" | "when" | "where");
    match (asked, asks, states) {
        (true, false, true) if !asks_by_order => Some(("?".to_owned(), ".".to_owned())),
        (false, true, _) => Some((".".to_owned(), "?".to_owned())),
        _ => None,
    }
}

fn has_pause(between: &str) -> bool {
    between.contains([',', ';', ':', '—', '–', '…', '.', '!', '?', '(', ')'])
        || between.contains(" - ")
        || between.contains("--")
}

/// Returns whether a comma before word `n` affects the sense.
fn changes_sense(quoted: &ComparedText<'_>, n: usize) -> bool {
    let is_function = |n: usize| {
        let form = quoted.form(n);
        lexicon::is(form, Class::FUNCTION) || form.ends_with("ly")
    };
    let begins = |n: &usize| quoted.begins_sentence.get(*n) == Some(&true);
    let count = quoted.words.len();
    let start = (0..n).rev().find(begins).unwrap_or(0);
    let end = (n..count).find(begins).unwrap_or(count);
    let is_relative = matches!(quoted.form(n), "who" | "which" | "whose" | "whom");
    let answers = matches!(quoted.form(n - 1), "no" | "yes" | "never" | "stop") && n == start + 1;
    let speaks_to_last = end - n <= MAX_ADDRESSEE_WORDS && n > start + 1 && !is_function(n - 1);
    let speaks_to_first = n == start + 1 && !is_function(n - 1);
    if is_relative {
        return !is_function(n - 1);
    }
    (answers || speaks_to_last || speaks_to_first) && !is_function(n)
}
