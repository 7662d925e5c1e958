//! The rules: from a quotation to the clause that says whose words they are.
//!
//! Each rule knows one construction of news prose. They are tried from the surest to the least
//! sure, and the first that applies decides; a rule that sees that nobody is meant stops the rest.

use crate::quotations::entities::people::Sort;
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::{Clause, Finding, REACH, Scope};
use crate::quotations::ids::{MentionId, TokenId};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{CONJ, DAY, HE, HUMAN, NOUN, PREP, RELATIVE, SHE};

impl Scope<'_> {
    /// Who said the quotation at token `n`, whose words are `words`.
    pub(crate) fn find(&self, n: TokenId, words: &str) -> Finding {
        let tokens = self.prose.tokens;
        if self.is_nickname(n) {
            return Finding::Nobody;
        }
        if let Some(clause) = self.clause_behind(n, words) {
            return Finding::Said(clause);
        }
        if let Some(clause) = self.possessed(n) {
            return Finding::Said(clause);
        }
        if self.is_named_by(n) || self.looks_like_title(n, words) {
            return Finding::Nobody;
        }
        match self.cue_before(n) {
            Finding::Silent => {}
            finding => return finding,
        }
        if let Some(clause) = self.according_to(n).or_else(|| self.clause_at_end(n)) {
            return Finding::Said(clause);
        }
        if tokens.at(n - 1).kind == Kind::Colon && n > self.begin + 1 {
            return self.colon(n);
        }
        Finding::Silent
    }

    /// `Smith’s “categorical” denial`.
    fn possessed(&self, n: TokenId) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let possessive = n.previous().filter(|&p| p > self.begin)?;
        if tokens.at(possessive).kind != Kind::Possessive || tokens.at(n + 1).kind != Kind::Word {
            return None;
        }
        let told = matches!(
            tokens.word(n + 1),
            "denial"
                | "denials"
                | "claim"
                | "claims"
                | "comment"
                | "comments"
                | "remark"
                | "remarks"
                | "apology"
                | "promise"
                | "pledge"
                | "warning"
                | "warnings"
                | "description"
                | "response"
                | "answer"
                | "reply"
                | "threat"
                | "rant"
                | "tweet"
                | "post"
                | "outburst"
                | "assertion"
                | "jibe"
                | "quip"
                | "criticism"
        );
        if !told {
            return None;
        }
        let whose = self.prose.edge(possessive, self.begin)?;
        self.said(vec![whose], Some((n + 1).to(n + 2)), 0.8)
    }

    /// "according to" somewhere behind the quotation in its sentence.
    fn according_to(&self, n: TokenId) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let at = (n + 1)
            .to(self.end.min(n + REACH))
            .iter()
            .find(|&at| tokens.word_is(at, "according") && tokens.word_is(at + 1, "to"))?;
        self.said(
            self.prose.phrases(at + 2, self.end),
            Some(at.to(at + 2)),
            0.85,
        )
    }

    /// `The plan is “bold” but costly, Smith said.`
    fn clause_at_end(&self, n: TokenId) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let commas = (n + 1)
            .to(self.end.min(n + REACH))
            .iter()
            .filter(|&at| tokens.at(at).kind == Kind::Comma);
        commas.into_iter().take(4).find_map(|comma| {
            let next = comma + 1;
            let clause = if tokens.at(next).cue.is_finite() && tokens.at(next).cue.inverts() {
                self.cue_then_speaker(next).filter(|c| {
                    c.subject.last().is_some_and(|p| {
                        tokens.at(p.end).kind != Kind::Word || tokens.at(p.end).is(PREP | DAY)
                    })
                })
            } else {
                self.speaker_then_cue(next, false)
            }?;
            Some(Clause {
                confidence: clause.confidence - 0.1,
                ..clause
            })
        })
    }

    /// Whom a sentence is about: the speaker of `The search would go on, Smith said`, or else its
    /// subject.
    pub(crate) fn topic(&self) -> Option<Vec<Phrase>> {
        let from = self.begin.max(self.end - REACH / 2);
        match self.clause_at_end(from) {
            Some(clause) => Some(clause.subject),
            None => self.prose.main_subject(self.begin, self.end),
        }
    }

    /// `Smith was blunt: “…”`.
    fn colon(&self, n: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        if let Some(name) = self.prose.mention_at(n - 2)
            && name.titles.start <= self.begin
            && self.is_person(name.id)
        {
            let subject = vec![Phrase::named(name)];
            return Finding::Said(Clause {
                subject,
                cue: None,
                confidence: 0.85,
            });
        }
        let subject = self
            .prose
            .main_subject(self.begin, n - 1)
            .unwrap_or_default();
        let personal = |p: &Phrase| match p.head {
            Head::Noun(n) => tokens.at(n).is(HUMAN) && tokens.at(n).kind == Kind::Word,
            Head::Name(number) => self.is_person(number),
            Head::Pronoun(n) => tokens.at(n).is(HE | SHE),
        };
        if subject.len() == 1 && subject.iter().all(personal) {
            return Finding::Said(Clause {
                subject,
                cue: None,
                confidence: 0.75,
            });
        }
        Finding::Nobody
    }

    fn is_person(&self, number: MentionId) -> bool {
        let entity = self
            .prose
            .people
            .mention(number)
            .and_then(|name| self.prose.people.entity(name.entity));
        entity.is_some_and(|e| e.sort == Sort::Person || e.sort == Sort::Unknown && !e.only_begins)
    }

    /// Whether the quotation at `n` is interrupted by its cue and goes on at `next`.
    pub(crate) fn goes_on(&self, n: TokenId, next: TokenId, words: &str) -> bool {
        let tokens = self.prose.tokens;
        let parted = words.ends_with([',', '?', '!', '…', '—', '–', '-'])
            || tokens.at(n + 1).kind == Kind::Comma;
        if !parted || next > n + 30 || !matches!(tokens.at(next - 1).kind, Kind::Comma | Kind::Dash)
        {
            return false;
        }
        let Some(Clause { cue: Some(cue), .. }) = self.clause_behind(n, words) else {
            return false;
        };
        if cue.end > next {
            return false;
        }
        // A second verb of speech begins a second quotation.
        let mut relative = false;
        for at in (cue.end).to(next).iter() {
            let token = tokens.at(at);
            relative = (relative || token.is(RELATIVE)) && token.kind != Kind::Comma;
            let second = token.name.is_none()
                && !relative
                && (token.cue.is_gerund()
                    || token.cue.is_past() && !token.is(NOUN)
                    || token.is(CONJ) && tokens.at(at - 1).kind == Kind::Comma);
            if second {
                return false;
            }
        }
        true
    }
}
