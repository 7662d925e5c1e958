//! Rules for quotation marks that quote nobody: nicknames, titles of works, names of things.

use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{AUX, BE, HUMAN, NAMES, NATION, NOUN, ORG, PLACE, PRONOUN, look_up};

/// Matches `Tomas “the Ferryman” Brandt`: the quotation is part of a name.
pub(crate) fn nickname(scope: &Scope<'_>, quote: Quote<'_>) -> bool {
    scope.prose.tokens.at(quote.at).name.is_some()
}

/// Matches `the film “Lights”`: the words before the quotation mark it as a name for something.
pub(crate) fn named_thing(scope: &Scope<'_>, quote: Quote<'_>) -> bool {
    let (tokens, n) = (scope.prose.tokens, quote.at);
    if n <= scope.begin {
        return false;
    }
    let mut before = n - 1;
    if matches!(
        tokens.at(before).kind,
        Kind::Comma | Kind::Colon | Kind::Dash
    ) {
        // "a sign reading: “…”".
        before -= 1;
    }
    let token = tokens.at(before);
    let reported = token.cue.is_strong() && token.cue.is_finite();
    // "had hit “military targets”", but "the hit “Harbour Lights”".
    let verb = tokens.at(before - 1).is(AUX | PRONOUN) && tokens.word_is(before, "hit");
    // "a new slogan: “Rye is patient.”"
    let worded = before + 1 < n
        && tokens.at(n - 1).kind == Kind::Colon
        && [
            "slogan", "motto", "message", "words", "word", "phrase", "line", "mantra",
        ]
        .contains(&tokens.word(before));
    if token.is(NAMES) && token.kind == Kind::Word && !reported && !verb && !worded {
        return true;
    }
    if token.cue.names() && before == n - 1 {
        // "the movers were calling “…”" names nothing.
        if token.cue.is_gerund() && tokens.at(before - 1).is(BE) {
            return false;
        }
        // "what he called “…”" reports; "a boat called “…”" does not.
        let subject = scope.prose.subject_before(before, scope.begin);
        let next_to = tokens.at(before - 1);
        let is_active =
            !token.cue.is_participle() || next_to.kind == Kind::Word && !next_to.is(NOUN);
        return !subject
            .is_some_and(|list| is_active && list.iter().all(|p| is_somebody(scope, p)));
    }
    tokens.word_is(before, "as") && tokens.at(before - 1).is(NAMES)
}

/// Matches `opened “The Long Road Home” in May`: a fragment in the middle of a sentence that begins
/// with a capital, unless a cue leads directly into it.
pub(crate) fn title_of_work(scope: &Scope<'_>, quote: Quote<'_>) -> bool {
    let Quote { at: n, words, .. } = quote;
    let tokens = scope.prose.tokens;
    if n <= scope.begin {
        let all = words.split_whitespace().filter(|w| w.len() > 3);
        return n + 1 < scope.end
            && words.split_whitespace().count() > 1
            && !words.ends_with([',', '.', '!', '?'])
            && all.clone().count() > 0
            && all.clone().all(|w| w.starts_with(char::is_uppercase));
    }
    let before = tokens.at(n - 1);
    // "refers to him as “Jan the Eel,”" is said of somebody.
    let mut verbs = scope.begin.max(n - 6).to(n - 1).iter();
    let refers = tokens.word_is(n - 1, "as") && verbs.any(|n| tokens.at(n).cue.is_finite());
    // "calls him “Doctor No.”".
    let object = before.is(PRONOUN) || tokens.word_is(n - 1, "her");
    let calls = object && tokens.at(n - 2).cue.names();
    let led = refers
        || calls
        || matches!(before.kind, Kind::Comma | Kind::Colon | Kind::Dash)
        || before.cue.is_strong()
        || tokens.word_is(n - 1, "that");
    let first = words.split_whitespace().next().unwrap_or_default();
    let capital = first.starts_with(char::is_uppercase)
        && !matches!(
            first,
            "I" | "I’m" | "I'm" | "I’ve" | "I've" | "I’ll" | "I'll" | "I’d" | "I'd"
        );
    if !capital {
        return false;
    }
    let class = look_up(first).class;
    let proper = class.intersects(NATION | PLACE) || first.chars().skip(1).any(char::is_uppercase);
    let count = words.split_whitespace().count();
    let capitals = words
        .split_whitespace()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    let led_whole = led
        && (words.ends_with([',', '.', '!', '?', '…'])
            || before.kind == Kind::Colon
            || capitals * 2 <= count);
    !led_whole
        && count <= 9
        && (!proper || capitals == count && count > 1)
        && !words.ends_with(['!', '?', '…'])
        && (capitals * 2 > count || !words.ends_with(['.', ',']))
}

/// Returns whether the phrase can refer to a person or an organisation.
fn is_somebody(scope: &Scope<'_>, phrase: &Phrase) -> bool {
    match phrase.head {
        Head::Name(_) | Head::Pronoun(_) => true,
        Head::Noun(n) => scope.prose.tokens.at(n).is(HUMAN | ORG),
    }
}
