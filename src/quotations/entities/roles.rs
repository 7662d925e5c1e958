//! Compares descriptions with the roles of entities: whether "the Ukrainian president" can be a
//! given person.

use super::genders::gender_of_role;
use super::people::{Fit, People};
use crate::lexicon::{self, Class};
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::scan::tokens::Tokens;
use crate::quotations::words::{NATION, PLACE, TITLE};

impl People {
    /// Returns the compatibility of the description in `phrase`, whose noun is `head`, with the
    /// entity.
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
        if !entity.may_be_person()
            || gender.is_some() && entity.gender.is_some() && gender != entity.gender
        {
            return Fit::Conflict;
        }
        let mut fit = Fit::Possible;
        for &role in &entity.roles {
            let same_head = role.iter().any(|n| is_same_office(tokens, n, head));
            let nations = share_mark(phrase, role, |n| nation_stem(tokens, n));
            let kinds = share_mark(phrase, role, |n| portfolio(tokens, n));
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

/// Returns whether two words name one office: "governor" and "Gov.".
fn is_same_office(tokens: &Tokens, role: TokenId, head: TokenId) -> bool {
    let (role_word, head_word) = (tokens.word(role), tokens.word(head));
    let abbreviated = || {
        let stem = role_word.strip_suffix('.').unwrap_or_default();
        let start = head_word.get(..stem.len()).unwrap_or_default();
        stem.len() > 2 && tokens.at(head).is(TITLE) && start.eq_ignore_ascii_case(stem)
    };
    role_word.eq_ignore_ascii_case(head_word) || abbreviated()
}

/// Returns whether two phrases share a value of `mark`; `None` if either has none.
fn share_mark(
    one: TokenRange,
    other: TokenRange,
    mark: impl Fn(TokenId) -> Option<String>,
) -> Option<bool> {
    let ours: Vec<String> = one.iter().filter_map(&mark).collect();
    let theirs: Vec<String> = other.iter().filter_map(&mark).collect();
    (!ours.is_empty() && !theirs.is_empty()).then(|| ours.iter().any(|m| theirs.contains(m)))
}

/// Returns a stem that is the same for "Ukrainian" and "Ukraine".
fn nation_stem(tokens: &Tokens, n: TokenId) -> Option<String> {
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

/// Returns the portfolio that the word names, such as "finance".
fn portfolio(tokens: &Tokens, n: TokenId) -> Option<String> {
    let word = tokens.word(n).to_lowercase();
    lexicon::is(&word, Class::PORTFOLIO).then_some(word)
}
