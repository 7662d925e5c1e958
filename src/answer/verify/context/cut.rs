//! What a sentence loses when only a part of it is shown: a denial, a doubt, a condition.
//!
//! The part is looked at inside its sentence. What stands outside it is read word by word, away
//! from the part on both sides, with the senses that the lexicon gives words and phrases. A denial
//! counts wherever it stands; everything else only as long as no new clause has begun.

use std::ops::Range;

use super::part::Part;
use crate::lexicon::{self, Class, Cue, Sense};
use crate::text::compare::{ComparedText, Step};

/// How what was cut away changes the sense of a part, the gravest way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CutSense {
    /// The sentence denies the part: "I deny that …".
    Denied,
    /// The sentence leaves the part out: "everyone but …".
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
    /// Its name in lower case.
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

/// Something that was cut away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::answer::verify) struct Cut {
    pub sense: CutSense,
    /// The words that were cut away, as they are written.
    pub words: String,
}

/// What the text that the steps lead to has cut away, if it changes the sense.
pub(in crate::answer::verify) fn cut(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
) -> Option<Cut> {
    let part = Part::of(steps, quoted)?;
    let mut found: Vec<(CutSense, Range<usize>)> = Vec::new();
    part.before(&mut found);
    let is_tag = part.is_question() && part.is_tag();
    if !is_tag {
        part.behind(&mut found);
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
    /// Reads what stands before the part in its sentence.
    fn before(&self, found: &mut Vec<(CutSense, Range<usize>)>) {
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
            if let Some(sense) = self.says(n) {
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
            if self.form(n).starts_with("ke") && self.keeps_from(n) {
                found.push((CutSense::Denied, n..first));
            }
        }
    }

    /// Reads what stands behind the part in its sentence.
    fn behind(&self, found: &mut Vec<(CutSense, Range<usize>)>) {
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
                && let Some(sense) = self.says(n)
            {
                found.push((sense, subject..n + 1));
            }
        }
    }

    /// Whether the clause that begins at `n` is a condition: "but only if", "and if".
    fn begins_condition(&self, n: usize) -> bool {
        let words = self.forms.get(n + 1..self.sentence.end).unwrap_or_default();
        lexicon::senses_from(words).any(|(sense, _)| sense.contains(Sense::CONDITION))
    }

    /// Whether the words at `n` take something out of what stands before them: "except the last
    /// one", but not "instead of staying" and not the verb "save".
    fn is_exception_behind(&self, n: usize) -> bool {
        !matches!(self.form(n), "instead" | "let" | "rather" | "save")
    }

    /// Whether a phrase that denies nothing begins with word `n`: "not only", "no more than".
    fn is_neutral(&self, n: usize) -> bool {
        let words = self.forms.get(n..).unwrap_or_default();
        lexicon::senses_from(words)
            .any(|(sense, len)| len > 1 && sense.intersects(Sense::NEUTRAL | Sense::APPROXIMATOR))
    }

    /// What the verb at `n`, if it is one, makes of a clause that depends on it.
    fn says(&self, n: usize) -> Option<CutSense> {
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

    /// A noun that denies, but of which no clause depends: "the joke about the pier".
    fn is_noun_without_clause(&self, n: usize, end: usize) -> bool {
        self.is_noun(n) && !self.has_clause(end)
    }

    /// Whether the part is, or belongs to, an infinitive.
    fn is_infinitive(&self) -> bool {
        let first = self.part.start;
        self.form(first) == "to" || first > 0 && self.form(first - 1) == "to"
    }

    /// Whether word `n` is the "kept" of "kept us from", right before the part.
    fn keeps_from(&self, n: usize) -> bool {
        let first = self.part.start;
        matches!(self.form(n), "keep" | "keeps" | "kept" | "keeping")
            && first - n <= 5
            && self.form(first - 1) == "from"
    }

    /// Whether word `n`, behind the part, is said of it: "is a lie", "was simply wrong".
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
