//! Finds names: runs of capitalised words, and the titles before them.

use std::borrow::Cow;

use super::joints::{and_joins, is_body_of_many, joins};
use super::name_words::{FoundName, is_acronym, is_name_word};
use super::offices::holder_of_office;
use crate::lexicon::{Usage, is_used_as};
use crate::quotations::ids::{TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Register, Tokens};
use crate::quotations::words::{
    self, FEMALE, FUNCTION, MALE, NATION, NOUN, PARTICLE, PLACE, ROLE, ROLES, TITLE,
};

/// Maximum number of tokens in a run of capitalised words; longer runs are headlines or noise and
/// are cut.
const MAX_RUN_TOKENS: usize = 10;

/// Finds all names of the article, in order.
pub(crate) fn find(tokens: &Tokens) -> Vec<FoundName> {
    let mut found = Vec::new();
    for (n, sentence) in tokens.sentences.iter().enumerate() {
        let paragraph = |n: usize| tokens.sentences.get(n).map(|s| s.paragraph);
        let alone = n.checked_sub(1).and_then(paragraph) != Some(sentence.paragraph)
            && paragraph(n + 1) != Some(sentence.paragraph);
        if alone && is_headline(tokens, sentence.tokens) || sentence.register == Register::Credit {
            continue;
        }
        let first = sentence
            .tokens
            .iter()
            .find(|&n| !matches!(tokens.at(n).kind, Kind::Open | Kind::Dash | Kind::Other));
        // "NOVAK: Good morning": a sentence begins after the label, too.
        let begins = |n: TokenId| {
            first.is_none_or(|first| n <= first || tokens.at(n - 1).kind == Kind::Colon)
        };
        let mut n = sentence.tokens.start;
        while n < sentence.tokens.end {
            let end = run_end(tokens, n, sentence.tokens.end, begins(n));
            if end == n {
                n += 1;
                continue;
            }
            if let Some(holder) = holder_of_office(tokens, n.to(end), sentence.tokens.end) {
                n = holder.tokens.end;
                found.push(holder);
                continue;
            }
            found.extend(split(tokens, n.to(end), begins(n)));
            n = end;
        }
    }
    found
}

/// Returns whether the words are capitalised as in a headline, where capitals do not tell names
/// from verbs.
fn is_headline(tokens: &Tokens, sentence: TokenRange) -> bool {
    let words = || sentence.iter().filter(|&n| tokens.at(n).kind == Kind::Word);
    let long = |n: TokenId| tokens.word(n).chars().count() > 3;
    let plain = |n: TokenId| tokens.at(n).is(FUNCTION) || tokens.at(n).cue.is_some();
    if words().any(|n| !tokens.at(n).capital && long(n)) {
        return false;
    }
    let spelt_out = tokens.word(sentence.last()).ends_with(['.', '!', '?']);
    let verbs = words().skip(1).any(|n| {
        tokens.at(n).capital && (plain(n) || !spelt_out && tokens.word(n).ends_with(['s', 'd']))
    });
    verbs
        && words().count() >= 4
        && !sentence
            .iter()
            .any(|n| matches!(tokens.at(n).kind, Kind::Quote(_)))
}

/// Returns the end of the run of name words that begins at `from`; `from` itself if there is none.
fn run_end(tokens: &Tokens, from: TokenId, limit: TokenId, begins: bool) -> TokenId {
    let first = tokens.at(from);
    let foreign = first.is(PARTICLE)
        && !first.is(FUNCTION)
        && !first.capital
        && is_name_word(tokens, from + 1);
    if !(foreign && !begins || is_name_word(tokens, from)) {
        return from;
    }
    // "Officials said", "Asked by": words that are capitals only because a sentence begins.
    if begins
        && (first.is(ROLES) || first.cue.is_some() && !first.is(ROLE | TITLE))
        && !is_name_word(tokens, from + 1)
    {
        return from;
    }
    // "Said Novak, …": the verb is no first name.
    if begins && first.cue.inverts() && first.cue.is_strong() && first.cue.is_past() {
        return from;
    }
    // "Contacted on Tuesday, …", "Sharing his thoughts, …"; but "Manning said".
    let next = tokens.at(from + 1);
    if begins
        && (tokens.word(from).ends_with("ed") || tokens.word(from).ends_with("ing"))
        && next.is(words::PREP | words::DET | words::SUBORD)
        && !next.is(words::AUX)
    {
        return from;
    }
    // "Privately he was less kind."
    if begins && tokens.word(from).ends_with("ly") && next.is(words::PRONOUN | words::DET) {
        return from;
    }
    // "Shares in Orvex", "Plans for the dam".
    if begins
        && tokens.word(from).ends_with('s')
        && next.is(words::PREP)
        && !first.is(MALE | FEMALE | PLACE | NATION | words::ORG_NAME)
    {
        return from;
    }
    let mut end = from + 1;
    let mut organisation = tokens.at(from).is(words::ORG_NAME);
    let determined = from.previous().is_some_and(|n| tokens.word_is(n, "the"));
    while end < limit && end - from < MAX_RUN_TOKENS {
        if is_name_word(tokens, end) {
            organisation |= tokens.at(end).is(words::ORG_NAME);
            end += 1;
        } else if joins(tokens, end, organisation) && is_name_word(tokens, end + 1)
            || determined && is_body_of_many(tokens, from.to(end))
            || tokens.word_is(end, "and") && and_joins(tokens, from.to(end), determined)
        {
            end += 2;
        } else if organisation
            && tokens.word_is(end, "for")
            && tokens.word_is(end + 1, "the")
            && is_name_word(tokens, end + 2)
        {
            // "the Society for the Protection of Newts".
            end += 3;
        } else if organisation
            && tokens.at(end).is(words::NUM)
            && !matches!(tokens.at(end + 1).kind, Kind::Word | Kind::Possessive)
        {
            // "the president of Union Local 88,".
            end += 1;
        } else if tokens.at(end).is(PARTICLE)
            && tokens.at(end + 1).is(PARTICLE | words::DET)
            && is_name_word(tokens, end + 2)
        {
            end += 3;
        } else {
            break;
        }
    }
    end
}

