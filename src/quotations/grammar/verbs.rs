//! Finds the speaker of a reporting verb by the verb's form.

use super::clause::Finding;
use super::phrases::{Head, Phrase};
use super::scope::Scope;
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{
    ADV, AUX, BE, CONJ, DET, DOC, HUMAN, NEGATION, NOUN, PREP, PRONOUN, RELATIVE, ROLES, SUBORD,
    THEY,
};

impl Scope<'_> {
    /// Finds the speaker of a gerund: `…, adding “…”`, `was saying “…”`,
    /// `was quoted as saying “…”`.
    pub(crate) fn gerund(&self, cue: TokenId, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let verb = tokens.at(cue);
        let before = tokens.at(cue - 1);
        if before.is(DET) || before.kind == Kind::Possessive {
            return Finding::Silent;
        }
        // "Calling the wait “the longest of her life,” Ada Novak defended it".
        if cue == self.begin && n + 2 < self.end {
            let next = n + 1 + usize::from(tokens.at(n + 1).kind == Kind::Comma);
            let subject = self.prose.phrases(next, self.end);
            let goes_on = subject
                .last()
                .is_some_and(|p| tokens.at(p.end).kind == Kind::Word);
            return Finding::of_subject(Some(subject).filter(|_| goes_on), cue, 0.08);
        }
        if before.is(BE) {
            return Finding::of_subject(self.prose.subject_before(cue, self.begin), cue, 0.06);
        }
        if tokens.word_is(cue - 1, "as") {
            // "was quoted in the Courier last week as saying".
            let mut back = self.begin.max(cue - 12).to(cue - 1).iter().rev();
            let quoted = back.find(|&n| {
                let token = tokens.at(n);
                token.cue.is_participle() && (n == cue - 2 || self.prose.is_passive(n))
                    || !matches!(token.kind, Kind::Word | Kind::Possessive)
            });
            if let Some(quoted) = quoted.filter(|&n| tokens.at(n).kind == Kind::Word) {
                let subject = self.prose.subject_before(quoted, self.begin);
                return Finding::of_subject(subject, cue, 0.03);
            }
            return Finding::of_subject(self.perceived_speaker(cue - 1), cue, 0.06);
        }
        let negating = [
            "without", "refused", "avoid", "avoids", "avoided", "avoiding",
        ];
        if negating.contains(&tokens.word(cue - 1)) {
            return Finding::Nobody;
        }
        if let Some(subject) = self.perceived_speaker(cue) {
            return Finding::of_subject(Some(subject), cue, 0.06);
        }
        if let Some(subject) = self.absolute(cue) {
            return Finding::of_subject(Some(subject), cue, 0.06);
        }
        if before.is(DOC) && before.kind == Kind::Word {
            return self.issuer(cue, cue);
        }
        if before.is(NOUN) && before.kind == Kind::Word && !before.is(HUMAN) {
            let edge = self.prose.edge(cue, self.begin);
            return Finding::of_subject(edge.map(|phrase| vec![phrase]), cue, 0.21);
        }
        if before.kind == Kind::Word
            && before.name.is_none()
            && !before.is(PREP | ADV | CONJ | SUBORD | HUMAN)
            && !verb.cue.is_strong()
        {
            return Finding::Silent;
        }
        if tokens.is_one_of(cue - 1, &["for", "of"]) {
            return Finding::Nobody;
        }
        let subject = self
            .nearest_clause(cue)
            .or_else(|| self.main_clause_subject(cue))
            .or_else(|| self.prior_subject(cue));
        self.require_person(
            Finding::of_subject(subject, cue, 0.08),
            verb.cue.is_strong(),
        )
    }

    /// Finds the speaker of a verb in the past: `Smith called it “…”`,
    /// `was described by Smith as “…”`.
    pub(crate) fn past(&self, cue: TokenId, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let verb = tokens.at(cue);
        let before = tokens.at(cue - 1);
        let strong = verb.cue.is_strong();
        // "against alleged “…”" and "the said “…”" report nothing.
        let adjective = before.is(PREP) && !before.is(SUBORD) && verb.cue.is_participle();
        if before.is(DET) && (verb.is(NOUN) || !before.is(PRONOUN)) || adjective {
            return Finding::Silent;
        }
        if self.prose.is_passive(cue) || tokens.word_is(cue + 1, "by") {
            return self.agent(cue, n);
        }
        if cue <= self.begin
            || before.is(SUBORD)
                && !tokens.is_one_of(cue - 1, &["that", "once"])
                && !before.is(RELATIVE)
        {
            if cue == self.begin
                && verb.cue.inverts()
                && strong
                && !verb.cue.has_listener()
                && let Some(clause) = self.cue_then_speaker(cue)
                && clause
                    .subject
                    .iter()
                    .all(|p| matches!(p.head, Head::Name(_)))
            {
                // "Said Novak, to nobody in particular, “…”".
                return Finding::Said(clause);
            }
            // "Asked whether …": somebody unnamed asked.
            return Finding::nobody_if(verb.cue.is_participle());
        }
        let joined = before.is(CONJ)
            || before.is(ADV) && tokens.at(cue - 2).is(CONJ)
            || tokens.word_is(cue - 1, "then") && matches!(tokens.at(cue - 2).kind, Kind::Quote(_))
            || matches!(before.kind, Kind::Quote(_));
        if joined {
            return Finding::of_subject(self.prior_subject(cue), cue, 0.04);
        }
        let subject = self
            .prose
            .subject_before(cue, self.begin)
            .or_else(|| self.described_subject(cue));
        if subject.is_none() && before.kind == Kind::Comma {
            // "When the storm hit, said Smith, “…”".
            let inverted = self.cue_then_speaker(cue).filter(|clause| {
                let end = clause.subject.last().map(|phrase| phrase.end);
                verb.cue.inverts()
                    && end.is_some_and(|end| end + 1 == n && tokens.at(end).kind == Kind::Comma)
            });
            if let Some(clause) = inverted {
                return Finding::Said(clause);
            }
            if !strong {
                return Finding::Silent;
            }
            return Finding::of_subject(self.prior_subject(cue), cue, 0.46);
        }
        self.require_person(
            Finding::of_subject(subject, cue, if strong { 0.0 } else { 0.04 }),
            strong,
        )
    }

    /// Finds the speaker of a verb in the present: `Smith calls it “…”`.
    pub(crate) fn present(&self, cue: TokenId) -> Finding {
        let before = self.prose.tokens.at(cue - 1);
        let is_noun = before.is(DET | PREP) || before.kind == Kind::Possessive || cue <= self.begin;
        if is_noun {
            return Finding::Silent;
        }
        match self.prose.subject_before(cue, self.begin) {
            Some(subject) => {
                self.require_person(Finding::of_subject(Some(subject), cue, 0.03), false)
            }
            None => Finding::Silent,
        }
    }

    /// Finds the speaker of a base form, which reports after "to", "will" or a plural.
    pub(crate) fn base_form(&self, cue: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let verb = tokens.at(cue);
        let before = tokens.at(cue - 1);
        if tokens.word_is(cue - 1, "to") {
            if self.is_requested(cue - 1) {
                return Finding::Nobody;
            }
            if verb.is(NOUN) && !verb.cue.is_strong() {
                return Finding::Silent;
            }
            if tokens.word_is(cue - 2, "used") {
                return Finding::of_subject(
                    self.prose.subject_before(cue - 2, self.begin),
                    cue,
                    0.03,
                );
            }
            if let Some(subject) = self.controlling_object(cue - 1) {
                return Finding::of_subject(Some(subject), cue, 0.1);
            }
            return Finding::of_subject(self.prior_subject(cue), cue, 0.16);
        }
        let near = self.begin.max(cue - 5).to(cue).iter().rev();
        let denied = near
            .take_while(|&n| tokens.at(n).kind == Kind::Word)
            .any(|n| tokens.at(n).is(NEGATION));
        if denied {
            return Finding::Nobody;
        }
        if let Some(heard) = self.perceived_speaker(cue) {
            return Finding::of_subject(Some(heard), cue, 0.11);
        }
        let plural = |phrase: &Phrase| match phrase.head {
            Head::Noun(n) => tokens.at(n).is(ROLES) || tokens.word(n).ends_with('s'),
            Head::Pronoun(n) => tokens.at(n).is(THEY),
            Head::Name(_) => false,
        };
        if before.is(DET | PREP) || before.kind != Kind::Word {
            return Finding::Silent;
        }
        match self.prose.subject_before(cue, self.begin) {
            Some(list) if before.is(AUX) || list.len() > 1 || list.iter().all(plural) => self
                .require_person(
                    Finding::of_subject(Some(list), cue, 0.11),
                    verb.cue.is_strong(),
                ),
            _ => Finding::Silent,
        }
    }
}
