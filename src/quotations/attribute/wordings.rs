//! Rules for quotations introduced by a noun of saying or wording: "phrases such as “…”", "in her
//! view", "is the verdict of Smith".

use crate::lexicon::{Usage, is_used_as};
use crate::quotations::grammar::clause::Clause;
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{BE, CONJ, DET, HE, HUMAN, PREP, SAYING, SHE};

/// Maximum distance of a verb of choosing from its noun, in tokens.
const MAX_VERB_DISTANCE: usize = 10;

/// Maximum length of a list of quotations, in tokens.
const MAX_LIST_TOKENS: usize = 24;

/// Maximum distance of a quotation from the noun "view" before it, in tokens.
const MAX_VIEW_DISTANCE: usize = 40;

/// Matches `Smith has used phrases such as “…” and “…”`.
pub(crate) fn chosen_wording(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let mut before = first_of_list(scope, quote.at) - 1;
    for introduction in [&["such", "as"][..], &["like"], &["including"]] {
        let start = before + 1 - introduction.len();
        if tokens.words_are(start, introduction) {
            before = start - 1;
            break;
        }
    }
    if before <= scope.begin || !is_used_as(tokens.word(before), Usage::WORDING) {
        return None;
    }
    let floor = scope.begin.max(before - MAX_VERB_DISTANCE);
    let mut back = floor
        .to(before)
        .iter()
        .rev()
        .take_while(|&n| matches!(tokens.at(n).kind, Kind::Word | Kind::Possessive));
    let verb = back.find(|&n| is_used_as(tokens.word(n), Usage::CHOOSES))?;
    let subject = scope.prose.subject_before(verb, scope.begin);
    let somebody = subject.filter(|list| list.iter().all(|phrase| is_somebody(scope, phrase)));
    Clause::new(somebody.unwrap_or_default(), verb.take(1), 0.0)
}

/// Matches `In Smith’s view the plan is “…”` and `In her opinion it was “…”`.
pub(crate) fn in_view_of(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let begin = scope.begin;
    if !tokens.word_is(begin, "in") {
        return None;
    }
    let noun = (begin + 2)
        .to((begin + 9).min(quote.at))
        .iter()
        .find(|&n| is_used_as(tokens.word(n), Usage::VIEW));
    let noun = noun.filter(|&noun| quote.at < noun + MAX_VIEW_DISTANCE)?;
    // Another reporting verb in between would report its own subject.
    let reported = (noun + 1).to(quote.at).iter().any(|n| {
        tokens.at(n).cue.is_finite_strong() || matches!(tokens.at(n).kind, Kind::Quote(_))
    });
    let whose = match tokens.at(noun - 1).kind {
        Kind::Possessive => scope.prose.edge(noun - 1, begin),
        _ if noun == begin + 2 && is_his_or_her(scope, begin + 1) => {
            Some(Phrase::pronoun(begin + 1))
        }
        _ => None,
    };
    let whose = whose.filter(|phrase| !reported && is_somebody(scope, phrase));
    Clause::new(Vec::from_iter(whose), noun.take(1), 0.0)
}

/// Matches `“…” is the verdict of Smith` and `“…” was Smith’s reply`.
pub(crate) fn is_saying_of(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let parted = matches!(tokens.at(quote.at + 1).kind, Kind::Comma | Kind::Dash);
    let be = quote.at + 1 + usize::from(parted);
    if be >= scope.end || !tokens.at(be).is(BE) {
        return None;
    }
    let noun = (be + 2)
        .to(scope.end.min(be + 9))
        .iter()
        .take_while(|&n| matches!(tokens.at(n).kind, Kind::Word | Kind::Possessive))
        .find(|&n| tokens.at(n).is(SAYING));
    let noun = noun?;
    let next = noun + 1;
    if tokens.at(be + 1).is(DET) && tokens.is_one_of(next, &["of", "from"]) {
        let source = scope.prose.named_phrases(next + 1, scope.end);
        let somebody = source.iter().all(|phrase| is_somebody(scope, phrase));
        let source = if somebody { source } else { Vec::new() };
        return Clause::new(source, noun.take(1), 0.0);
    }
    let owner = (be + 1).to(noun).iter().rev();
    let mark = owner
        .take(3)
        .find(|&n| tokens.at(n).kind == Kind::Possessive);
    let whose = match mark {
        Some(mark) => scope.prose.edge(mark, be + 1),
        None if is_his_or_her(scope, be + 1) => Some(Phrase::pronoun(be + 1)),
        None => None,
    };
    Clause::new(Vec::from_iter(whose), noun.take(1), 0.0)
}

/// Returns the first of the quotations listed up to the one at `n`: `“…”, “…” and “…”`.
fn first_of_list(scope: &Scope<'_>, n: TokenId) -> TokenId {
    let tokens = scope.prose.tokens;
    let mut first = n;
    let mut at = n;
    let floor = scope.begin.max(n - MAX_LIST_TOKENS);
    while at > floor + 1 {
        at -= 1;
        let token = tokens.at(at);
        match token.kind {
            Kind::Quote(_) => first = at,
            Kind::Comma => {}
            Kind::Word if token.is(CONJ) => {}
            _ => break,
        }
    }
    first
}

/// Returns whether the phrase can refer to a person or an organisation.
fn is_somebody(scope: &Scope<'_>, phrase: &Phrase) -> bool {
    match phrase.head {
        Head::Name(id) => !scope.prose.people.is_place(id),
        Head::Noun(n) => scope.prose.tokens.at(n).is(HUMAN) && !scope.prose.tokens.at(n).is(PREP),
        Head::Pronoun(n) => scope.prose.tokens.at(n).is(HE | SHE) || is_his_or_her(scope, n),
    }
}

/// Returns whether the word is "his" or "her".
fn is_his_or_her(scope: &Scope<'_>, n: TokenId) -> bool {
    scope.prose.tokens.is_one_of(n, &["his", "her"])
}
