//! Clauses in front of a quotation and later in its sentence.

use crate::quotations::entities::people::Sort;
use crate::quotations::grammar::clause::{Clause, Finding};
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::{Quote, REACH, Scope};
use crate::quotations::ids::{MentionId, TokenId};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DAY, HE, HUMAN, PREP, SHE};

/// `Smith’s “categorical” denial`.
pub(crate) fn possessed(scope: &Scope<'_>, quote: Quote<'_>) -> Finding {
    let tokens = scope.prose.tokens;
    let (possessive, noun) = (quote.at - 1, quote.at + 1);
    if possessive <= scope.begin
        || tokens.at(possessive).kind != Kind::Possessive
        || tokens.at(noun).kind != Kind::Word
    {
        return Finding::Silent;
    }
    let told = matches!(
        tokens.word(noun),
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
        return Finding::Silent;
    }
    let whose = scope.prose.edge(possessive, scope.begin);
    Finding::or_silent(Clause::new(Vec::from_iter(whose), noun.first(1), 0.0))
}

/// A verb of speech in front: `Smith called it “…”`.
pub(crate) fn cue_in_front(scope: &Scope<'_>, quote: Quote<'_>) -> Finding {
    scope.cue_before(quote.at)
}

/// "according to" somewhere behind the quotation in its sentence.
pub(crate) fn according_to_later(scope: &Scope<'_>, quote: Quote<'_>) -> Finding {
    let tokens = scope.prose.tokens;
    let behind = (quote.at + 1).to(scope.end.min(quote.at + REACH));
    let mut found = behind.iter();
    let Some(at) = found.find(|&at| tokens.words_are(at, &["according", "to"])) else {
        return Finding::Silent;
    };
    let source = scope.prose.phrases(at + 2, scope.end);
    Finding::or_silent(Clause::new(source, at.first(2), 0.0))
}

/// `The plan is “bold” but costly, Smith said.`
pub(crate) fn clause_later(scope: &Scope<'_>, quote: Quote<'_>) -> Finding {
    Finding::or_silent(scope.clause_at_end(quote.at))
}

/// `Smith: “…”`, and `Smith was blunt: “…”`.
pub(crate) fn colon(scope: &Scope<'_>, quote: Quote<'_>) -> Finding {
    let tokens = scope.prose.tokens;
    let n = quote.at;
    if tokens.at(n - 1).kind != Kind::Colon || n <= scope.begin + 1 {
        return Finding::Silent;
    }
    if let Some(name) = scope.prose.mention_at(n - 2)
        && name.titles.start <= scope.begin
        && scope.is_person(name.id)
    {
        return Finding::or_nobody(Clause::new(vec![Phrase::named(name)], None, 0.0));
    }
    let subject = scope.prose.main_subject(scope.begin, n - 1);
    let subject = subject.unwrap_or_default();
    let personal = |phrase: &Phrase| match phrase.head {
        Head::Noun(n) => tokens.at(n).is(HUMAN) && tokens.at(n).kind == Kind::Word,
        Head::Name(id) => scope.is_person(id),
        Head::Pronoun(n) => tokens.at(n).is(HE | SHE),
    };
    if subject.len() != 1 || !subject.iter().all(personal) {
        return Finding::Nobody;
    }
    Finding::or_nobody(Clause::new(subject, None, 0.1))
}

impl Scope<'_> {
    fn clause_at_end(&self, n: TokenId) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let behind = (n + 1).to(self.end.min(n + REACH));
        let commas = behind
            .iter()
            .filter(|&at| tokens.at(at).kind == Kind::Comma);
        commas.take(4).find_map(|comma| {
            let next = comma + 1;
            if tokens.at(next).cue.is_finite() && tokens.at(next).cue.inverts() {
                self.cue_then_speaker(next).filter(|clause| {
                    clause.subject.last().is_some_and(|phrase| {
                        let after = tokens.at(phrase.end);
                        after.kind != Kind::Word || after.is(PREP | DAY)
                    })
                })
            } else {
                let clause = self.speaker_then_cue(next, false);
                clause.map(|clause| clause.doubted(0.01))
            }
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

    fn is_person(&self, id: MentionId) -> bool {
        let name = self.prose.people.mention(id);
        let entity = name.and_then(|name| self.prose.people.entity(name.entity));
        entity.is_some_and(|e| e.sort == Sort::Person || e.sort == Sort::Unknown && !e.only_begins)
    }
}
