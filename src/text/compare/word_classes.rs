//! Classes of words whose change alters the meaning of a quotation: negations, numbers, names and
//! modals.

use crate::lexicon::{self, Class, Sense};
use crate::text::wording::is_sign_of_amount;

/// Prefixes that turn a word into its opposite.
const NEGATING_PREFIXES: &[&str] = &["un", "in", "im", "il", "ir", "non", "dis", "mis"];

/// Returns whether a word, in its form for comparison, is a negation.
pub(crate) fn is_negation(form: &str) -> bool {
    lexicon::sense(form).intersects(Sense::NEGATOR | Sense::DENIAL)
}

/// Returns whether a word is a modal: it says that something is possible, wanted or necessary.
pub(crate) fn is_modal(form: &str) -> bool {
    lexicon::sense(form).contains(Sense::MODAL)
}

/// Returns whether a word or a sign is part of a number or an amount.
pub(crate) fn is_number(form: &str) -> bool {
    let is_sign = |c: char| is_sign_of_amount(c) || matches!(c, '-' | '+');
    form.chars().any(char::is_numeric)
        || !form.is_empty() && form.chars().all(is_sign)
        || lexicon::is(form, Class::NUMBER | Class::ORDINAL)
}

/// Returns whether one word is the other with a negating prefix: "likely" and "unlikely".
pub(crate) fn is_opposite(one: &str, other: &str) -> bool {
    let denies = |word: &str, base: &str| {
        base.len() > 2
            && (word.strip_suffix(base))
                .is_some_and(|beginning| NEGATING_PREFIXES.contains(&beginning))
    };
    denies(one, other) || denies(other, one)
}

/// Returns whether a word carries a topic: it is not a function word or very common.
pub(crate) fn is_content(form: &str) -> bool {
    form.chars().any(char::is_alphanumeric)
        && !lexicon::is(form, Class::STOP_WORD | Class::COMMON | Class::QUESTION)
}

/// Returns a modal written out without its negation: "won't" is "will".
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

/// Writes out the contractions in a list of words.
pub(crate) fn units<'a>(forms: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    forms.into_iter().flat_map(lexicon::written_out).collect()
}

/// Returns whether two lists of [`units`] are equal in some order.
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
