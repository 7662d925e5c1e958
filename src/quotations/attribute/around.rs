//! Rules for clauses before a quotation and later in its sentence.

use crate::lexicon::{Usage, is_used_as};
use crate::quotations::entities::people::{Entity, EntityKind};
use crate::quotations::grammar::clause::{Clause, Finding};
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::{Quote, REACH, Scope};
use crate::quotations::ids::{EntityId, MentionId, TokenId, TokenRange};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{
    ADV, AUX, BE, DAY, DET, DOC, HE, HUMAN, ORG, POSSESSIVE, PREP, SHE,
};

/// Matches `Smith’s “categorical” denial`.
pub(crate) fn possessive_noun(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let (possessive, noun) = (quote.at - 1, quote.at + 1);
    if possessive <= scope.begin
        || tokens.at(possessive).kind != Kind::Possessive
        || tokens.at(noun).kind != Kind::Word
    {
        return None;
    }
    if !is_used_as(tokens.word(noun), Usage::UTTERANCE) {
        return None;
    }
    let whose = scope.prose.edge(possessive, scope.begin);
    Clause::new(Vec::from_iter(whose), noun.take(1), 0.0)
}

/// Matches a reporting verb before the quotation: `Smith called it “…”`.
pub(crate) fn cue_in_front(scope: &Scope<'_>, quote: Quote<'_>) -> Finding {
    scope.cue_before(quote.at)
}

/// Returns the number of tokens in "according to" or "per", if either stands at `at`.
pub(super) fn source_cue(scope: &Scope<'_>, at: TokenId) -> Option<usize> {
    let tokens = scope.prose.tokens;
    let next = tokens.at(at + 1);
    if tokens.words_are(at, &["according", "to"]) {
        Some(2)
    } else if tokens.word_is(at, "per") && (tokens.word_is(at + 1, "the") || next.name.is_some()) {
        Some(1)
    } else {
        None
    }
}

/// Matches "according to" later in the sentence.
pub(crate) fn according_to_later(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let behind = (quote.at + 1).to(scope.end.min(quote.at + REACH));
    let mut found = behind.iter();
    let (at, cue) = found.find_map(|at| Some((at, source_cue(scope, at)?)))?;
    let source = scope.prose.named_phrases(at + cue, scope.end);
    Clause::new(source, at.take(cue), 0.0)
}

/// Matches a clause later in the sentence: `The plan is “bold” but costly, Smith said.`
pub(crate) fn clause_later(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    scope.clause_at_end(quote.at)
}

/// Matches `Smith: “…”` and `Smith was blunt: “…”`.
pub(crate) fn colon(scope: &Scope<'_>, quote: Quote<'_>) -> Finding {
    let tokens = scope.prose.tokens;
    let n = quote.at;
    if tokens.at(n - 1).kind != Kind::Colon || n <= scope.begin + 1 {
        return Finding::Silent;
    }
    if let Some(name) = scope.prose.mention_at(n - 2)
        && name.titles.start <= scope.begin
        && (scope.is_person(name.id) || scope.is_labelled_often(name.entity))
    {
        return Finding::or_nobody(Clause::new(vec![Phrase::named(name)], None, 0.0));
    }
    let subject = scope.prose.main_subject(scope.begin, n - 1);
    let subject = subject.unwrap_or_default();
    let personal = |phrase: &Phrase| match phrase.head {
        Head::Noun(n) => tokens.at(n).is(HUMAN | DOC) && tokens.at(n).kind == Kind::Word,
        Head::Name(id) => scope.is_person(id),
        Head::Pronoun(n) => tokens.at(n).is(HE | SHE),
    };
    if subject.len() != 1 || !subject.iter().all(personal) {
        return Finding::Nobody;
    }
    Finding::or_nobody(Clause::new(subject, None, 0.1))
}

