//! The gender that a title or a role tells.

use crate::quotations::scan::tokens::Tokens;
use crate::text::Span;

/// The gender by which a pronoun or a title refers to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

pub(crate) fn gender_of_titles(tokens: &Tokens, titles: &Span) -> Option<Gender> {
    titles.clone().find_map(|n| {
        match tokens.word(n).trim_end_matches('.').to_lowercase().as_str() {
            "mr" | "sir" | "lord" => Some(Gender::Male),
            "mrs" | "ms" | "miss" | "dame" | "lady" => Some(Gender::Female),
            word => gender_of_role(word),
        }
    })
}

pub(crate) fn gender_of_role(word: &str) -> Option<Gender> {
    let word = word.to_lowercase();
    match word.as_str() {
        "king" | "prince" | "duke" | "baron" | "father" | "dad" | "son" | "brother" | "husband"
        | "widower" | "uncle" | "nephew" | "grandfather" | "boyfriend" | "man" | "boy"
        | "actor" | "waiter" | "monk" | "businessman" | "policeman" | "congressman" => {
            Some(Gender::Male)
        }
        "queen" | "princess" | "duchess" | "baroness" | "mother" | "mom" | "mum" | "daughter"
        | "sister" | "wife" | "widow" | "aunt" | "niece" | "grandmother" | "girlfriend"
        | "woman" | "girl" | "actress" | "waitress" | "nun" | "midwife" => Some(Gender::Female),
        _ if word.ends_with("woman") => Some(Gender::Female),
        _ => None,
    }
}
