//! Finds the holders of offices with a complement: "Secretary of State Ida Moen", "Mayor of Brell
//! Anton Reiss".

use super::name_words::{FoundName, is_name_word};
use crate::lexicon::{self, Class};
use crate::quotations::ids::{TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{
    FEMALE, MALE, NATION, NOUN, ORG_NAME, PARTICLE, PLACE, ROLE, TITLE,
};

/// Maximum number of tokens in an office and its holder.
const MAX_TOKENS: usize = 14;

/// Returns the person named after an office that ends the run of capitals `run` and continues with
/// "of" or "for".
pub(crate) fn holder_of_office(
    tokens: &Tokens,
    run: TokenRange,
    limit: TokenId,
) -> Option<FoundName> {
    let office = tokens.at(run.end - 1);
    let named = tokens.at(run.start).is(MALE | FEMALE) && run.len() > 1;
    if !office.is(TITLE | ROLE) || !office.capital || named {
        return None;
    }
    let mut end = run.end;
    // First word after the last function word.
    let mut segment = run.end;
    while end < limit && end - run.start < MAX_TOKENS {
        if is_name_word(tokens, end) {
            end += 1;
            continue;
        }
        let of = tokens.is_one_of(end, &["of", "for"]);
        let joint = end > run.end && tokens.is_one_of(end, &["and", "on"]);
        let next = end + 1 + usize::from(tokens.word_is(end + 1, "the"));
        if (of || joint) && is_name_word(tokens, next) {
            segment = next;
            end = next;
        } else if tokens.at(end).kind == Kind::Possessive
            && end > segment
            && is_name_word(tokens, end + 1)
        {
            // "President of the Ferrymen’s Union".
            segment = end + 1;
            end += 1;
        } else if tokens.at(end).is(PARTICLE) && end > segment && is_name_word(tokens, end + 1) {
            end += 1;
        } else {
            break;
        }
    }
    let name = name_start(tokens, segment.to(end))?.to(end);
    Some(FoundName {
        titles: run.start.to(name.start),
        tokens: name,
        organisation: false,
        doubtful: false,
        begins_sentence: false,
    })
}

/// Returns the start of the name among the capitalised words after "of": "State **Ida Moen**".
fn name_start(tokens: &Tokens, segment: TokenRange) -> Option<TokenId> {
    let inside = segment.start.to(segment.end - 1);
    if let Some(title) = inside.iter().rev().find(|&n| tokens.at(n).is(TITLE)) {
        return Some(title + 1);
    }
    if let Some(first) = inside.iter().find(|&n| tokens.at(n).is(MALE | FEMALE)) {
        return Some(first);
    }
    let thing = |n: TokenId| {
        tokens.at(n).is(ORG_NAME | PLACE | NATION | NOUN)
            || lexicon::is(tokens.word(n), Class::PORTFOLIO)
    };
    let start = segment.iter().find(|&n| !thing(n))?;
    let skipped = start > segment.start;
    let last = segment.end - 1;
    // "Minister of Ports Ida Moen": the last two of three unknown words are the name, or more if
    // there is an initial or a particle.
    let mut pair = last - 1;
    while pair > start && (tokens.word(pair).ends_with('.') || tokens.at(pair).is(PARTICLE)) {
        pair -= 1;
    }
    match segment.end - start {
        1 => skipped.then_some(start),
        2 if skipped => Some(start),
        2 => None,
        _ => Some(pair),
    }
}
