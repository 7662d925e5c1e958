//! What a reader must be told of a change, however small it is beside the rest.

use super::verdict::Warning;
use crate::answer::similarity::is_at_gap;
use crate::lexicon::Aliases;
use crate::text::compare::{
    ComparedText, Step, is_content, is_modal, is_negation, is_number, is_opposite, plain_modal,
    plain_number, written,
};

/// The words of one change: those of the quotation, and those of the text in their place.
#[derive(Default)]
struct Hunk {
    removed: Vec<usize>,
    added: Vec<usize>,
}

/// What is to be said of the steps from a quotation to a text.
pub(super) fn warnings(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
    aliases: &Aliases,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let is_hunk = |step: &Step| matches!(step, Step::Removed { .. } | Step::Added { .. });
    for run in steps.chunk_by(|a, b| is_hunk(a) && is_hunk(b)) {
        let mut hunk = Hunk::default();
        for step in run {
            match *step {
                Step::Removed { quoted } => hunk.removed.push(quoted),
                Step::Added { given } => hunk.added.push(given),
                Step::Kept { .. } | Step::Cut { .. } => {}
            }
        }
        if hunk.removed.is_empty() && hunk.added.is_empty() {
            continue;
        }
        let was = all(quoted, &hunk.removed);
        let now = all(given, &hunk.added);
        let before = warnings.len();
        hunk.tell(quoted, given, aliases, &mut warnings);
        if !hunk.added.is_empty() && hunk.added.iter().all(|&n| given.in_brackets[n]) {
            warnings.push(Warning::InBrackets { was, now });
        } else if hunk.added.is_empty() && is_at_gap(run, steps, given) {
            // Who leaves words out and says so must still not leave out a denial.
            let mut place = 0..;
            warnings.retain(|warning| {
                let is_denial = matches!(warning, Warning::Negation { .. });
                place.next().unwrap_or_default() < before || is_denial
            });
            warnings.push(Warning::Skipped { words: was });
        }
    }
    warnings.extend(cut_negation(steps, quoted));
    warnings.sort_by_key(Warning::rank);
    warnings
}

impl Hunk {
    fn tell(
        &self,
        quoted: &ComparedText<'_>,
        given: &ComparedText<'_>,
        aliases: &Aliases,
        warnings: &mut Vec<Warning>,
    ) {
        let pick =
            |of: &ComparedText<'_>, words: &[usize], is: &dyn Fn(&str) -> bool| -> Vec<usize> {
                let form = |n: &usize| of.words.get(*n).map_or("", |word| word.form.as_str());
                words.iter().copied().filter(|n| is(form(n))).collect()
            };
        let forms =
            |of: &ComparedText<'_>, words: &[usize], plain: fn(&str) -> &str| -> Vec<String> {
                let mut forms: Vec<String> = words
                    .iter()
                    .filter_map(|&n| of.words.get(n))
                    .map(|word| plain(&word.form).to_owned())
                    .collect();
                forms.sort_unstable();
                forms
            };
        let both = |is: &dyn Fn(&str) -> bool| {
            (
                pick(quoted, &self.removed, is),
                pick(given, &self.added, is),
            )
        };
        let say = |(was, now): (Vec<usize>, Vec<usize>)| (all(quoted, &was), all(given, &now));

        let negations = both(&is_negation);
        let opposites = both(&|word| {
            let others = self.removed.iter().filter_map(|&n| quoted.words.get(n));
            let others = others.chain(self.added.iter().filter_map(|&n| given.words.get(n)));
            others
                .into_iter()
                .any(|other| is_opposite(word, &other.form))
        });
        if negations.0.len() != negations.1.len() {
            let (was, now) = say(negations);
            warnings.push(Warning::Negation { was, now });
        } else if !opposites.0.is_empty() && !opposites.1.is_empty() {
            let (was, now) = say(opposites);
            warnings.push(Warning::Negation { was, now });
        }
        let numbers = both(&is_number);
        if forms(quoted, &numbers.0, plain_number) != forms(given, &numbers.1, plain_number) {
            let (was, now) = say(numbers);
            warnings.push(Warning::Number { was, now });
        }
        let modals = both(&is_modal);
        if forms(quoted, &modals.0, plain_modal) != forms(given, &modals.1, plain_modal) {
            let (was, now) = say(modals);
            warnings.push(Warning::Modal { was, now });
        }
        let was: Vec<usize> = names(quoted, &self.removed, aliases);
        let now: Vec<usize> = names(given, &self.added, aliases);
        let is_in = |name: &str, of: &ComparedText<'_>, others: &[usize]| {
            others.iter().any(|&n| aliases.same(name, word(of, n)))
        };
        let all_known = was.iter().all(|&n| is_in(word(quoted, n), given, &now))
            && now.iter().all(|&n| is_in(word(given, n), quoted, &was));
        if !all_known {
            let (was, now) = say((was, now));
            warnings.push(Warning::Name { was, now });
        }
    }
}

/// Those of the words that are names: known ones, and what has a capital where no sentence begins.
fn names(of: &ComparedText<'_>, words: &[usize], aliases: &Aliases) -> Vec<usize> {
    let shouts = !of.text.chars().any(char::is_lowercase);
    words
        .iter()
        .copied()
        .filter(|&n| {
            let written = word(of, n);
            let form = of.words.get(n).map_or("", |word| word.form.as_str());
            let is_capital = written.starts_with(char::is_uppercase) && !shouts;
            let first = of.begins_sentence.get(n) == Some(&true);
            aliases.canonical(written).is_some() && !is_modal(form)
                || is_capital && !first && !form.starts_with("i'") && form != "i"
                || is_capital && first && is_content(form) && words.len() == 1
        })
        .collect()
}

fn word<'a>(of: &ComparedText<'a>, n: usize) -> &'a str {
    of.words
        .get(n)
        .and_then(|word| of.text.get(word.span.clone()))
        .unwrap_or_default()
}

/// Words as they are written; where some are missing in between, an ellipsis says so.
fn all(of: &ComparedText<'_>, words: &[usize]) -> String {
    let runs = words.chunk_by(|a, b| a + 1 == *b);
    let runs: Vec<String> = runs
        .filter_map(|run| Some(written(of, *run.first()?..run.last()? + 1)))
        .collect();
    let is_closing = |c: char| matches!(c, ',' | '.' | ';' | ':');
    runs.join(" … ").trim_end_matches(is_closing).to_owned()
}

/// A denial that is cut away from a sentence of which the text has a part.
fn cut_negation(steps: &[Step], quoted: &ComparedText<'_>) -> Option<Warning> {
    let kept = |step: &Step| matches!(step, Step::Kept { .. });
    let first = steps.iter().find(|step| kept(step))?.quoted()?;
    let last = steps.iter().rfind(|step| kept(step))?.quoted()?;
    let begins = |n: &usize| quoted.begins_sentence.get(*n) == Some(&true);
    let start = (0..=first).rev().find(begins).unwrap_or(0);
    let end = (last + 1..quoted.words.len())
        .find(begins)
        .unwrap_or(quoted.words.len());
    let is_denial = |n: &usize| {
        quoted
            .words
            .get(*n)
            .is_some_and(|word| is_negation(&word.form))
    };
    let denial = (start..first).chain(last + 1..end).find(is_denial)?;
    Some(Warning::CutNegation {
        word: word(quoted, denial).to_owned(),
    })
}
