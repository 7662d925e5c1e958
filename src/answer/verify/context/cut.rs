//! Cuts that change the sense: quoting only a part of a sentence can lose a negation, a doubt or a
//! condition.
//!
//! The words of the sentence outside the part are read in both directions, away from the part, with
//! their senses from the lexicon. A negation counts anywhere in the sentence; every other sense
//! only until the next clause begins.

use std::ops::Range;

use super::part::Part;
use crate::lexicon::{self, Class, Cue, Sense};
use crate::text::compare::{ComparedText, Step};

/// Kind of change that a cut makes to the sense of a part, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CutSense {
    /// The sentence denies the part: "I deny that …".
    Denied,
    /// The sentence excludes the part: "everyone but …".
    Exception,
    /// The sentence wishes for the part: "I wish …".
    Wish,
    /// The sentence asks: "Who says …?".
    Question,
    /// The sentence gives the part as somebody's claim: "they claim …".
    Claim,
    /// The sentence makes the part depend on something: "if …".
    Condition,
    /// The sentence says that the part may be so: "may", "I think".
    Hedge,
}

impl CutSense {
    /// Returns the name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Exception => "exception",
            Self::Wish => "wish",
            Self::Question => "question",
            Self::Claim => "claim",
            Self::Condition => "condition",
            Self::Hedge => "hedge",
        }
    }
}

/// Cut that changes the sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::answer::verify) struct Cut {
    pub sense: CutSense,
    /// Words that were cut away, as they are written.
    pub words: String,
}

/// Returns the gravest cut in an alignment that changes the sense, if any.
pub(in crate::answer::verify) fn cut(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
) -> Option<Cut> {
    let part = Part::of(steps, quoted)?;
    let mut found: Vec<(CutSense, Range<usize>)> = Vec::new();
    part.add_cuts_before(&mut found);
    let is_tag = part.is_question() && part.is_tag();
    if !is_tag {
        part.add_cuts_after(&mut found);
    }
    if part.is_question() && part.is_cut() && !given.is_question_before(given.words.len()) {
        let asking = if part.sentence.start < part.part.start {
            part.sentence.start..part.part.start
        } else {
            part.part.end..part.sentence.end
        };
        found.push((CutSense::Question, asking));
    }
    let (sense, words) = found.into_iter().min_by_key(|(sense, _)| *sense)?;
    let words = part.shown(words);
    Some(Cut { sense, words })
}

impl Part<'_, '_> {
    /// Adds the cuts before the part in its sentence.
    fn add_cuts_before(&self, found: &mut Vec<(CutSense, Range<usize>)>) {
        let first = self.part.start;
        let mut is_open = true;
        for n in (self.sentence.start..first).rev() {
            is_open &= !self.begins_clause(n + 1) || self.is_excepted(n + 1);
            let words = self.forms.get(n..first).unwrap_or_default();
            for (sense, len) in lexicon::senses_from(words) {
                let end = n + len;
                let is_next = end == first || end + 1 == first && self.is(end, Class::DET);
                let cut = if sense.contains(Sense::NEGATOR) && !self.is_neutral(n) {
                    CutSense::Denied
                } else if !is_open {
                    continue;
                } else if sense.contains(Sense::DENIAL)
                    && !self.is_noun_without_clause(n, end)
                    && !(n > 0 && self.is_neutral(n - 1))
                    || sense.contains(Sense::NEARLY) && is_next
                {
                    CutSense::Denied
                } else if sense.contains(Sense::EXCEPTION) && is_next {
                    CutSense::Exception
                } else if sense.contains(Sense::WISH) && !self.is_noun(n) {
                    CutSense::Wish
                } else if sense.contains(Sense::CLAIM_NOUN) && self.is_noun(n) {
                    if !self.has_clause(end) {
                        continue;
                    }
                    CutSense::Claim
                } else if sense.contains(Sense::CONDITION) {
                    CutSense::Condition
                } else if sense.contains(Sense::HEDGE)
                    || sense.contains(Sense::TENTATIVE) && self.is_bare_from(end)
                {
                    CutSense::Hedge
                } else {
                    continue;
                };
                found.push((cut, self.subject(n)..end));
            }
            if !is_open {
                continue;
            }
            if let Some(sense) = self.sense_of_saying(n) {
                found.push((sense, self.subject(n)..n + 1));
            }
            if self.form(n) == "according" && self.form(n + 1) == "to" {
                found.push((CutSense::Claim, n..first));
            }
            if self.is_excepted(n) && n + 2 >= first {
                found.push((CutSense::Exception, n - 1..first));
            }
            if self.form(n) == "too" && first - n <= 4 && self.is_infinitive() {
                found.push((CutSense::Denied, n..first));
            }
            if self.keeps_from(n) {
                found.push((CutSense::Denied, n..first));
            }
        }
    }

