//! Finds the cue before a quotation that governs it.

use super::clause::{Clause, Finding};
use super::phrases::Head;
use super::scope::{REACH, Scope};
use crate::quotations::entities::people::EntityKind;
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{ADV, AUX, BE, CONJ, DOC, NAMES, NEGATION, NOUN, RELATIVE, TITLE};

impl Scope<'_> {
    /// Finds the cue before the quotation at `n` that governs it, and its subject.
    pub(crate) fn cue_before(&self, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(n - REACH);
        let mut at = n;
        let mut commas = 0;
        let main = self.main_clause_start(n);
        while at > floor {
            at -= 1;
            let token = tokens.at(at);
            match token.kind {
                Kind::Semicolon => return Finding::Silent,
                Kind::Colon if at + 1 < n => return Finding::Silent,
                Kind::Comma => commas += 1,
                Kind::Word if tokens.word_is(at, "to") && tokens.word_is(at - 1, "according") => {
                    let source = self.prose.named_phrases(at + 1, n);
                    return Finding::or_nobody(Clause::new(source, (at - 1).to(at + 1), 0.04));
                }
                Kind::Word if token.name.is_some() => {}
                Kind::Word if main.is_some_and(|main| at < main) => {
                    // The verb of an adjunct before the main clause governs nothing in it.
                }
                Kind::Word if token.cue.is_some() && self.is_in_closed_relative(at, n) => {}
                Kind::Word => {
                    let doubt = self.distance_doubt(at, n, commas);
                    let finding = match self.reporting_noun(at) {
                        Finding::Silent if token.cue.is_some() => self.reported_by(at, n),
                        finding => finding,
                    };
                    match finding {
                        Finding::Silent => {}
                        Finding::Said(clause) => return Finding::Said(clause.doubted(doubt)),
                        Finding::Nobody => return Finding::Nobody,
                    }
                }
                _ => {}
            }
        }
        Finding::Silent
    }

    /// Returns whether the verb at `cue` belongs to a relative clause after which the main clause
    /// continues before `n`: `the label, which calls it a “gift”, was “…”`.
    fn is_in_closed_relative(&self, cue: TokenId, n: TokenId) -> bool {
        let tokens = self.prose.tokens;
        let mut who = cue - 1;
        while tokens.at(who).is(AUX | ADV) && who > self.begin {
            who -= 1;
        }
        let opens = tokens.at(who).is(RELATIVE);
        opens
            && (cue + 1)
                .to(n)
                .iter()
                .any(|at| tokens.at(at).kind == Kind::Comma && tokens.at(at + 1).is(BE))
    }

    /// Returns the start of the main clause, if an adjunct precedes it.
    pub(crate) fn main_clause_start(&self, n: TokenId) -> Option<TokenId> {
        let tokens = self.prose.tokens;
        let subject = self.prose.main_subject(self.begin, n)?;
        let start = subject.first()?.tokens.start;
        let adjunct = self.begin.to(start).iter();
        let mut comma = adjunct.filter(|&at| tokens.at(at).kind == Kind::Comma);
        comma.next().map(|_| start)
    }

    /// Finds the speaker of the quotation at `n` reported by the verb at `cue`, considering reports
    /// that enclose that verb.
    fn reported_by(&self, cue: TokenId, n: TokenId) -> Finding {
        if self.is_unanswered(cue) {
            return Finding::Nobody;
        }
        let around = self.around_relative(cue, n);
        if !matches!(around, Finding::Silent) {
            return around;
        }
        let finding = self.governs(cue, n);
        let led = matches!(self.prose.tokens.at(n - 1).kind, Kind::Comma | Kind::Colon);
        if let Finding::Said(clause) = &finding
            && let Some(first) = clause.subject.first()
            && first.tokens.start < cue
            && !led
            && let outer @ Finding::Said(_) = self.outer_report(cue, first.tokens.start)
        {
            return outer;
        }
        finding
    }

    /// Returns the doubt that the cue at `cue` still governs the quotation at `n`.
    fn distance_doubt(&self, cue: TokenId, n: TokenId, commas: usize) -> f32 {
        let tokens = self.prose.tokens;
        let led = matches!(tokens.at(n - 1).kind, Kind::Comma | Kind::Colon);
        let distance = n - cue;
        // "described by its author, planner Ada Smith, as “…”".
        if tokens.word_is(n - 1, "as") && tokens.word_is(cue + 1, "by") && distance < 16 {
            return 0.0;
        }
        if distance <= 2 || led && commas <= 1 && distance < 16 {
            return 0.0;
        }
        if tokens.at(cue).cue.is_strong() {
            0.05 + 0.005 * distance as f32 + 0.04 * commas as f32
        } else {
            0.05 + 0.01 * distance as f32 + 0.08 * commas as f32
        }
    }

    /// Finds the speaker of the quotation at `n` whom the verb at `cue` reports.
    pub(crate) fn governs(&self, cue: TokenId, n: TokenId) -> Finding {
        let verb = self.prose.tokens.at(cue).cue;
        let found = ["found", "finds", "find", "finding"];
        if found.contains(&self.prose.tokens.word(cue))
            && !self.prose.tokens.word_is(cue + 1, "that")
            && !self.is_finding_of_body(cue)
        {
            // "found the “lost” keys".
            Finding::Silent
        } else if verb.is_phrasal() {
            self.phrasal(cue, n)
        } else if self.is_denied(cue) {
            Finding::Nobody
        } else if verb.is_gerund() {
            self.gerund(cue, n)
        } else if verb.is_past() || verb.is_participle() {
            self.past(cue, n)
        } else if verb.is_present() {
            self.present(cue)
        } else {
            self.base_form(cue)
        }
    }

    /// Returns whether "found" reports the finding of an organisation or document:
    /// `The Court of Auditors found “…”`.
    fn is_finding_of_body(&self, cue: TokenId) -> bool {
        let subject = self.prose.subject_before(cue, self.begin);
        subject.is_some_and(|list| {
            list.iter().all(|phrase| match phrase.head {
                Head::Name(id) => {
                    let body = self.prose.people.mentioned(id);
                    body.is_some_and(|body| body.kind == EntityKind::Organisation)
                }
                Head::Noun(n) => self.prose.tokens.at(n).is(DOC),
                Head::Pronoun(_) => false,
            })
        })
    }

    /// Returns whether the verb at `cue` stands in a question that nobody answered:
    /// `did not say whether he thought it was “…”`.
    fn is_unanswered(&self, cue: TokenId) -> bool {
        let tokens = self.prose.tokens;
        let before = self.begin.max(cue - 14).to(cue).iter().rev();
        let mut asked = false;
        for at in before.take_while(|&n| matches!(tokens.at(n).kind, Kind::Word | Kind::Possessive))
        {
            let token = tokens.at(at);
            asked |= tokens.is_one_of(at, &["whether", "if", "why", "how"]);
            if token.cue.is_base() && token.cue.is_strong() && asked {
                let refused = ["declined", "refused", "refuses", "declines"];
                return tokens.at(at - 1).is(NEGATION)
                    || tokens.word_is(at - 1, "to") && refused.contains(&tokens.word(at - 2));
            }
        }
        false
    }

    /// Returns whether the report is denied: `denied that he had called her “…”`.
    fn is_denied(&self, cue: TokenId) -> bool {
        let tokens = self.prose.tokens;
        let before = self.begin.max(cue - 8).to(cue).iter().rev();
        before
            .take_while(|&n| tokens.at(n).kind == Kind::Word && !tokens.at(n).is(CONJ))
            .any(|n| matches!(tokens.word(n), "denied" | "denies" | "deny" | "denying"))
    }

    /// Finds the speaker of a phrasal verb: `Smith went on: “…”`, and
    /// `the plan, as Smith put it, is “…”`.
    fn phrasal(&self, cue: TokenId, n: TokenId) -> Finding {
        let Some(subject) = self.prose.subject_before(cue, self.begin) else {
            return Finding::Silent;
        };
        let put = subject.first().is_some_and(|phrase| {
            let start = self.prose.start_of(phrase);
            start > self.begin && self.prose.tokens.word_is(start - 1, "as")
        });
        let reports = self.prose.tokens.word_is(cue + 2, "that");
        if put || reports || n <= cue + 4 {
            Finding::or_silent(Clause::new(subject, cue.take(2), 0.03))
        } else {
            Finding::Silent
        }
    }

    /// Drops findings whose subject cannot speak: a weak verb needs a person or organisation, which
    /// "the plan described" lacks.
    pub(crate) fn require_person(&self, finding: Finding, strong: bool) -> Finding {
        let Finding::Said(clause) = finding else {
            return finding;
        };
        let tokens = self.prose.tokens;
        let nouns = clause
            .subject
            .iter()
            .filter_map(|phrase| match phrase.head {
                Head::Noun(n) => Some(tokens.at(n)),
                _ => None,
            });
        let (mut things, mut odd) = (false, false);
        for noun in nouns {
            things |= noun.is(NAMES) && !noun.is(NOUN);
            odd |= !noun.is(NOUN | TITLE);
        }
        if things || odd && !strong {
            Finding::Nobody
        } else {
            Finding::Said(clause)
        }
    }
}