/// Matches `The bridge was, in the words of Smith, “…”`.
pub(crate) fn in_the_words_before(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let floor = scope.begin.max(quote.at - 30);
    let mut back = floor.to(quote.at).iter().rev();
    let at = back.find(|&at| tokens.word_is(at, "in") && tokens.word_is(at + 2, "words"))?;
    // "in her words, “…”".
    if tokens.at(at + 1).is(POSSESSIVE) && quote.at <= at + 4 {
        return Clause::new(vec![Phrase::pronoun(at + 1)], at.take(3), 0.0);
    }
    if !tokens.words_are(at + 1, &["the", "words", "of"]) {
        return None;
    }
    let source = scope.prose.phrases(at + 4, quote.at);
    let last = source.last().map(|phrase| phrase.end);
    let leads = at == scope.begin && last.is_some_and(|end| tokens.at(end).kind == Kind::Comma);
    if !leads && last.is_none_or(|end| quote.at > end + 1) {
        return None;
    }
    Clause::new(source, at.take(4), 0.0)
}

/// Matches `Smith has gone after the owners as “…”`: any verb with an object that "as" describes by
/// the quotation.
pub(crate) fn sees_as(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let mut like = quote.at - 1;
    if tokens.at(like).is(DET) {
        like -= 1;
    }
    let odd = [
        "well", "such", "same", "known", "serve", "serves", "served", "work", "works", "worked",
        "just", "soon",
    ];
    if like <= scope.begin + 2 || !tokens.word_is(like, "as") || tokens.is_one_of(like - 1, &odd) {
        return None;
    }
    let subject = scope.prose.main_subject(scope.begin, like)?;
    let last = subject.last()?;
    let somebody = |phrase: &Phrase| match phrase.head {
        Head::Noun(n) => tokens.at(n).is(HUMAN | ORG),
        Head::Name(id) => !scope.prose.people.is_place(id),
        Head::Pronoun(n) => tokens.at(n).is(HE | SHE),
    };
    // Only a verb in the active voice and its object may stand in between.
    let between = last.end.to(like);
    let passive = between
        .iter()
        .any(|n| tokens.at(n).is(BE) && !tokens.at(n + 1).cue.is_gerund());
    let parted = between
        .iter()
        .any(|n| !matches!(tokens.at(n).kind, Kind::Word | Kind::Possessive));
    if !subject.iter().all(somebody) || passive || parted || !(2..14).contains(&between.len()) {
        return None;
    }
    Clause::new(subject, verb_of(scope, between), 0.0)
}

/// Returns the first word after the subject that is neither an auxiliary nor an adverb.
fn verb_of(scope: &Scope<'_>, between: TokenRange) -> Option<TokenRange> {
    let mut words = between.iter();
    let verb = words.find(|&n| !scope.prose.tokens.at(n).is(AUX | ADV))?;
    Some(verb.take(1))
}

impl Scope<'_> {
    /// Reads the reporting clause after a comma later in the sentence.
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

    /// Returns the topic of the sentence: the speaker of `The search would go on, Smith said`,
    /// otherwise the subject.
    pub(crate) fn topic(&self) -> Option<Vec<Phrase>> {
        let from = self.begin.max(self.end - REACH / 2);
        let tokens = self.prose.tokens;
        let mut according = std::iter::once(self.begin).chain(from.to(self.end).iter());
        if let Some(at) = according.find(|&at| tokens.words_are(at, &["according", "to"])) {
            let source = self.prose.phrases(at + 2, self.end);
            return (!source.is_empty()).then_some(source);
        }
        match self.clause_at_end(from) {
            Some(clause) => Some(clause.subject),
            None => self.prose.main_subject(self.begin, self.end),
        }
    }

    /// Returns whether the entity looks like the label of a transcript: a name that only occurs at
    /// the beginning of sentences, and more than once.
    fn is_labelled_often(&self, entity: EntityId) -> bool {
        let entity = self.prose.people.entity(entity);
        entity.is_some_and(|e| e.kind == EntityKind::Unknown && e.mention_count > 1)
    }

    fn is_person(&self, id: MentionId) -> bool {
        let entity = self.prose.people.mentioned(id);
        entity.is_some_and(Entity::is_likely_person)
    }
}