    /// Adds the cuts after the part in its sentence.
    fn add_cuts_after(&self, found: &mut Vec<(CutSense, Range<usize>)>) {
        let start = self.part.end;
        let mut is_open = true;
        for n in start..self.sentence.end {
            is_open &= !self.begins_clause(n) || self.begins_condition(n);
            let words = self.forms.get(n..self.sentence.end).unwrap_or_default();
            for (sense, len) in lexicon::senses_from(words) {
                let cut = if sense.contains(Sense::NEGATOR) && !self.is_neutral(n) {
                    CutSense::Denied
                } else if !is_open {
                    continue;
                } else if sense.contains(Sense::DENIAL) && self.is_predicate(n) {
                    CutSense::Denied
                } else if sense.contains(Sense::EXCEPTION) && self.is_exception_behind(n) {
                    CutSense::Exception
                } else if sense.contains(Sense::CONDITION) {
                    CutSense::Condition
                } else if sense.contains(Sense::HEDGE) && !self.is(n - 1, Class::DET) {
                    CutSense::Hedge
                } else {
                    continue;
                };
                found.push((cut, start..n + len));
            }
            let subject = self.subject(n);
            let is_aside = subject < n
                && subject >= start
                && self.quoted.before(subject).contains([',', '—', '–']);
            if is_open
                && is_aside
                && let Some(sense) = self.sense_of_saying(n)
            {
                found.push((sense, subject..n + 1));
            }
        }
    }

    /// Returns whether the clause that begins at `n` is a condition: "but only if", "and if".
    fn begins_condition(&self, n: usize) -> bool {
        let words = self.forms.get(n + 1..self.sentence.end).unwrap_or_default();
        lexicon::senses_from(words).any(|(sense, _)| sense.contains(Sense::CONDITION))
    }

    /// Returns whether the words at `n` make an exception from the words before them: "except the
    /// last one", but not "instead of staying" or the verb "save".
    fn is_exception_behind(&self, n: usize) -> bool {
        !matches!(self.form(n), "instead" | "let" | "rather" | "save")
    }

    /// Returns whether a phrase that contains a negator but denies nothing begins at word `n`: "not
    /// only", "no more than".
    fn is_neutral(&self, n: usize) -> bool {
        let words = self.forms.get(n..).unwrap_or_default();
        lexicon::senses_from(words)
            .any(|(sense, len)| len > 1 && sense.intersects(Sense::NEUTRAL | Sense::APPROXIMATOR))
    }

    /// Returns the sense that a verb of saying or believing at `n` gives to a dependent clause.
    fn sense_of_saying(&self, n: usize) -> Option<CutSense> {
        let form = self.form(n);
        let sense = lexicon::sense(form);
        let cue = lexicon::look_up(form).cue;
        let believes = sense.contains(Sense::BELIEF);
        if !(believes || cue.intersects(Cue::STRONG | Cue::LISTENER)) || self.is_noun(n) {
            return None;
        }
        let subject = self.subject(n);
        if subject == n {
            return None;
        }
        let between = subject + 1..n;
        let is_passive = cue.is_participle() && between.into_iter().any(|n| self.is(n, Class::BE));
        match self.form(subject) {
            "i" | "we" if is_passive => Some(CutSense::Claim),
            "i" | "we" => believes.then_some(CutSense::Hedge),
            "it" if believes => Some(CutSense::Hedge),
            "to" | "and" | "or" => None,
            _ => Some(CutSense::Claim),
        }
    }

    /// Returns whether word `n` is a noun without a dependent clause: "the joke about the pier".
    fn is_noun_without_clause(&self, n: usize, end: usize) -> bool {
        self.is_noun(n) && !self.has_clause(end)
    }

    /// Returns whether the part begins with an infinitive.
    fn is_infinitive(&self) -> bool {
        let first = self.part.start;
        self.form(first) == "to" || first > 0 && self.form(first - 1) == "to"
    }

    /// Returns whether word `n` is the "kept" of "kept us from" directly before the part.
    fn keeps_from(&self, n: usize) -> bool {
        let first = self.part.start;
        matches!(self.form(n), "keep" | "keeps" | "kept" | "keeping")
            && first - n <= 5
            && self.form(first - 1) == "from"
    }

    /// Returns whether word `n`, after the part, is its predicate: "is a lie", "was simply wrong".
    fn is_predicate(&self, n: usize) -> bool {
        (self.part.end..n).rev().take(3).any(|n| {
            self.is(n, Class::BE)
                || matches!(
                    self.form(n),
                    "sound" | "sounds" | "seems" | "looks" | "remains"
                )
                || self.form(n).ends_with("'s")
        })
    }
}
