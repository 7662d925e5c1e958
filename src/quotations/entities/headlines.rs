//! Detects headlines, in which every word is capitalised.

use crate::quotations::ids::{TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::FUNCTION;

/// Returns whether the words are capitalised as in a headline, where capitals do not tell names
/// from verbs.
pub(crate) fn is_headline(tokens: &Tokens, sentence: TokenRange) -> bool {
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
