//! The words whose change turns a quotation into another one: negations, numbers, names and modals.

use strsim::normalized_levenshtein;

use crate::lexicon::{self, Class};

/// Beginnings that turn a word into its opposite.
const OPPOSITES: &[&str] = &["un", "in", "im", "il", "ir", "non", "dis", "mis"];

/// Whether a word, in its form for comparison, denies something.
pub(crate) fn is_negation(form: &str) -> bool {
    lexicon::is(form, Class::NEGATOR) || form.ends_with("n't")
}

/// Whether a word says that something is possible, wanted or bound to be.
pub(crate) fn is_modal(form: &str) -> bool {
    lexicon::is(form, Class::MODAL) || form.ends_with("'ll") || form.ends_with("'d")
}

/// Whether a word or a sign is part of a number or an amount.
pub(crate) fn is_number(form: &str) -> bool {
    let has_digit = form.chars().any(char::is_numeric);
    let is_sign = !form.chars().any(char::is_alphanumeric);
    has_digit || is_sign || lexicon::is(form, Class::NUMBER | Class::ORDINAL)
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
        || normalized_levenshtein(one, other) >= 0.6
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

/// A number in digits, where it is a small one in a word.
pub(crate) fn plain_number(form: &str) -> &str {
    match form {
        "zero" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "%" => "percent",
        form => form,
    }
}
