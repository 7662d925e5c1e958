//! Recognises words that can be part of a name.

use crate::lexicon::{Usage, is_used_as};
use crate::quotations::ids::{TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{FEMALE, FUNCTION, MALE, PREP, last_part};

/// Name as it occurs in the text.
#[derive(Clone, Debug)]
pub(crate) struct FoundName {
    /// Words of the name itself, without titles.
    pub(crate) tokens: TokenRange,
    /// Titles, roles and nationalities directly before it; may be empty.
    pub(crate) titles: TokenRange,
    pub(crate) organisation: bool,
    /// Whether the word is also a role ("King"), so that it is a name only if somebody in the
    /// article bears it.
    pub(crate) doubtful: bool,
    /// Whether it begins a sentence, where every word is capitalised.
    pub(crate) begins_sentence: bool,
}

/// Returns whether the word can be part of a name.
pub(crate) fn is_name_word(tokens: &Tokens, n: TokenId) -> bool {
    let token = tokens.at(n);
    if token.kind != Kind::Word || !token.capital {
        return false;
    }
    let word = tokens.word(n);
    let initial = word.len() == 2 && word.ends_with('.');
    let month = ["April", "May", "June", "August"].contains(&word)
        && n.previous().is_none_or(|n| !tokens.at(n).is(PREP));
    let given = token.is(MALE | FEMALE) || word == "Will" || month;
    let season = word == "Winter" || word == "Summer" || word == "Day";
    let under = word == "Under" && tokens.word_is(n + 1, "secretary");
    let compound = is_party(tokens, n)
        || last_part(word).is_some_and(|tail| is_used_as(tail, Usage::COMPOUND));
    (initial || under || season || !token.is(FUNCTION) || given && tokens.at(n + 1).capital)
        && !compound
}

/// Returns whether the token is a party and a state: "(R-Idaho)", ", D-N.M.,".
pub(crate) fn is_party(tokens: &Tokens, n: TokenId) -> bool {
    let mut letters = tokens.word(n).chars();
    n.0 > 0
        && matches!(tokens.at(n - 1).kind, Kind::Open | Kind::Comma)
        && letters.next().is_some_and(|c| "DRI".contains(c))
        && letters.next() == Some('-')
        && letters.next().is_some_and(char::is_uppercase)
}

/// Returns whether the name is a single word in capitals, such as `NATO`.
pub(crate) fn is_acronym(tokens: &Tokens, name: TokenRange) -> bool {
    let word = tokens.word(name.start);
    name.len() == 1
        && word.len() > 1
        && !word.contains('.')
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}
