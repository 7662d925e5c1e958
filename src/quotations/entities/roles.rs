//! Offices and trades: whether "the Ukrainian president" suits somebody, and what a role says of
//! who holds it.

use super::genders::gender_of_role;
use super::people::{Fit, People, Sort};
use crate::lexicon::{self, Class};
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::scan::tokens::Tokens;
use crate::quotations::words::{NATION, PLACE};

impl People {
    /// How the description in `phrase`, whose noun is `head`, suits the entity.
    pub(crate) fn fit(
        &self,
        tokens: &Tokens,
        id: EntityId,
        phrase: TokenRange,
        head: TokenId,
    ) -> Fit {
        let Some(entity) = self.entity(id) else {
            return Fit::Conflict;
        };
        let gender = gender_of_role(tokens.word(head));
        if !matches!(entity.sort, Sort::Person | Sort::Unknown)
            || gender.is_some() && entity.gender.is_some() && gender != entity.gender
        {
            return Fit::Conflict;
        }
        let mut fit = Fit::Possible;
        for &role in &entity.roles {
            let same_head = role
                .iter()
                .any(|n| tokens.word(n).eq_ignore_ascii_case(tokens.word(head)));
            let nations = agree(phrase, role, |n| nation(tokens, n));
            let kinds = agree(phrase, role, |n| portfolio(tokens, n));
            if same_head && nations != Some(false) && kinds != Some(false) {
                return Fit::Stated;
            }
            if same_head || nations == Some(false) {
                fit = Fit::Conflict;
            }
        }
        fit
    }
}

/// Whether two phrases share one of the marks that `mark` sees; `None` if one of them has none.
pub(crate) fn agree(
    one: TokenRange,
    other: TokenRange,
    mark: impl Fn(TokenId) -> Option<String>,
) -> Option<bool> {
    let ours: Vec<String> = one.iter().filter_map(&mark).collect();
    let theirs: Vec<String> = other.iter().filter_map(&mark).collect();
    (!ours.is_empty() && !theirs.is_empty()).then(|| ours.iter().any(|m| theirs.contains(m)))
}

/// A form in which "Ukrainian" and "Ukraine" are the same.
pub(crate) fn nation(tokens: &Tokens, n: TokenId) -> Option<String> {
    let token = tokens.at(n);
    if !token.is(NATION | PLACE) {
        return None;
    }
    let word = tokens.word(n).replace('.', "").to_lowercase();
    Some(match word.as_str() {
        "us" | "american" | "america" => "us".to_owned(),
        "uk" | "british" | "britain" | "english" => "uk".to_owned(),
        "french" => "fran".to_owned(),
        _ => word.chars().take(4).collect(),
    })
}

/// What tells one minister from another.
pub(crate) fn portfolio(tokens: &Tokens, n: TokenId) -> Option<String> {
    let word = tokens.word(n).to_lowercase();
    lexicon::is(&word, Class::PORTFOLIO).then_some(word)
}
