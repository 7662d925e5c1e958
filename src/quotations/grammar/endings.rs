//! Decides whether a reporting clause after a quotation ends with its verb.

use super::scope::Scope;
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{
    ADV, AUX, CONJ, DAY, DET, NOUN, NUM, POSSESSIVE, PREP, PRONOUN, SUBORD, TIME,
};

impl Scope<'_> {
    /// Returns whether the clause ends with its cue, so that it reports the quotation and not
    /// something that follows: `“fair,” Smith said it was not` does not.
    pub(crate) fn ends_after(&self, cue: TokenId) -> bool {
        let tokens = self.prose.tokens;
        let verb = tokens.at(cue).cue;
        // "called out", "blurted out", "shouted back".
        let particle = !verb.is_phrasal() && tokens.is_one_of(cue + 1, &["out", "back"]);
        let mut at = cue + verb.word_count() + usize::from(particle);
        while tokens.at(at).is(ADV) && !tokens.at(at).is(NOUN) {
            at += 1;
        }
        if tokens.at(cue).cue.has_listener()
            || tokens.is_one_of(cue, &["asked", "warned"])
            || tokens.word_is(cue, "texted")
        {
            if tokens.at(at).is(PRONOUN | POSSESSIVE) && !tokens.at(at + 1).is(NOUN) {
                at += 1;
            } else if let Some(listener) = self.prose.phrase(at, self.end) {
                at = listener.end;
            }
        }
        self.clause_ends(at) || self.only_a_listener(cue)
    }

    /// Returns whether no clause about something else continues at the token.
    fn clause_ends(&self, at: TokenId) -> bool {
        let tokens = self.prose.tokens;
        let next = tokens.at(at);
        match next.kind {
            Kind::Word => {
                if tokens.word_is(at, "that") || next.is(PRONOUN) && next.name.is_none() {
                    return false;
                }
                let timed = next.is(DET | ADV | NUM) && tokens.at(at + 1).is(TIME | DAY)
                    || next.is(DET) && tokens.at(at + 2).is(TIME | DAY)
                    || tokens.is_one_of(at, &["late", "early"]) && tokens.at(at + 1).is(TIME | DAY);
                next.is(PREP | DAY | TIME | CONJ | ADV | SUBORD) && next.name.is_none()
                    || next.cue.is_gerund()
                    || timed
            }
            Kind::Possessive => false,
            _ => true,
        }
    }

    /// Returns whether only a long listener stands between the verb at `cue` and the end of its
    /// clause: "told the Northern Radio audience".
    fn only_a_listener(&self, cue: TokenId) -> bool {
        let tokens = self.prose.tokens;
        if !tokens.at(cue).cue.has_listener() || tokens.at(cue + 1).is(PRONOUN) {
            return false;
        }
        for at in (cue + 1).to(self.end.min(cue + 24)).iter() {
            let token = tokens.at(at);
            if !matches!(token.kind, Kind::Word | Kind::Possessive) {
                return at > cue + 1;
            }
            let clause = token.is(AUX) && !tokens.word_is(at, "being")
                || token.cue.is_finite_strong() && !token.is(NOUN) && token.name.is_none()
                || tokens.word_is(at, "that")
                || token.is(PRONOUN) && token.name.is_none();
            if clause {
                return false;
            }
        }
        false
    }
}
