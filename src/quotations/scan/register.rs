//! Tells the register of a sentence: recognises captions, headings and credit lines.

use super::tokens::{Kind, Register, Tokens};
use crate::lexicon::{Usage, is_used_as};
use crate::quotations::ids::TokenRange;

/// Exclusive maximum length of a credit line, in tokens.
const MAX_CREDIT_TOKENS: usize = 14;

impl Tokens<'_> {
    /// Classifies a sentence. `whole` tells that it is a whole paragraph.
    pub(super) fn register(&self, sentence: TokenRange, whole: bool) -> Register {
        let mut first = sentence.start;
        while matches!(self.at(first).kind, Kind::Open | Kind::Other) && first < sentence.end {
            first += 1;
        }

        let is_led = || {
            self.at(first + 1).kind == Kind::Colon
                || self.is_one_of(first + 1, &["by", "courtesy", "via"])
        };
        if sentence.len() < 2 * MAX_CREDIT_TOKENS
            && is_led()
            && is_used_as(&self.word(first).to_ascii_lowercase(), Usage::CREDIT)
        {
            return Register::Credit;
        }
        let quoted = sentence
            .iter()
            .any(|n| matches!(self.at(n).kind, Kind::Quote(_)));
        let last = self.at(sentence.last()).kind;
        if quoted || matches!(last, Kind::Dash | Kind::Colon) {
            return Register::Prose;
        }
        let has_verb = sentence.iter().any(|n| self.at(n).cue.is_finite_strong());
        let has_slash = || {
            let mut words = sentence.iter();
            words.any(|n| self.word_is(n, "/") && self.at(n + 1).capital)
        };
        if sentence.len() < MAX_CREDIT_TOKENS && !has_verb && last != Kind::Stop && has_slash() {
            return Register::Credit;
        }
        let closed =
            matches!(last, Kind::Stop | Kind::Close) || self.word(sentence.last()).ends_with('.');
        if whole && !closed && !has_verb && sentence.len() > 3 {
            return Register::Line;
        }
        Register::Prose
    }
}
