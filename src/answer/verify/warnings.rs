//! Warnings about changes that matter, however small they are.

use super::context::{cut, cut_approximation};
use super::hunks::{Hunk, Words, hunks};
use super::punctuation::changed_punctuation;
use super::verdict::Warning;
use crate::answer::similarity::is_at_gap;
use crate::lexicon::{self, Aliases, Class, Sense};
use crate::text::compare::{
    ComparedText, Step, amounts, is_content, is_modal, is_opposite, plain_modal,
};

/// Returns the warnings about an alignment of a quotation and a text, gravest first.
pub(super) fn warnings(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
    aliases: &Aliases,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for mut hunk in hunks(steps, quoted, given) {
        let (was, now) = (hunk.removed.written(quoted), hunk.added.written(given));
        let is_bracketed =
            !hunk.added.is_empty() && hunk.added.0.iter().all(|&n| given.in_brackets[n]);
        let run = steps.get(hunk.steps.clone()).unwrap_or_default();
        let is_skipped = hunk.added.is_empty() && is_at_gap(run, steps, given);
        for (was, now) in hunk.take_spellings(quoted, given) {
            warnings.push(Warning::Spelling { was, now });
        }
        let mut told = hunk.warnings(quoted, given, aliases);
        if is_bracketed {
            told.push(Warning::InBrackets { was, now });
        } else if is_skipped {
            // A marked omission is allowed, unless it drops a negation.
            told.retain(|warning| matches!(warning, Warning::Negation { .. }));
            told.push(Warning::Skipped { words: was });
        }
        warnings.extend(told);
    }
    if let Some(cut) = cut(steps, quoted, given) {
        let (sense, words) = (cut.sense, cut.words);
        warnings.push(Warning::Cut { sense, words });
    }
    if let Some((was, now)) = cut_approximation(steps, quoted) {
        warnings.push(Warning::Number { was, now });
    }
    if let Some((was, now)) = changed_punctuation(steps, quoted, given) {
        warnings.push(Warning::Punctuation { was, now });
    }
    warnings.sort_by_key(Warning::rank);
    warnings.dedup();
    warnings
}

impl Hunk {
    /// Returns the warnings about one change.
    fn warnings(
        &self,
        quoted: &ComparedText<'_>,
        given: &ComparedText<'_>,
        aliases: &Aliases,
    ) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let written = |was: &Words, now: &Words| (was.written(quoted), now.written(given));
        let (removed, added) = (&self.removed, &self.added);

        let (was, now) = (removed.denials(quoted), added.denials(given));
        let opposite_of =
            |form: &str, others: &[&str]| others.iter().any(|other| is_opposite(form, other));
        let (old, new) = (removed.forms(quoted), added.forms(given));
        let turned = removed.filter(|n| opposite_of(quoted.form(n), &new));
        let turning = added.filter(|n| opposite_of(given.form(n), &old));
        // "Failed to" and "did not" are different negations.
        let negators = |words: &Words, of: &ComparedText<'_>| {
            let is_negator = |n| lexicon::sense(of.form(n)).contains(Sense::NEGATOR);
            words.filter(is_negator).len()
        };
        if was.len() != now.len() || negators(&was, quoted) != negators(&now, given) {
            let (was, now) = written(&was, &now);
            warnings.push(Warning::Negation { was, now });
        } else if !turned.is_empty() {
            let (was, now) = written(&turned, &turning);
            warnings.push(Warning::Negation { was, now });
        }

        let (was, now) = (removed.numbers(quoted), added.numbers(given));
        if amounts(&was.forms(quoted)) != amounts(&now.forms(given)) {
            let (was, now) = written(&was, &now);
            warnings.push(Warning::Number { was, now });
        }
        let (was, now) = (removed.approximations(quoted), added.approximations(given));
        if was.forms(quoted) != now.forms(given) {
            let (was, now) = written(&was, &now);
            warnings.push(Warning::Number { was, now });
        }

        let modals = |words: &Words, of: &ComparedText<'_>| {
            let modals = words.filter(|n| is_modal(of.form(n)));
            let mut forms: Vec<String> = modals
                .forms(of)
                .into_iter()
                .map(|modal| plain_modal(modal).to_owned())
                .collect();
            forms.sort_unstable();
            (modals, forms)
        };
        let ((was, old), (now, new)) = (modals(removed, quoted), modals(added, given));
        if old != new {
            let (was, now) = written(&was, &now);
            warnings.push(Warning::Modal { was, now });
        }

        let (was, now) = (
            names(quoted, removed, aliases),
            names(given, added, aliases),
        );
        let is_among = |name: &str, of: &ComparedText<'_>, others: &Words| {
            let mut others = others.0.iter().map(|&n| of.written_word(n));
            others.any(|other| aliases.same(name, other))
        };
        let are_same = (was.0.iter()).all(|&n| is_among(quoted.written_word(n), given, &now))
            && (now.0.iter()).all(|&n| is_among(given.written_word(n), quoted, &was));
        if !are_same {
            let (was, now) = written(&was, &now);
            warnings.push(Warning::Name { was, now });
        }

        let (was, now) = (removed.emoji(quoted), added.emoji(given));
        if was.forms(quoted) != now.forms(given) {
            let (was, now) = written(&was, &now);
            warnings.push(Warning::Emoji { was, now });
        }
        warnings
    }
}

/// Returns the words that are names: known names, and capitalised words that do not begin a
/// sentence.
fn names(of: &ComparedText<'_>, words: &Words, aliases: &Aliases) -> Words {
    let shouts = !of.text.chars().any(char::is_lowercase);
    words.filter(|n| {
        let (written, form) = (of.written_word(n), of.form(n));
        if aliases.canonical(written).is_some() {
            return !is_modal(form);
        }
        let is_capital = written.starts_with(char::is_uppercase) && !shouts;
        let begins = of.begins_sentence.get(n) == Some(&true);
        if begins {
            // Function words such as "Yes" are not names.
            let is_name = is_content(form) && !lexicon::is(form, Class::FUNCTION);
            return is_capital && is_name && words.len() == 1;
        }
        is_capital && form != "i" && !form.starts_with("i'")
    })
}
