//! Function words inside a name: "Ministry **of** Forests **and** Fisheries".

use super::name_words::{is_acronym, is_name_word};
use crate::lexicon::{self, Class, Usage, is_used_as};
use crate::quotations::ids::{TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{self, FEMALE, MALE, NATION, PARTICLE, PLACE, TITLE};

/// Returns whether the token is a function word or a nickname that joins two capitalised words into
/// one name.
pub(crate) fn joins(tokens: &Tokens, n: TokenId, organisation: bool) -> bool {
    let token = tokens.at(n);
    match token.kind {
        Kind::Word => {
            token.is(PARTICLE) && !token.capital
                || organisation
                    && ["of", "for", "on"].contains(&tokens.word(n))
                    // "the Ministry on Monday".
                    && !tokens.at(n + 1).is(words::DAY)
        }
        Kind::Quote(_) => {
            let words = tokens.word(n);
            words.len() < 40
                && !words
                    .trim_end_matches(['”', '"', '’', '\''])
                    .ends_with([',', '.', '?', '!'])
        }
        _ => tokens.word(n) == "&",
    }
}

/// Returns whether the single word `run`, after "the", begins the name of an organisation named
/// after its members: "the Guild **of** Coopers".
pub(crate) fn is_body_of_many(tokens: &Tokens, run: TokenRange) -> bool {
    let (first, members) = (tokens.at(run.start), tokens.at(run.end + 1));
    let odd = TITLE | MALE | FEMALE | PLACE | NATION | words::ROLE | words::ROLES;
    run.len() == 1
        && tokens.word_is(run.end, "of")
        && is_name_word(tokens, run.end + 1)
        && tokens.word(run.end + 1).ends_with('s')
        && !first.is(odd)
        && !members.is(MALE | FEMALE | PLACE | words::DAY | words::TIME)
}

/// Returns whether "and" joins the words of one organisation: "the Ministry of Forests **and**
/// Fisheries", "the Food **and** Drug Administration".
pub(crate) fn and_joins(tokens: &Tokens, run: TokenRange, determined: bool) -> bool {
    let next = run.end + 1;
    let plain = |n: TokenId| {
        let names = MALE | FEMALE | TITLE | PLACE | NATION | words::ORG_NAME;
        is_name_word(tokens, n) && !tokens.at(n).is(names) && !is_acronym(tokens, n.take(1))
    };
    if !plain(next) {
        return false;
    }
    let portfolio = run.iter().any(|n| {
        let word = tokens.word(n);
        ["of", "on", "for"].contains(&word) && n > run.start
    });
    let body = |n: TokenId| tokens.at(n).is(words::ORG_NAME);
    let divisible = |n: TokenId| {
        lexicon::is(tokens.word(n), Class::ORG)
            && !is_used_as(&tokens.word(n).to_lowercase(), Usage::INDIVISIBLE)
    };
    if portfolio && run.iter().any(|n| body(n) && divisible(n)) {
        return true;
    }
    // The word that marks an organisation may stand at the end.
    let mut end = next;
    while is_name_word(tokens, end) && end < next + 4 {
        end += 1;
    }
    determined && run.len() <= 2 && run.iter().all(plain) && end > next + 1 && body(end - 1)
}