/// Divides a run into titles and a name; `None` if it is not a name.
fn split(tokens: &Tokens, run: TokenRange, begins_sentence: bool) -> Option<FoundName> {
    let marks = |range: TokenRange| range.iter().any(|n| tokens.at(n).is(words::ORG_NAME));
    let has_first_name = tokens.at(run.start).is(MALE | FEMALE);
    let last_title = run.iter().rev().find(|&n| tokens.at(n).is(TITLE | ROLE));
    let mut name = run;
    // "Orvex Group Head Anna Lange": a first name behind an office begins the name.
    let is_office = |n: TokenId| tokens.at(n).is(NOUN | TITLE | NATION | words::ORG_NAME);
    let given = (run.start + 1)
        .to(run.end - 1)
        .iter()
        .find(|&n| tokens.at(n).is(MALE | FEMALE))
        .filter(|&n| !has_first_name && run.start.to(n).iter().any(is_office))
        .filter(|&n| last_title.is_none_or(|title| title < n));
    let mut doubtful = false;
    match (given, last_title) {
        (Some(first), _) => name.start = first,
        // "Ida Prince", of whom no list knows the first name.
        (None, Some(n))
            if run.len() == 2
                && n == run.end - 1
                && is_used_as(tokens.word(n), Usage::SURNAME)
                && tokens.at(run.start).class.is_empty()
                && !tokens.at(run.start - 1).is(words::DET) => {}
        (None, Some(n))
            if n + 1 < run.end
                && (!marks((n + 1).to(run.end)) || tokens.word_is(n, "rival"))
                && !(has_first_name && n > run.start) =>
        {
            name.start = n + 1
        }
        // "Stephen King" is a name, "Prime Minister" is not, and "King" may be.
        (None, Some(n)) if n + 1 == run.end && !has_first_name && !marks(run) => {
            doubtful = run.len() == 1 && !begins_sentence && !tokens.at(n - 1).is(words::DET);
            if !doubtful {
                return None;
            }
        }
        (None, _) => {}
    }
    let organisation = marks(name) || is_acronym(tokens, name);
    while name.len() > 1 && tokens.at(name.start).is(NATION) && !organisation {
        name.start += 1;
    }
    let only = tokens.at(name.start);
    if name.len() == 1 && (only.is(NOUN) && !doubtful || only.is(NATION) && !only.is(PLACE)) {
        return None;
    }
    Some(FoundName {
        titles: run.start.to(name.start),
        tokens: name,
        organisation,
        doubtful,
        begins_sentence,
    })
}

/// Returns the name as it is shown: its words with single spaces, without a nickname between them.
pub(crate) fn display<'a>(tokens: &Tokens<'a>, name: TokenRange) -> Cow<'a, str> {
    let is_word = |n: TokenId| !matches!(tokens.at(n).kind, Kind::Quote(_));
    let is_spaced = |n: TokenId| {
        let between = tokens.at(n).span.end..tokens.at(n + 1).span.start;
        tokens.text.get(between) == Some(" ")
    };
    if name.iter().all(is_word) && name.start.to(name.last()).iter().all(is_spaced) {
        return Cow::Borrowed(tokens.words(name));
    }
    let mut shown = String::new();
    for n in name.iter().filter(|&n| is_word(n)) {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(tokens.word(n));
    }
    Cow::Owned(shown)
}
