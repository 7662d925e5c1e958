//! Genders told by titles and roles.

use crate::lexicon::{self, Class};
use crate::quotations::ids::TokenRange;
use crate::quotations::scan::tokens::Tokens;

/// Grammatical gender of a pronoun or title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// Returns the gender told by the titles before a name.
pub(crate) fn gender_of_titles(tokens: &Tokens, titles: TokenRange) -> Option<Gender> {
    titles.iter().find_map(
        |n| match tokens.word(n).trim_end_matches('.').to_lowercase().as_str() {
            "mr" | "sir" | "lord" => Some(Gender::Male),
            "mrs" | "ms" | "miss" | "dame" | "lady" => Some(Gender::Female),
            word => gender_of_role(word),
        },
    )
}

/// Returns the gender told by a role, such as "spokeswoman".
pub(crate) fn gender_of_role(word: &str) -> Option<Gender> {
    let class = lexicon::look_up(word).class;
    if class.contains(Class::MAN) {
        Some(Gender::Male)
    } else if class.contains(Class::WOMAN) || word.to_lowercase().ends_with("woman") {
        Some(Gender::Female)
    } else {
        None
    }
}
