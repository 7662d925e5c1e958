//! Subjects of participles and infinitives: "with Smith shouting", "where workers stood, chanting",
//! "issued a statement saying".

use super::clause::Finding;
use super::phrases::{Head, Phrase};
use super::scope::{REACH, Scope};
use crate::lexicon::{Usage, is_used_as};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{AUX, BE, DET, DOC, PREP, PRONOUN, SAYING, SUBORD};

impl Scope<'_> {
    /// Returns the subject of an absolute construction, `with Smith shouting` or
    /// `a shot of Smith saying`: the phrase between a preposition and the gerund at `cue`.
    pub(crate) fn absolute(&self, cue: TokenId) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(cue - 10);
        let back = floor.to(cue - 1).iter().rev();
        for prep in back.take_while(|&n| matches!(tokens.at(n).kind, Kind::Word | Kind::Possessive))
        {
            let with = tokens.word_is(prep, "with")
                || tokens.word_is(prep, "of")
                    && is_used_as(tokens.word(prep - 1), Usage::RECORDING);
            // "with members banging their desks and Smith shouting".
            let joined = tokens.word_is(prep, "and")
                && self
                    .begin
                    .max(prep - 10)
                    .to(prep)
                    .iter()
                    .rev()
                    .take_while(|&n| tokens.at(n).kind == Kind::Word)
                    .any(|n| tokens.word_is(n, "with"));
            if !with && !joined {
                continue;
            }
            return self.prose.phrases_filling(prep + 1, cue);
        }
        None
    }

    /// Returns the subject of the clause that the gerund at `cue` follows:
    /// `a mill where workers stood at the gate, chanting`,
    /// `was packing up when Smith closed the evening, murmuring`.
    pub(crate) fn nearest_clause(&self, cue: TokenId) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(cue - REACH);
        if tokens.at(cue - 1).kind != Kind::Comma {
            return None;
        }
        for at in floor.to(cue - 1).iter().rev() {
            let token = tokens.at(at);
            if matches!(token.kind, Kind::Comma | Kind::Quote(_) | Kind::Semicolon)
                && !tokens.word_is(at + 1, "where")
            {
                return None;
            }
            let progressive = || {
                let before = (at - 4).to(at).iter();
                before
                    .into_iter()
                    .any(|n| tokens.at(n).is(BE) && tokens.word(n + 1).ends_with("ing"))
            };
            if tokens.word_is(at, "where") || tokens.word_is(at, "when") && progressive() {
                let list = self.prose.phrases(at + 1, cue);
                return (!list.is_empty()).then_some(list);
            }
            if token.is(SUBORD) && !token.is(PREP) {
                return None;
            }
        }
        None
    }

    /// Returns the object that controls an infinitive, whose "to" stands at `to`:
    /// `led Smith to fear`.
    pub(crate) fn controlling_object(&self, to: TokenId) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(to - 9);
        let mut back = floor.to(to).iter().rev();
        let verb = back.find(|&n| is_used_as(tokens.word(n), Usage::CONTROLS))?;
        self.prose.phrases_filling(verb + 1, to)
    }

    /// Returns whether the infinitive at `to` is only requested, and so not said:
    /// `asked the jury to remember`.
    pub(crate) fn is_requested(&self, to: TokenId) -> bool {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(to - 9);
        let mut back = floor
            .to(to)
            .iter()
            .rev()
            .take_while(|&n| matches!(tokens.at(n).kind, Kind::Word | Kind::Possessive));
        let Some(verb) = back.find(|&n| is_used_as(tokens.word(n), Usage::REQUESTS)) else {
            return false;
        };
        verb + 2 == to && tokens.at(verb + 1).is(PRONOUN)
            || self.prose.phrases_filling(verb + 1, to).is_some()
    }

    /// Returns the subject of the sentence, if only a participle or a relative clause that describes
    /// it stands between it and the verb: `Pupils marching round the square chanted`.
    pub(crate) fn described_subject(&self, cue: TokenId) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let list = self.prose.main_subject(self.begin, cue)?;
        let end = list.last()?.end;
        let between = end.to(cue);
        let participle = tokens.word(end).ends_with("ing")
            || tokens.word(end).ends_with("ed")
            || tokens.word_is(end, "who");
        let plain = between.iter().all(|n| {
            tokens.at(n).kind == Kind::Word
                && !tokens.at(n).is(AUX | SUBORD)
                && !tokens.at(n).cue.is_finite_strong()
        });
        let parted = participle && plain && (2..9).contains(&between.len());
        (parted || end == cue).then_some(list)
    }

    /// Finds the issuer of a document that speaks by the verb at `cue`:
    /// `Smith issued a statement saying`. The document's phrase ends at `end`.
    pub(crate) fn issuer(&self, end: TokenId, cue: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(end - 8);
        let start = floor
            .to(end)
            .iter()
            .rev()
            .take_while(|&n| tokens.at(n).kind == Kind::Word)
            .find(|&n| tokens.at(n).is(DET));
        let Some(start) = start else {
            return Finding::Nobody;
        };
        // "put out", "sent around": a particle may stand behind the verb.
        let verb = [start - 1, start - 2].into_iter().find(|&n| {
            n > self.begin
                && tokens.at(n).kind == Kind::Word
                && is_used_as(tokens.word(n), Usage::ISSUES)
        });
        if let Some(verb) = verb {
            let subject = self
                .prose
                .subject_before(verb, self.begin)
                .or_else(|| self.prose.main_subject(self.begin, verb));
            if let Some(subject) = subject {
                return Finding::of_subject(Some(subject), cue, 0.06);
            }
        }
        let writing = self.prose.phrase(start, end).filter(|p| {
            p.tokens.end == end && matches!(p.head, Head::Noun(n) if tokens.at(n).is(DOC | SAYING))
        });
        let owner = tokens.at(start - 1);
        if start > self.begin && owner.kind == Kind::Word && !owner.is(PREP | AUX | SUBORD) {
            return Finding::Nobody;
        }
        Finding::of_subject(writing.map(|phrase| vec![phrase]), cue, 0.21)
    }
}
