//! Noun phrases: who a clause is about, read from the words beside a verb.
//!
//! Every search here is bounded by a fixed number of words, so that reading an article takes time
//! in proportion to its length whatever it contains.

use super::Span;
use super::people::{People, Sort};
use super::tokens::{Kind, NO_NAME, Tokens};
use super::words::{
    ADV, AUX, BE, CONJ, DAY, DET, DOC, HUMAN, NATION, NEGATION, NOUN, NUM, ORG, POSSESSIVE, PREP,
    PRONOUN, RELATIVE, SUBORD, TIME, TITLE,
};

/// What a phrase is built around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// The number of a use in [`People::uses`].
    Name(usize),
    /// A noun such as "minister".
    Noun(usize),
    Pronoun(usize),
}

/// Somebody or something that the text speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// With determiners and modifiers, without what is attached behind the head.
    pub tokens: Span,
    pub head: Head,
    /// Where the attachments end: "officials **at the ministry**".
    pub end: usize,
}

/// How far back a clause is read.
const REACH: usize = 40;

/// What the functions here read.
#[derive(Clone, Copy)]
pub(super) struct Prose<'a> {
    pub tokens: &'a Tokens<'a>,
    pub people: &'a People,
}

impl Prose<'_> {
    /// The noun phrase that begins at `from`, within `end`.
    pub fn phrase(&self, from: usize, end: usize) -> Option<Phrase> {
        let core = self.core(from, end)?;
        let mut rest = core.end;
        for _ in 0..4 {
            let word = self.tokens.word(rest);
            // "a person **briefed** on the plan", "sources **close** to the talks".
            let reduced = matches!(word, "close" | "familiar" | "present")
                || word.ends_with("ed") && !self.tokens.at(rest).cue.is_strong();
            let link = if reduced && self.tokens.at(rest + 1).is(PREP) {
                rest + 1
            } else {
                rest
            };
            let prep = self.tokens.at(link);
            if link >= end || !prep.is(PREP) || prep.is(SUBORD) || self.begins_time(link + 1) {
                break;
            }
            let Some(inner) = self.core(link + 1, end) else {
                break;
            };
            rest = inner.end;
        }
        Some(Phrase { end: rest, ..core })
    }

    /// A noun phrase without attachments.
    fn core(&self, from: usize, end: usize) -> Option<Phrase> {
        let mut head = None;
        let mut determined = false;
        let mut at = from;
        let limit = end.min(from + 14);
        while at < limit {
            let token = self.tokens.at(at);
            match token.kind {
                Kind::Possessive if head.is_some() => {
                    head = None;
                    determined = true;
                    at += 1;
                    continue;
                }
                Kind::Word => {}
                _ => break,
            }
            if token.name != NO_NAME {
                head = Some(Head::Name(token.name));
                at = self
                    .people
                    .uses
                    .get(token.name)
                    .map_or(at + 1, |name| name.tokens.end);
                continue;
            }
            if token.is(PRONOUN) && at == from {
                return Some(Phrase {
                    tokens: at..at + 1,
                    head: Head::Pronoun(at),
                    end: at + 1,
                });
            }
            let noun = token.is(NOUN | TITLE | NATION);
            if token.is(DET | NUM) && head.is_none() {
                determined = true;
                at += 1;
                continue;
            }
            let verb = (token.cue.is_finite() || token.cue.is_base() && head.is_some())
                && !(noun
                    && (head.is_none()
                        || token.cue.is_base()
                            && determined
                            && !matches!(head, Some(Head::Name(_)))));
            let closes = token.is(PREP | AUX | CONJ | SUBORD | RELATIVE | PRONOUN | DAY | DET)
                && !token.is(NATION)
                || token.is(ADV | TIME)
                    && (head.is_some() || !determined)
                    && !token.is(NOUN | NATION);
            if closes || verb && !(determined && head.is_none() && !token.cue.is_past()) {
                break;
            }
            if head.is_some() && !noun && !token.capital && self.tokens.word(at).ends_with("ed") {
                break;
            }
            // "a man police described": two people, not one phrase.
            let two = matches!(head, Some(Head::Noun(n)) if self.tokens.at(n).is(super::words::ROLE))
                && token.is(super::words::ROLES)
                && !token.is(super::words::ROLE);
            if two {
                break;
            }
            // After somebody only an office or a trade goes on with the same phrase.
            let known = matches!(head, Some(Head::Name(_)))
                || matches!(head, Some(Head::Noun(n)) if self.tokens.at(n).is(NOUN));
            if known && !noun && !token.capital && !self.leads_to_role(at, limit) {
                break;
            }
            if !(token.is(NATION) && !noun) {
                head = Some(Head::Noun(at));
            }
            at += 1;
        }
        match head? {
            // A word that no list holds is a noun only where a determiner says so, or as a plural.
            Head::Noun(n)
                if !self.tokens.at(n).is(NOUN | TITLE)
                    && !determined
                    && !self.tokens.word(n).ends_with('s')
                    && !self.tokens.word(n).ends_with("men") =>
            {
                None
            }
            head => Some(Phrase {
                tokens: from..at,
                head,
                end: at,
            }),
        }
    }

    /// Whether an office follows within a few words: "Orvex **chief financial officer**". Any
    /// other word after a name is likely a verb.
    fn leads_to_role(&self, from: usize, end: usize) -> bool {
        (from..end.min(from + 4))
            .find(|&n| {
                let word = self.tokens.word(n);
                !matches!(
                    word,
                    "financial"
                        | "operating"
                        | "executive"
                        | "senior"
                        | "press"
                        | "managing"
                        | "vice"
                        | "marketing"
                        | "legal"
                        | "foreign"
                        | "health"
                        | "defence"
                        | "defense"
                        | "finance"
                        | "interior"
                        | "prime"
                        | "sports"
                        | "technical"
                        | "political"
                        | "policy"
                        | "media"
                        | "security"
                        | "general"
                        | "assistant"
                )
            })
            .is_some_and(|n| {
                n > from && self.tokens.at(n).is(NOUN) && self.tokens.at(n).kind == Kind::Word
            })
    }

    fn begins_time(&self, n: usize) -> bool {
        let token = self.tokens.at(n);
        token.is(DAY | TIME)
            || token.is(NUM) && !self.tokens.at(n + 1).is(NOUN)
            || token.is(DET | ADV) && self.tokens.at(n + 1).is(TIME | DAY)
    }

    /// Several phrases joined by "and", from `from` on; the end is that of the last one.
    pub fn phrases(&self, from: usize, end: usize) -> Vec<Phrase> {
        let mut list: Vec<Phrase> = self.phrase(from, end).into_iter().collect();
        while let Some(last) = list.last()
            && list.len() < 4
        {
            let joint = if self.tokens.at(last.tokens.end).is(CONJ) {
                last.tokens.end
            } else {
                last.end
            };
            if !self.tokens.word_is(joint, "and") {
                break;
            }
            match self.phrase(joint + 1, end) {
                Some(next) => list.push(next),
                None => break,
            }
        }
        list
    }

    /// The subject of the verb at `cue`, if it stands before it in the clause. `None` also where
    /// the clause denies that anything was said.
    pub fn subject_before(&self, cue: usize, begin: usize) -> Option<Vec<Phrase>> {
        let floor = begin.max(cue.saturating_sub(REACH));
        let mut end = cue;
        while end > floor {
            let token = self.tokens.at(end - 1);
            let before = self.tokens.at(end.saturating_sub(2));
            let contracted = token.kind == Kind::Possessive && before.is(PRONOUN);
            let timed = token.is(DAY) || token.is(TIME);
            if token.is(NEGATION) {
                return None;
            }
            let adverb = token.is(ADV) && !token.is(NOUN);
            let linked = token.kind == Kind::Word && token.is(PREP | DET) && self.begins_time(end);
            if !(contracted
                || timed && end - 1 > floor
                || linked
                || token.is(AUX) && token.name == NO_NAME
                || adverb)
            {
                break;
            }
            end -= 1;
        }
        let last = self.tokens.at(end.checked_sub(1)?);
        if end <= floor {
            return None;
        }
        match last.kind {
            Kind::Comma | Kind::Close | Kind::Dash => self.subject_with_appositives(end - 1, floor),
            _ if last.is(RELATIVE) && end == cue.min(end) => self.antecedent(end - 1, floor),
            _ => self.subject_ending_at(end, floor),
        }
    }

    /// Where the clause that ends at `end` begins.
    fn clause_start(&self, end: usize, floor: usize) -> usize {
        (floor..end)
            .rev()
            .find(|&n| {
                let token = self.tokens.at(n);
                !matches!(token.kind, Kind::Word | Kind::Possessive | Kind::Other)
                    || token.is(SUBORD | RELATIVE) && token.name == NO_NAME
                    || token.cue.is_past()
                        && !token.is(NOUN)
                        && !self.tokens.at(n + 1).is(PREP)
                        && token.name == NO_NAME
            })
            .map_or(floor, |n| n + 1)
    }

    /// The subject that fills the clause up to `end`.
    fn subject_ending_at(&self, end: usize, floor: usize) -> Option<Vec<Phrase>> {
        let start = self.clause_start(end, floor);
        let mut from = start;
        while from < end {
            let token = self.tokens.at(from);
            if token.is(PREP) && self.tokens.at(from + 1).kind == Kind::Word && !token.is(CONJ) {
                // "On Monday Smith said": step over the phrase of time.
                let mut after = from + 1;
                while after < end && self.begins_time(after) {
                    after += if self.tokens.at(after).is(DET | ADV) {
                        2
                    } else {
                        1
                    };
                    while self.tokens.at(after).is(DAY | TIME | NUM) {
                        after += 1;
                    }
                }
                if after > from + 1 {
                    from = after;
                    continue;
                }
            }
            let list = self.phrases(from, end);
            if list
                .last()
                .is_some_and(|last| last.tokens.end == end || last.end == end)
            {
                return self.with_list(list, start, floor);
            }
            if token.is(CONJ | ADV | PREP) || token.is(SUBORD) {
                from += 1;
                continue;
            }
            break;
        }
        // Nothing spans the whole clause: trust a name or a pronoun directly before the verb.
        let last = self.tokens.at(end - 1);
        if last.is(PRONOUN) {
            return Some(vec![Phrase {
                tokens: end - 1..end,
                head: Head::Pronoun(end - 1),
                end,
            }]);
        }
        if last.is(super::words::ROLES) && self.tokens.at(end.saturating_sub(2)).is(HUMAN) {
            // "a man police described".
            return Some(vec![Phrase {
                tokens: end - 1..end,
                head: Head::Noun(end - 1),
                end,
            }]);
        }
        let name = self.people.uses.get(last.name)?;
        let before = match name.titles.start.checked_sub(1) {
            Some(n) => self.tokens.at(n),
            None => return Some(vec![self.named(last.name, name.tokens.clone())]),
        };
        let governed = before.is(PREP | CONJ) || before.cue.is_some() || before.is(AUX);
        (!governed || before.is(SUBORD)).then(|| vec![self.named(last.name, name.tokens.clone())])
    }

    /// "A, B and C said": the names before the last pair.
    fn with_list(&self, mut list: Vec<Phrase>, start: usize, floor: usize) -> Option<Vec<Phrase>> {
        let mut comma = start.saturating_sub(1);
        while list.len() > 1
            && list.len() < 5
            && comma > floor
            && self.tokens.at(comma).kind == Kind::Comma
        {
            let Some(name) = self.people.uses.get(self.tokens.at(comma - 1).name) else {
                break;
            };
            list.insert(
                0,
                self.named(self.tokens.at(comma - 1).name, name.tokens.clone()),
            );
            let Some(next) = name.titles.start.checked_sub(1) else {
                break;
            };
            comma = next;
        }
        Some(list)
    }

    fn named(&self, number: usize, tokens: Span) -> Phrase {
        Phrase {
            end: tokens.end,
            tokens,
            head: Head::Name(number),
        }
    }

    /// "Smith, who has led the party, said": the subject before an insertion that ends at `comma`.
    fn subject_with_appositives(&self, comma: usize, floor: usize) -> Option<Vec<Phrase>> {
        let mut end = comma;
        let mut role: Option<Phrase> = None;
        let mut name: Option<Phrase> = None;
        let mut inserted = false;
        for _ in 0..8 {
            let start = (floor..end)
                .rev()
                .find(|&n| {
                    !matches!(
                        self.tokens.at(n).kind,
                        Kind::Word | Kind::Possessive | Kind::Other
                    )
                })
                .map_or(floor, |n| n + 1);
            if start == end {
                // "(R-Idaho), who": nothing stands between two signs.
                end = start.saturating_sub(1);
                if end <= floor {
                    break;
                }
                continue;
            }
            let mut from = start;
            while from < end
                && (self.tokens.at(from).is(CONJ)
                    || self.tokens.at(from).is(ADV)
                    || self.tokens.word_is(from, "that"))
            {
                from += 1;
            }
            let first = self.tokens.at(from);
            let bracket = self.tokens.at(end).kind == Kind::Close;
            let phrase = self
                .phrase(from, end)
                .filter(|p| !bracket && (p.end == end || p.tokens.end == end));
            let mut goes_on = false;
            match phrase.as_ref().map(|p| p.head) {
                Some(Head::Name(number)) => {
                    let place = self.is_place(number) || self.follows_place(start);
                    if !place {
                        // The name that the insertions belong to, or the insertion itself.
                        if name.is_none() || inserted {
                            name = phrase;
                        }
                        goes_on = role.is_none() && !inserted;
                    } else {
                        goes_on = true;
                    }
                }
                Some(Head::Noun(n)) if self.tokens.at(n).is(NOUN | TITLE) => {
                    role = phrase;
                    inserted = true;
                    goes_on = true;
                }
                Some(Head::Pronoun(_)) if name.is_none() && role.is_none() => {
                    return phrase.map(|p| vec![p]);
                }
                _ if first.is(RELATIVE | NUM | PREP | SUBORD)
                    || first.cue.is_gerund()
                    || bracket
                    || first.cue.is_participle() =>
                {
                    // Its last words may still hold the subject: "In Brell on Friday Smith, 45, said".
                    if let Some(edge) = self
                        .free_edge(end, start)
                        .filter(|_| inserted && name.is_none() && first.is(PREP | SUBORD))
                    {
                        return Some(vec![edge]);
                    }
                    inserted = true;
                    goes_on = true;
                }
                _ => {
                    if inserted && name.is_none() {
                        // "the man who drove into the crowd, killing eight, shouted".
                        let relative = (start..end).rev().find(|&n| self.tokens.at(n).is(RELATIVE));
                        let edge = match relative {
                            Some(n) => self.edge(n, start),
                            None => self.free_edge(end, start),
                        };
                        if let Some(edge) = edge {
                            return Some(vec![edge]);
                        }
                    }
                    if role.is_none() && name.is_none() {
                        goes_on = self.tokens.at(from).kind == Kind::Word
                            && !self.tokens.at(from).cue.is_past()
                            && end == comma;
                        inserted = true;
                    }
                }
            }
            let divider = self.tokens.at(start.wrapping_sub(1)).kind;
            if !goes_on
                || start <= floor
                || !matches!(divider, Kind::Comma | Kind::Open | Kind::Close | Kind::Dash)
            {
                break;
            }
            end = start - 1;
            if end <= floor {
                break;
            }
        }
        name.or(role).map(|phrase| vec![phrase])
    }

    /// Whether what stands before the comma at `start - 1` ends in a place: "of Springfield, Ohio".
    fn follows_place(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(2) else {
            return false;
        };
        let Some(name) = self.people.uses.get(self.tokens.at(before).name) else {
            return false;
        };
        let Some(prep) = name.titles.start.checked_sub(1) else {
            return false;
        };
        if !self.tokens.at(prep).is(PREP) || self.tokens.at(prep + 1).kind != Kind::Word {
            return false;
        }
        // "The mayor of Brell, Rosa Quint, said": unless a subject stands before the office, the
        // second name is hers.
        let mut n = prep;
        while n > 0 && self.tokens.at(n - 1).kind == Kind::Word && prep - n < 8 {
            n -= 1;
        }
        let comma = n > 0 && self.tokens.at(n - 1).kind == Kind::Comma;
        comma && n > 1 && self.tokens.at(n - 2).name != NO_NAME || self.tokens.at(n).is(PREP)
    }

    fn is_place(&self, number: usize) -> bool {
        let entity = self
            .people
            .uses
            .get(number)
            .and_then(|name| self.people.entity(name.entity));
        entity.is_some_and(|e| e.sort == Sort::Place)
    }

    /// The person or body whose mention ends directly at `end`.
    pub fn edge(&self, end: usize, floor: usize) -> Option<Phrase> {
        let last = end.checked_sub(1).filter(|&n| n >= floor)?;
        let token = self.tokens.at(last);
        if let Some(name) = self.people.uses.get(token.name) {
            return (!self.is_place(token.name))
                .then(|| self.named(token.name, name.tokens.clone()));
        }
        if !token.is(HUMAN | ORG | DOC) {
            return None;
        }
        let start = (floor.max(last.saturating_sub(8))..=last)
            .rev()
            .find(|&n| self.tokens.at(n).is(DET))?;
        self.phrase(start, end).filter(|p| p.tokens.end == end)
    }

    /// The same, unless a preposition governs it: "in New York City".
    fn free_edge(&self, end: usize, floor: usize) -> Option<Phrase> {
        let edge = self.edge(end, floor)?;
        let start = match edge.head {
            Head::Name(number) => self.people.uses.get(number)?.titles.start,
            _ => edge.tokens.start,
        };
        let governed = start
            .checked_sub(1)
            .is_some_and(|n| self.tokens.at(n).is(PREP));
        (!governed).then_some(edge)
    }

    /// Whom the relative pronoun at `n` stands for.
    fn antecedent(&self, n: usize, floor: usize) -> Option<Vec<Phrase>> {
        if !(self.tokens.word_is(n, "who") || self.tokens.word_is(n, "which")) {
            return None;
        }
        let end = if self.tokens.at(n.checked_sub(1)?).kind == Kind::Comma {
            n - 1
        } else {
            n
        };
        let edge = self.edge(end, floor);
        if let Some(Phrase {
            head: Head::Name(number),
            ..
        }) = &edge
            && let Some(name) = self.people.uses.get(*number)
            && let Some(prep) = name.titles.start.checked_sub(1)
            && self.tokens.at(prep).is(PREP)
            && self.tokens.at(prep.saturating_sub(1)).is(HUMAN)
        {
            // "a friend of Smith, who said": it could be either.
            return None;
        }
        if edge.is_some() {
            return edge.map(|phrase| vec![phrase]);
        }
        self.subject_with_appositives(end, floor)
            .filter(|_| end < n)
    }

    /// The subject of the sentence that begins at `begin`, as far as it stands before `end`.
    pub fn main_subject(&self, begin: usize, end: usize) -> Option<Vec<Phrase>> {
        let end = end.min(begin + REACH);
        let mut from = begin;
        while from < end {
            let token = self.tokens.at(from);
            let leads = matches!(
                token.kind,
                Kind::Quote(_) | Kind::Comma | Kind::Dash | Kind::Open | Kind::Other | Kind::Stop
            ) || token.is(CONJ | ADV) && token.name == NO_NAME;
            if leads {
                from += 1;
                continue;
            }
            let participial =
                token.name == NO_NAME && self.tokens.word(from).ends_with("ed") && token.class == 0;
            let adjunct = participial
                || token.is(PREP | SUBORD | DAY | TIME)
                || token.cue.is_gerund()
                || token.cue.is_participle() && token.name == NO_NAME && !token.is(NOUN);
            if adjunct {
                let comma = (from..end).find(|&n| self.tokens.at(n).kind == Kind::Comma)?;
                from = comma + 1;
                continue;
            }
            let list = self.phrases(from, end);
            let last = list.last()?;
            let (after, core) = (self.tokens.at(last.end), self.tokens.at(last.tokens.end));
            // "A regional councillor, Piet van der Molen, wrote".
            if let [
                Phrase {
                    head: Head::Noun(_),
                    ..
                },
            ] = list.as_slice()
                && after.kind == Kind::Comma
                && let Some(name) = self.people.uses.get(self.tokens.at(last.end + 1).name)
                && self.tokens.at(name.tokens.end).kind == Kind::Comma
            {
                return Some(vec![
                    self.named(self.tokens.at(last.end + 1).name, name.tokens.clone()),
                ]);
            }
            let followed = |t: &super::tokens::Token| {
                matches!(
                    t.kind,
                    Kind::Comma | Kind::Word | Kind::Open | Kind::Dash | Kind::Colon
                ) && !t.is(DET | POSSESSIVE)
            };
            return (followed(after) || followed(core)).then_some(list);
        }
        None
    }

    /// Whether the participle at `cue` is passive: "was described".
    pub fn is_passive(&self, cue: usize) -> bool {
        let mut n = cue;
        while n > 0
            && (self.tokens.at(n - 1).is(ADV) || self.tokens.at(n - 1).is(NEGATION))
            && !self.tokens.at(n - 1).is(BE)
        {
            n -= 1;
        }
        self.tokens.at(cue).cue.is_participle() && n > 0 && self.tokens.at(n - 1).is(BE)
    }
}
