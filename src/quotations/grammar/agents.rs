//! Agents of verbs whose subject does not stand before them: passives, gerunds, joined verbs.

use super::clause::{Clause, Finding};
use super::phrases::Phrase;
use super::scope::{REACH, Scope};
use crate::lexicon::{Usage, is_used_as};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{CONJ, DET, NATION, NEGATION, NOUN, ROLES};

impl Scope<'_> {
    /// Returns the person who is heard or quoted in "Smith heard his mother saying" and "quoted
    /// Jones as saying". Their mention ends at `end`.
    pub(crate) fn perceived_speaker(&self, end: TokenId) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        if tokens.is_one_of(end - 1, &["him", "her", "them"]) {
            return is_used_as(tokens.word(end - 2), Usage::PERCEIVES)
                .then(|| vec![Phrase::pronoun(end - 1)]);
        }
        let heard = self.prose.edge(end, self.begin).or_else(|| {
            let last = end.previous()?;
            tokens.at(last).is(ROLES).then(|| Phrase::noun(last))
        })?;
        let start = self.prose.start_of(&heard);
        let verb = self
            .begin
            .max(start - 3)
            .to(start)
            .iter()
            .rev()
            .find(|&n| tokens.at(n).kind != Kind::Word || !tokens.at(n).is(NATION | NOUN | DET))?;
        if tokens.word_is(verb, "by") {
            return self.prose.subject_before(verb.previous()?, self.begin);
        }
        if tokens.at(verb - 1).is(NEGATION) {
            return None;
        }
        is_used_as(tokens.word(verb), Usage::PERCEIVES).then(|| vec![heard])
    }

    /// Finds the agent of the passive verb at `cue`: the phrase after "by" on either side of the
    /// quotation at `n`.
    pub(crate) fn agent(&self, cue: TokenId, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let spots = [cue + 1, n + 1, n - 1];
        for by in spots.into_iter().chain((cue + 1).to(n.min(cue + 8)).iter()) {
            if tokens.word_is(by, "by") && by < self.end {
                let subject = self.prose.named_phrases(by + 1, self.end);
                if let Some(clause) = Clause::new(subject, cue.take(1), 0.08) {
                    return Finding::Said(clause);
                }
            }
        }
        // "as saying" is a separate cue; any other passive only tells that it was said.
        Finding::Nobody
    }

    /// Returns the subject of a verb that has none of its own: that of the verb before it, or of
    /// the sentence.
    pub(crate) fn prior_subject(&self, cue: TokenId) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let main = self.main_clause_start(cue);
        let floor = self.begin.max(cue - REACH).max(main.unwrap_or_default());
        for at in floor.to(cue).iter().rev() {
            let token = tokens.at(at);
            if token.kind == Kind::Semicolon {
                break;
            }
            if !token.cue.is_past()
                || token.name.is_some()
                || self.prose.is_passive(at)
                || tokens.at(at - 1).is(DET | CONJ)
            {
                continue;
            }
            if matches!(tokens.at(at - 1).kind, Kind::Quote(_) | Kind::Comma)
                && token.cue.inverts()
                && let Some(clause) = self.cue_then_speaker(at)
                && clause.subject.last().is_some_and(|p| p.end <= cue)
            {
                return Some(clause.subject);
            }
            if let Some(subject) = self.prose.subject_before(at, self.begin) {
                return Some(subject);
            }
        }
        self.prose.main_subject(self.begin, cue)
    }

    /// Returns the subject of the main clause that a gerund (", adding") belongs to. In "Smith
    /// noted that Jones had left, adding", Smith adds.
    pub(crate) fn main_clause_subject(&self, cue: TokenId) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(cue - REACH);
        let mut best = None;
        for at in floor.to(cue).iter().rev() {
            let token = tokens.at(at);
            let parted = token.is(CONJ)
                || tokens.word_is(at, "while")
                || matches!(token.kind, Kind::Quote(_) | Kind::Semicolon);
            if parted {
                break;
            }
            let verb = token.name.is_none()
                && token.cue.is_past()
                && !self.prose.is_passive(at)
                && !tokens.at(at - 1).is(DET);
            if verb {
                best = self.prose.subject_before(at, self.begin).or(best);
            }
        }
        best
    }
}
