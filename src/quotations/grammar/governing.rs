//! The cue in front of a quotation that governs it, and the subject of that cue.

use super::phrases::{Head, Phrase};
use super::scope::{Clause, Finding, REACH, Scope};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{
    ADV, AUX, BE, CONJ, DET, HUMAN, NAMES, NEGATION, NOUN, PREP, PRONOUN, RELATIVE, ROLES, SUBORD,
    THEY, TITLE,
};

impl Scope<'_> {
    /// The cue to the left that governs the quotation.
    pub(crate) fn cue_before(&self, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(n - REACH);
        let mut at = n;
        let mut commas = 0;
        while at > floor {
            at -= 1;
            let token = tokens.at(at);
            match token.kind {
                Kind::Semicolon => return Finding::Silent,
                Kind::Colon if at + 1 < n => return Finding::Silent,
                Kind::Comma => commas += 1,
                Kind::Word
                    if tokens.word_is(at, "to")
                        && at.0 > 0
                        && tokens.word_is(at - 1, "according") =>
                {
                    return match self.said(
                        self.prose.phrases(at + 1, n),
                        Some((at - 1).to(at + 1)),
                        0.92,
                    ) {
                        Some(clause) => Finding::Said(clause),
                        None => Finding::Nobody,
                    };
                }
                Kind::Word if token.cue.is_some() && token.name.is_none() => {
                    match self.governs(at, n) {
                        Finding::Silent => {}
                        Finding::Said(clause) => return self.weigh(clause, at, n, commas),
                        Finding::Nobody => return Finding::Nobody,
                    }
                }
                _ => {}
            }
        }
        Finding::Silent
    }

    /// How surely the cue at `cue` still reaches the quotation at `n`.
    pub(crate) fn weigh(&self, clause: Clause, cue: TokenId, n: TokenId, commas: usize) -> Finding {
        let tokens = self.prose.tokens;
        let strong = tokens.at(cue).cue.is_strong();
        let led = matches!(tokens.at(n - 1).kind, Kind::Comma | Kind::Colon);
        let distance = n - cue;
        let direct = distance <= 2 || led && commas <= 1 && distance < 16;
        let mut confidence = clause.confidence;
        if !direct {
            confidence -= 0.05;
            confidence -= 0.01 * distance as f32 * if strong { 0.5 } else { 1.0 };
            confidence -= 0.04 * commas as f32 * if strong { 1.0 } else { 2.0 };
        }
        Finding::Said(Clause {
            confidence,
            ..clause
        })
    }

    /// Whether the verb at `cue` reports the quotation at `n`, and of whom.
    pub(crate) fn governs(&self, cue: TokenId, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let verb = tokens.at(cue);
        let before = tokens.at(cue - 1);
        let at_start = cue <= self.begin;
        let found = |subject: Option<Vec<Phrase>>, confidence: f32| match subject {
            Some(subject) if !subject.is_empty() => Finding::Said(Clause {
                subject,
                cue: Some(cue.to(cue + 1)),
                confidence,
            }),
            _ => Finding::Nobody,
        };
        if verb.cue.is_phrasal() {
            return self.phrasal(cue, n);
        }
        // "denied that he had called her “…”".
        let is_denied = self
            .begin
            .max(cue - 8)
            .to(cue)
            .iter()
            .rev()
            .take_while(|&n| tokens.at(n).kind == Kind::Word && !tokens.at(n).is(CONJ))
            .any(|n| matches!(tokens.word(n), "denied" | "denies" | "deny" | "denying"));
        if is_denied {
            return Finding::Nobody;
        }
        if verb.cue.is_gerund() {
            if before.is(DET) || before.kind == Kind::Possessive {
                return Finding::Silent;
            }
            if before.is(BE) {
                return found(self.prose.subject_before(cue, self.begin), 0.9);
            }
            // "was quoted as saying".
            if tokens.word_is(cue - 1, "as") {
                if tokens.at(cue - 2).cue.is_participle() {
                    return found(self.prose.subject_before(cue - 2, self.begin), 0.93);
                }
                return found(self.overheard(cue - 1), 0.9);
            }
            if self.denies(cue - 1) {
                return Finding::Nobody;
            }
            if let Some(subject) = self.overheard(cue) {
                return found(Some(subject), 0.9);
            }
            if before.is(NOUN) && before.kind == Kind::Word && !before.is(HUMAN) {
                return found(self.prose.edge(cue, self.begin).map(|p| vec![p]), 0.75);
            }
            if before.kind == Kind::Word
                && before.name.is_none()
                && !before.is(PREP | ADV | CONJ | SUBORD | HUMAN)
                && !verb.cue.is_strong()
            {
                return Finding::Silent;
            }
            let after_prep = tokens.word_is(cue - 1, "for") || tokens.word_is(cue - 1, "of");
            if after_prep {
                return Finding::Nobody;
            }
            let subject = self.main_clause(cue).or_else(|| self.prior_subject(cue));
            return self.human(found(subject, 0.88), verb.cue.is_strong());
        }
        if verb.cue.is_past() || verb.cue.is_participle() {
            if verb.is(NOUN) && before.is(DET) || before.is(DET) && !before.is(PRONOUN) {
                return Finding::Silent;
            }
            let reduced = tokens.word_is(cue + 1, "by");
            if self.prose.is_passive(cue) || reduced {
                return self.agent(cue, n);
            }
            if at_start
                || before.is(SUBORD) && !tokens.word_is(cue - 1, "that") && !before.is(RELATIVE)
            {
                // "Asked whether …": somebody unnamed asked.
                return if verb.cue.is_participle() {
                    Finding::Nobody
                } else {
                    Finding::Silent
                };
            }
            let joined = before.is(CONJ)
                || before.is(ADV) && tokens.at(cue - 2).is(CONJ)
                || matches!(before.kind, Kind::Quote(_));
            if joined {
                return found(self.prior_subject(cue), 0.92);
            }
            let base = if verb.cue.is_strong() { 0.96 } else { 0.92 };
            let subject = self.prose.subject_before(cue, self.begin);
            if subject.is_none() && before.kind == Kind::Comma {
                return if verb.cue.is_strong() {
                    found(self.prior_subject(cue), 0.5)
                } else {
                    Finding::Silent
                };
            }
            return self.human(found(subject, base), verb.cue.is_strong());
        }
        if verb.cue.is_present() {
            let noun = before.is(DET | PREP) || before.kind == Kind::Possessive || at_start;
            if noun {
                return Finding::Silent;
            }
            let Some(subject) = self.prose.subject_before(cue, self.begin) else {
                return Finding::Silent;
            };
            return self.human(found(Some(subject), 0.93), false);
        }
        // The base form speaks after "to", "will", or a plural.
        if tokens.word_is(cue - 1, "to") {
            return if verb.is(NOUN) && !verb.cue.is_strong() {
                Finding::Silent
            } else {
                found(self.prior_subject(cue), 0.8)
            };
        }
        if before.is(NEGATION) {
            return Finding::Nobody;
        }
        let plural = |p: &Phrase| match p.head {
            Head::Noun(n) => tokens.at(n).is(ROLES) || tokens.word(n).ends_with('s'),
            Head::Pronoun(n) => tokens.at(n).is(THEY),
            Head::Name(_) => false,
        };
        if before.is(DET | PREP) || before.kind != Kind::Word {
            return Finding::Silent;
        }
        match self.prose.subject_before(cue, self.begin) {
            Some(list) if before.is(AUX) || list.len() > 1 || list.iter().all(plural) => {
                self.human(found(Some(list), 0.85), verb.cue.is_strong())
            }
            _ => Finding::Silent,
        }
    }

    /// "denied", or "short" of "stopped short of".
    fn denies(&self, n: TokenId) -> bool {
        let word = self.prose.tokens.word(n);
        matches!(
            word,
            "denied"
                | "denies"
                | "deny"
                | "denying"
                | "avoided"
                | "avoids"
                | "avoid"
                | "avoiding"
                | "without"
                | "refused"
        )
    }

    /// `Smith went on: “…”`, and `the plan, as Smith put it, is “…”`.
    fn phrasal(&self, cue: TokenId, n: TokenId) -> Finding {
        let subject = self.prose.subject_before(cue, self.begin);
        let put = subject
            .as_ref()
            .and_then(|list| list.first())
            .is_some_and(|p| {
                let before = match p.head {
                    Head::Name(number) => self
                        .prose
                        .people
                        .mention(number)
                        .map_or(TokenId::default(), |u| u.titles.start),
                    _ => p.tokens.start,
                };
                before > self.begin && self.prose.tokens.word_is(before - 1, "as")
            });
        match subject {
            Some(subject) if put || n <= cue + 4 => Finding::Said(Clause {
                subject,
                cue: Some(cue.to(cue + 2)),
                confidence: 0.93,
            }),
            _ => Finding::Silent,
        }
    }

    /// A weak verb counts only where somebody can be meant: "the plan described" does not.
    pub(crate) fn human(&self, finding: Finding, strong: bool) -> Finding {
        let Finding::Said(clause) = finding else {
            return finding;
        };
        let thing =
            |n: TokenId| self.prose.tokens.at(n).is(NAMES) && !self.prose.tokens.at(n).is(NOUN);
        if clause
            .subject
            .iter()
            .any(|p| matches!(p.head, Head::Noun(n) if thing(n)))
        {
            return Finding::Nobody;
        }
        let odd = clause
            .subject
            .iter()
            .any(|p| matches!(p.head, Head::Noun(n) if !self.prose.tokens.at(n).is(NOUN | TITLE)));
        if odd && !strong {
            Finding::Nobody
        } else {
            Finding::Said(clause)
        }
    }
}
