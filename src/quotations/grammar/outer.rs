//! Nested reports: in "Smith says Jones will call it …", Smith speaks.

use super::clause::Finding;
use super::scope::{REACH, Scope};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{ADV, AUX, BE, CONJ, RELATIVE, SUBORD};

impl Scope<'_> {
    /// Returns whether the verb at `cue` tells what somebody will, would or was about to say.
    fn is_unreal(&self, cue: TokenId) -> bool {
        let tokens = self.prose.tokens;
        let verb = tokens.at(cue);
        let before = tokens.at(cue - 1);
        if verb.cue.is_base() && !verb.cue.is_past() {
            return before.is(AUX) || tokens.word_is(cue - 1, "to") || before.kind == Kind::Word;
        }
        if verb.cue.is_gerund() {
            return before.is(BE);
        }
        tokens.word_is(cue + 1, "to")
    }

    /// Finds the speaker who reports that somebody else will say the words: the subject of a
    /// reporting verb before the inner clause, which begins at `inner` and has its verb at `cue`.
    pub(crate) fn outer_report(&self, cue: TokenId, inner: TokenId) -> Finding {
        if !self.is_unreal(cue) {
            return Finding::Silent;
        }
        let tokens = self.prose.tokens;
        let floor = self.begin.max(cue - REACH);
        for at in floor.to(inner).iter().rev() {
            let token = tokens.at(at);
            match token.kind {
                Kind::Quote(_) | Kind::Semicolon | Kind::Colon => return Finding::Silent,
                Kind::Comma if tokens.at(at + 1).is(CONJ | RELATIVE) => return Finding::Silent,
                Kind::Comma if !tokens.at(at + 1).is(SUBORD) => return Finding::Silent,
                _ => {}
            }
            if token.cue.is_strong() && !token.cue.is_gerund() && token.name.is_none() {
                return match self.governs(at, inner) {
                    Finding::Said(clause) => Finding::Said(clause.doubted(0.06)),
                    _ => Finding::Silent,
                };
            }
        }
        Finding::Silent
    }

    /// Finds the speaker of the verb whose listener is described by the relative clause with the
    /// cue: `told a climber who feared that the rope was old that “…”`.
    pub(crate) fn around_relative(&self, cue: TokenId, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let mut who = cue - 1;
        while tokens.at(who).is(AUX | ADV) && who > self.begin {
            who -= 1;
        }
        if !tokens.word_is(who, "who") || !tokens.word_is(n - 1, "that") || n - cue < 3 {
            return Finding::Silent;
        }
        let floor = self.begin.max(who - 12);
        let told = floor
            .to(who)
            .iter()
            .rev()
            .take_while(|&at| tokens.at(at).kind != Kind::Comma)
            .find(|&at| tokens.at(at).cue.has_listener() && tokens.at(at).cue.is_finite());
        told.map_or(Finding::Silent, |at| self.governs(at, n))
    }
}
