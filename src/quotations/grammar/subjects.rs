//! Finds the subject of a verb.

use super::appositions::without_attachments;
use super::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::{Kind, Token};
use crate::quotations::words::{
    ADV, AUX, BE, CONJ, DAY, DET, HUMAN, NEGATION, NOUN, POSSESSIVE, PREP, PRONOUN, RELATIVE,
    ROLES, SUBORD, TIME,
};

/// Maximum distance over which a clause is read, in tokens.
const REACH: usize = 40;

impl Prose<'_> {
    /// Returns the subject of the verb at `cue`, if it precedes the verb in the clause. Returns
    /// `None` also if the clause denies that anything was said.
    pub(crate) fn subject_before(&self, cue: TokenId, begin: TokenId) -> Option<Vec<Phrase>> {
        let floor = begin.max(cue - REACH);
        let mut end = cue;
        while end > floor {
            let token = self.tokens.at(end - 1);
            let before = self.tokens.at(end - 2);
            let contracted = token.kind == Kind::Possessive && before.is(PRONOUN);
            let timed = token.is(DAY) || token.is(TIME);
            if token.is(NEGATION) {
                return None;
            }
            let once = self.tokens.word_is(end - 1, "once");
            let adverb = token.is(ADV) && !token.is(NOUN) || once;
            let linked = token.kind == Kind::Word && token.is(PREP | DET) && self.begins_time(end);
            if !(contracted
                || timed && end - 1 > floor
                || linked
                || token.is(AUX) && token.name.is_none()
                || adverb)
            {
                break;
            }
            end -= 1;
        }
        let last = self.tokens.at(end.previous()?);
        if end <= floor {
            return None;
        }
        match last.kind {
            Kind::Comma | Kind::Close | Kind::Dash => self.subject_with_appositives(end - 1, floor),
            _ if last.is(RELATIVE) && end == cue.min(end) => self.antecedent(end - 1, floor),
            _ => self.subject_ending_at(end, floor),
        }
    }

    /// Returns the start of the clause that ends at `end`.
    fn clause_start(&self, end: TokenId, floor: TokenId) -> TokenId {
        floor
            .to(end)
            .iter()
            .rev()
            .find(|&n| {
                let token = self.tokens.at(n);
                !matches!(token.kind, Kind::Word | Kind::Possessive | Kind::Other)
                    || token.is(SUBORD | RELATIVE) && token.name.is_none()
                    || token.cue.is_past()
                        && !token.is(NOUN)
                        && !self.tokens.at(n + 1).is(PREP)
                        && token.name.is_none()
            })
            .map_or(floor, |n| n + 1)
    }

    /// Returns the end of the preposition at `from` and the expressions of time after it, up to
    /// `end`; `from` itself if there are none.
    fn after_time(&self, from: TokenId, end: TokenId) -> TokenId {
        if !self.tokens.at(from).is(PREP) {
            return from;
        }
        let mut at = from + 1;
        while at < end && self.begins_time(at) {
            at += if self.tokens.at(at).is(DET | ADV) {
                2
            } else {
                1
            };
        }
        if at > from + 1 { at } else { from }
    }

    /// Returns the subject that fills the clause up to `end`.
    fn subject_ending_at(&self, end: TokenId, floor: TokenId) -> Option<Vec<Phrase>> {
        let start = self.clause_start(end, floor);
        let mut from = start;
        while from < end {
            let token = self.tokens.at(from);
            // "On Monday Smith said".
            let timed = self.after_time(from, end);
            if timed > from && !token.is(CONJ) {
                from = timed;
                continue;
            }
            if let Some(list) = self.phrases_filling(from, end) {
                return Some(self.with_list(list, start, floor));
            }
            if token.is(CONJ | ADV | PREP) || token.is(SUBORD) {
                from += 1;
                continue;
            }
            break;
        }
        // "An aide **traveling with him** said".
        if let Some(first) = self.phrase(from, end)
            && matches!(first.head, Head::Noun(n) if self.tokens.at(n).is(HUMAN))
            && self.tokens.word(first.end).ends_with("ing")
            && self.tokens.at(first.end + 1).is(PREP)
        {
            return Some(vec![first]);
        }
        // No phrase spans the whole clause: trust a name or pronoun directly before the verb.
        let last = self.tokens.at(end - 1);
        if last.is(PRONOUN) {
            return Some(vec![Phrase::pronoun(end - 1)]);
        }
        if last.is(ROLES) && self.tokens.at(end - 2).is(HUMAN) {
            // "a man police described".
            return Some(vec![Phrase::noun(end - 1)]);
        }
        // "The tide was out and a man from the harbour said".
        let joint = start
            .to(end - 1)
            .iter()
            .rfind(|&n| self.tokens.at(n).is(CONJ));
        if let Some(joint) = joint
            && self.tokens.at(joint + 1).is(DET)
            && let Some(phrase) = self.phrase(joint + 1, end)
            && phrase.end == end
        {
            return Some(vec![phrase]);
        }
        if last.name.is_none() {
            // "In a blog post last month the company said".
            let edge = self.edge(end, start)?;
            let timed = self.tokens.at(edge.tokens.start - 1).is(TIME | DAY);
            return timed.then(|| vec![edge]);
        }
        let name = self.mention_at(end - 1)?;
        let before = match name.titles.start.previous() {
            Some(n) => self.tokens.at(n),
            None => return Some(vec![Phrase::named(name)]),
        };
        let governed = before.is(PREP | CONJ) || before.cue.is_some() || before.is(AUX);
        (!governed || before.is(SUBORD)).then(|| vec![Phrase::named(name)])
    }

    /// Adds the names before the last pair of a list: "A, B and C said".
    fn with_list(&self, mut list: Vec<Phrase>, start: TokenId, floor: TokenId) -> Vec<Phrase> {
        let mut comma = start - 1;
        while list.len() > 1
            && list.len() < 5
            && comma > floor
            && self.tokens.at(comma).kind == Kind::Comma
        {
            let Some(name) = self.mention_at(comma - 1) else {
                break;
            };
            list.insert(0, Phrase::named(name));
            let Some(next) = name.titles.start.previous() else {
                break;
            };
            comma = next;
        }
        list
    }

    /// Returns the antecedent of the relative pronoun at `n`.
    fn antecedent(&self, n: TokenId, floor: TokenId) -> Option<Vec<Phrase>> {
        if !self.tokens.is_one_of(n, &["who", "which", "whose"]) {
            return None;
        }
        if self.tokens.at(n - 1).is(CONJ) {
            // "Jan Novak, whose mill stood idle and who said": the clauses share the antecedent.
            let mut before = floor.to(n - 1).iter();
            let first = before.rfind(|&n| self.tokens.at(n).is(RELATIVE))?;
            return self.antecedent(first, floor);
        }
        let end = if self.tokens.at(n.previous()?).kind == Kind::Comma {
            n - 1
        } else {
            n
        };
        let edge = self.edge(end, floor);
        if let Some(Phrase {
            head: Head::Name(number),
            ..
        }) = &edge
            && let Some(name) = self.people.mention(*number)
            && let Some(prep) = name.titles.start.previous()
            && self.tokens.at(prep).is(PREP)
            && self.tokens.at(prep - 1).is(HUMAN)
        {
            // "a friend of Smith, who said" is ambiguous.
            return None;
        }
        if let Some(phrase) = edge {
            // "Jan Novak, a miller who said": the name, not its apposition.
            let named = self.name_before_apposition(&phrase, floor);
            return Some(vec![named.unwrap_or(phrase)]);
        }
        self.subject_with_appositives(end, floor)
            .filter(|_| end < n)
    }

    /// Returns the subject of the sentence that begins at `begin`, if it stands before `end`.
    pub(crate) fn main_subject(&self, begin: TokenId, end: TokenId) -> Option<Vec<Phrase>> {
        let end = end.min(begin + REACH);
        let mut from = self.after_label(begin, end);
        while from < end {
            let token = self.tokens.at(from);
            let leads = matches!(
                token.kind,
                Kind::Quote(_) | Kind::Comma | Kind::Dash | Kind::Open | Kind::Other | Kind::Stop
            ) || token.is(CONJ | ADV) && token.name.is_none();
            if leads {
                from += 1;
                continue;
            }
            let participial = token.name.is_none()
                && self.tokens.word(from).ends_with("ed")
                && token.class.is_empty();
            let adjunct = participial
                || token.is(PREP | SUBORD | DAY | TIME) && token.name.is_none()
                || token.cue.is_gerund()
                || from == begin
                    && token.name.is_none()
                    && token.class.is_empty()
                    && self.tokens.word(from).ends_with("ing")
                || token.cue.is_participle() && token.name.is_none() && !token.is(NOUN);
            // "At noon he came on again to say".
            let timed = self.after_time(from, end);
            if timed > from && self.tokens.at(timed).kind == Kind::Word {
                from = timed;
                continue;
            }
            if adjunct {
                let comma = from
                    .to(end)
                    .iter()
                    .find(|&n| self.tokens.at(n).kind == Kind::Comma)?;
                from = comma + 1;
                continue;
            }
            let list = self.phrases(from, end);
            let last = list.last()?;
            if self.is_rest_of_place(&list, from, begin) {
                // "At a market in Velden, **Moravia**, Smith".
                from = last.end + 1;
                continue;
            }
            let (after, core) = (self.tokens.at(last.end), self.tokens.at(last.tokens.end));
            // "A regional councillor, Piet van der Molen, wrote".
            if list
                .iter()
                .all(|phrase| matches!(phrase.head, Head::Noun(_)))
                && after.kind == Kind::Comma
                && let Some(named) = self.appositive_name(last.end)
                && self.closes_apposition(named.end)
            {
                return Some(vec![named]);
            }
            let followed = |t: &Token| {
                matches!(
                    t.kind,
                    Kind::Comma | Kind::Word | Kind::Open | Kind::Dash | Kind::Colon
                ) && !t.is(DET | POSSESSIVE)
            };
            if !followed(after) && followed(core) {
                // "The woman **squinted at it**." is no attachment but the verb.
                return Some(without_attachments(list));
            }
            return followed(after).then_some(list);
        }
        None
    }

    /// Returns whether the participle at `cue` is passive: "was described".
    pub(crate) fn is_passive(&self, cue: TokenId) -> bool {
        let mut n = cue;
        while n.0 > 0
            && (self.tokens.at(n - 1).is(ADV) || self.tokens.at(n - 1).is(NEGATION))
            && !self.tokens.at(n - 1).is(BE)
        {
            n -= 1;
        }
        self.tokens.at(cue).cue.is_participle() && n.0 > 0 && self.tokens.at(n - 1).is(BE)
    }
}
