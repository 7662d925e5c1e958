//! Rule for titles of works in quotation marks: books, programmes, songs.

use crate::lexicon::{Usage, is_used_as};
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DAY, DOC, NAMES, PREP, TIME};

/// Matches `a chapter titled “Winter Bread,”`, `her memoir, “Smoke,”` and
/// `on Sunday’s “Northern Hour,”`.
pub(crate) fn title(scope: &Scope<'_>, quote: Quote<'_>) -> bool {
    let tokens = scope.prose.tokens;
    if quote.at <= scope.begin || !is_title_case(quote.words) {
        return false;
    }
    let mut before = quote.at - 1;
    if tokens.at(before).kind == Kind::Comma {
        before -= 1;
        let token = tokens.at(before);
        return token.is(NAMES | DOC) && token.name.is_none();
    }
    let token = tokens.at(before);
    let told = token.cue.has_listener();
    let written = is_used_as(tokens.word(before), Usage::MAKES_WORK);
    let of_day = token.kind == Kind::Possessive && tokens.at(before - 1).is(DAY | TIME);
    let prep = token.is(PREP)
        && token.kind == Kind::Word
        && !tokens.word_is(before, "as")
        && !tokens.word_is(before, "like");
    told || written || of_day || prep || token.is(NAMES) && token.kind == Kind::Word
}

/// Returns whether the words have the form of a title: two to eight words with capitals.
fn is_title_case(words: &str) -> bool {
    let words = words.trim_end_matches([',', '.']);
    let all = || words.split_whitespace();
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let ends = |word: Option<&str>| word.is_some_and(capital);
    (2..=8).contains(&all().count())
        && !words.ends_with(['!', '?', '…'])
        && words.chars().any(char::is_lowercase)
        && ends(all().next())
        && ends(all().last())
        && all().all(|word| word.chars().count() < 4 || capital(word))
}
