//! The words whose change turns a quotation into another one: negations, numbers, names and modals.

use strsim::normalized_levenshtein;

use crate::lexicon::{self, Class, Sense};
use crate::text::wording::is_sign_of_amount;

/// Beginnings that turn a word into its opposite.
const OPPOSITES: &[&str] = &["un", "in", "im", "il", "ir", "non", "dis", "mis"];

/// Whether a word, in its form for comparison, denies something.
pub(crate) fn is_negation(form: &str) -> bool {
    lexicon::sense(form).intersects(Sense::NEGATOR | Sense::DENIAL)
}

/// Whether a word says that something is possible, wanted or bound to be.
pub(crate) fn is_modal(form: &str) -> bool {
    lexicon::sense(form).contains(Sense::MODAL)
}

/// Whether a word or a sign is part of a number or an amount.
pub(crate) fn is_number(form: &str) -> bool {
    let is_sign = |c: char| is_sign_of_amount(c) || matches!(c, '-' | '+');
    form.chars().any(char::is_numeric)
        || !form.is_empty() && form.chars().all(is_sign)
        || lexicon::is(form, Class::NUMBER | Class::ORDINAL)
}

/// Whether one word is the other with a beginning that denies it: "likely" and "unlikely".
pub(crate) fn is_opposite(one: &str, other: &str) -> bool {
    let denies = |word: &str, base: &str| {
        base.len() > 2
            && OPPOSITES
                .iter()
                .any(|beginning| word.strip_prefix(beginning) == Some(base))
    };
    denies(one, other) || denies(other, one)
}

/// Whether a word tells what a sentence is about.
pub(crate) fn is_content(form: &str) -> bool {
    form.chars().any(char::is_alphanumeric)
        && !lexicon::is(form, Class::STOP_WORD | Class::COMMON | Class::QUESTION)
}

/// Whether one word may well have been written for the other: they are of one kind, or spelt
/// nearly alike.
pub(crate) fn is_alike(one: &str, other: &str) -> bool {
    let both = |is: fn(&str) -> bool| is(one) && is(other);
    both(is_number)
        || both(is_modal)
        || both(is_negation)
        || is_opposite(one, other)
        || lexicon::is_same_spelling(one, other)
        || shares_unit(one, other).unwrap_or_else(|| normalized_levenshtein(one, other) >= 0.6)
}

/// Whether two different words are one word, written out and short: "isn't" and "is". `None` if
/// neither is a short form.
fn shares_unit(one: &str, other: &str) -> Option<bool> {
    let (one, other) = (units([one]), units([other]));
    (one.len() > 1 || other.len() > 1).then(|| one.first() == other.first())
}

/// A modal in its full form without its negation: "won't" is "will".
pub(crate) fn plain_modal(form: &str) -> &str {
    match form {
        "won't" => "will",
        "can't" | "cannot" => "can",
        "shan't" => "shall",
        form if form.ends_with("'ll") => "will",
        form if form.ends_with("'d") => "would",
        form => form.strip_suffix("n't").unwrap_or(form),
    }
}

/// The words that several words stand for, with short forms written out.
pub(crate) fn units<'a>(forms: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    forms.into_iter().flat_map(lexicon::written_out).collect()
}

/// Whether two lists of [`units`] are the same in some order.
pub(crate) fn has_same_units(one: &[&str], other: &[&str]) -> bool {
    let mut rest = other.to_vec();
    one.len() == other.len()
        && one.iter().all(|unit| {
            let at = rest
                .iter()
                .position(|known| lexicon::is_same_unit(unit, known));
            at.map(|at| rest.swap_remove(at)).is_some()
        })
}
