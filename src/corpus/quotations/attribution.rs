//! The rules: from a quotation to the clause that says whose words they are.
//!
//! Each rule knows one construction of news prose. They are tried from the surest to the least
//! sure, and the first that applies decides; a rule that sees that nobody is meant stops the rest.

use super::Span;
use super::people::Sort;
use super::phrases::{Head, Phrase, Prose};
use super::tokens::{Kind, NO_NAME};
use super::words::{
    ADV, AUX, CONJ, DAY, DET, HE, HUMAN, NAMES, NATION, NEGATION, NOUN, PLACE, PREP, PRONOUN,
    RELATIVE, ROLES, SHE, SUBORD, THEY, TIME,
};

/// Where the text says who speaks.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub subject: Vec<Phrase>,
    pub cue: Option<Span>,
    pub confidence: f32,
}

/// What a look at the words around a quotation shows.
#[derive(Clone, Debug)]
pub(super) enum Finding {
    Said(Clause),
    /// The words are somebody's, or nobody's, but the text does not say whose.
    Nobody,
    /// The sentence has nothing to say about it; its neighbours may.
    Silent,
}

/// How far a cue may stand from its quotation.
const REACH: usize = 45;

/// A sentence and what its quotations say.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub prose: Prose<'a>,
    /// The first token of the sentence, and the one after its last.
    pub begin: usize,
    pub end: usize,
}

impl Rules<'_> {
    /// Who said the quotation at token `n`, whose words are `words`.
    pub fn find(&self, n: usize, words: &str) -> Finding {
        let tokens = self.prose.tokens;
        if self.is_nickname(n) {
            return Finding::Nobody;
        }
        if let Some(clause) = self.clause_behind(n, words) {
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
        if tokens.at(n.saturating_sub(1)).kind == Kind::Colon && n > self.begin + 1 {
            return self.colon(n);
        }
        Finding::Silent
    }

    /// The attributing clause that stands directly behind the quotation.
    pub fn clause_behind(&self, n: usize, words: &str) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let words = words.trim_end_matches(['’', '\'', '”', '"', ')', ']']);
        let mut at = n + 1;
        let ends = words.ends_with([',', '?', '!', '…', '—', '–', '-', '.']);
        let divided = matches!(tokens.at(at).kind, Kind::Comma | Kind::Dash);
        if divided {
            at += 1;
        }
        if at >= self.end {
            return None;
        }
        if tokens.word_is(at, "according") && tokens.word_is(at + 1, "to") {
            let subject = self.prose.phrases(at + 2, self.end);
            return self.said(subject, Some(at..at + 2), 0.95);
        }
        if tokens.word_is(at, "in")
            && tokens.word_is(at + 1, "the")
            && tokens.word_is(at + 2, "words")
            && tokens.word_is(at + 3, "of")
        {
            return self.said(self.prose.phrases(at + 4, self.end), Some(at..at + 4), 0.9);
        }
        // `“…” is how Smith described it`.
        if tokens.at(at).is(AUX)
            && (tokens.word_is(at + 1, "how") || tokens.word_is(at + 1, "what"))
        {
            return self.speaker_then_cue(at + 2, true);
        }
        let firm = ends || divided;
        if tokens.at(at).cue.is_finite() && tokens.at(at).cue.inverts() && firm {
            return self.cue_then_speaker(at);
        }
        let quoting = tokens.word_is(at, "as") || tokens.word_is(at, "like");
        let clause = self.speaker_then_cue(at + usize::from(quoting), false)?;
        // Without a comma the clause must be all that is left: `“bold” Smith said.`
        (firm
            || clause
                .cue
                .as_ref()
                .is_some_and(|cue| tokens.at(cue.end).kind == Kind::Stop))
        .then_some(clause)
    }

    fn said(&self, subject: Vec<Phrase>, cue: Option<Span>, confidence: f32) -> Option<Clause> {
        (!subject.is_empty()).then_some(Clause {
            subject,
            cue,
            confidence,
        })
    }

    /// `said Smith`, `asked a neighbour`.
    fn cue_then_speaker(&self, cue: usize) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let mut from = cue + 1;
        while tokens.at(from).is(ADV) && !tokens.at(from).is(NOUN) {
            from += 1;
        }
        let subject = self.prose.phrases(from, self.end);
        let last = subject.last()?;
        // "said a member of parliament, Jan Novak."
        if let [
            Phrase {
                head: Head::Noun(_),
                end,
                ..
            },
        ] = subject.as_slice()
            && tokens.at(*end).kind == Kind::Comma
            && let Some(name) = self.prose.people.uses.get(tokens.at(end + 1).name)
            && name.titles.is_empty()
            && matches!(
                tokens.at(name.tokens.end).kind,
                Kind::Comma | Kind::Stop | Kind::Quote(_)
            )
        {
            let named = Phrase {
                tokens: name.tokens.clone(),
                head: Head::Name(tokens.at(end + 1).name),
                end: name.tokens.end,
            };
            return self.said(vec![named], Some(cue..cue + 1), 0.93);
        }
        let pronoun = matches!(last.head, Head::Pronoun(n) if !tokens.at(n).is(HE | SHE));
        // `“…” said the plan was dead` has a verb of its own behind the phrase.
        let goes_on = tokens.at(last.end).is(AUX);
        (!pronoun && !goes_on).then_some(Clause {
            subject,
            cue: Some(cue..cue + 1),
            confidence: 0.97,
        })
    }

    /// `Smith said`, `Smith, the mayor, told reporters`, `he has said`.
    fn speaker_then_cue(&self, from: usize, any_cue: bool) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let first = tokens.at(from);
        if first.kind != Kind::Word || first.is(CONJ | RELATIVE | SUBORD) && first.name == NO_NAME {
            return None;
        }
        let subject = self.prose.phrases(from, self.end);
        let mut at = subject.last()?.end;
        let mut chosen = subject.clone();
        if !self.leads_to_cue(at)
            && let Some(core) = subject.last().map(|p| p.tokens.end)
            && self.leads_to_cue(core)
        {
            at = core;
        }
        // Insertions between the speaker and the cue.
        for _ in 0..3 {
            let closes = match tokens.at(at).kind {
                Kind::Comma => Kind::Comma,
                Kind::Open => Kind::Close,
                Kind::Dash => Kind::Dash,
                _ => break,
            };
            let close = (at + 1..self.end.min(at + 30)).find(|&n| {
                tokens.at(n).kind == closes
                    || matches!(
                        tokens.at(n).kind,
                        Kind::Stop | Kind::Quote(_) | Kind::Semicolon
                    )
            })?;
            if tokens.at(close).kind != closes {
                return None;
            }
            if let (
                [
                    Phrase {
                        head: Head::Noun(_),
                        ..
                    },
                ],
                Some(name),
            ) = (
                chosen.as_slice(),
                self.prose.people.uses.get(tokens.at(at + 1).name),
            ) && name.tokens.end == close
            {
                chosen = vec![Phrase {
                    tokens: name.tokens.clone(),
                    head: Head::Name(tokens.at(at + 1).name),
                    end: close,
                }];
            }
            at = if self.leads_to_cue(close + 1) || closes == Kind::Close {
                close + 1
            } else {
                close
            };
        }
        let (cue, passive) = self.skip_to_cue(at)?;
        let mut cue = cue;
        if passive {
            // "was quoted as saying", "was heard to say".
            if !(tokens.word_is(cue + 1, "as") && tokens.at(cue + 2).cue.is_gerund()) {
                return None;
            }
            cue += 2;
        }
        let word = tokens.at(cue).cue;
        if !(any_cue || word.is_strong() || tokens.word_is(cue, "put")) || !self.ends_after(cue) {
            return None;
        }
        let base = if word.is_strong() { 0.96 } else { 0.85 };
        self.said(chosen, Some(cue..cue + 1), base)
    }

    fn leads_to_cue(&self, at: usize) -> bool {
        self.skip_to_cue(at).is_some()
    }

    /// The verb behind adverbs and auxiliaries, and whether it is passive.
    fn skip_to_cue(&self, mut at: usize) -> Option<(usize, bool)> {
        let tokens = self.prose.tokens;
        for _ in 0..6 {
            let token = tokens.at(at);
            if token.is(NEGATION) {
                return None;
            }
            if token.cue.is_finite()
                || token.cue.is_participle()
                || tokens.word_is(at, "put")
                || token.cue.is_gerund() && self.prose.tokens.at(at.saturating_sub(1)).is(AUX)
                || token.cue.is_base()
            {
                return Some((at, self.prose.is_passive(at)));
            }
            let skippable = token.is(AUX | ADV | DAY | TIME)
                || token.kind == Kind::Possessive
                || token.is(PREP) && tokens.at(at + 1).is(DAY);
            if !skippable {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether the clause ends with its cue, so that it speaks of the quotation and not of
    /// something that follows: `“fair,” Smith said it was not` does not.
    fn ends_after(&self, cue: usize) -> bool {
        let tokens = self.prose.tokens;
        let mut at = cue + 1;
        if tokens.word_is(cue, "put") && tokens.word_is(at, "it") {
            at += 1;
        }
        while tokens.at(at).is(ADV) && !tokens.at(at).is(NOUN) {
            at += 1;
        }
        if tokens.at(cue).cue.has_listener()
            || tokens.word_is(cue, "asked")
            || tokens.word_is(cue, "warned")
            || tokens.word_is(cue, "texted")
        {
            if tokens.at(at).is(PRONOUN | super::words::POSSESSIVE) && !tokens.at(at + 1).is(NOUN) {
                at += 1;
            } else if let Some(listener) = self.prose.phrase(at, self.end) {
                at = listener.end;
            }
        }
        let next = tokens.at(at);
        match next.kind {
            Kind::Word => {
                if tokens.word_is(at, "that") || next.is(PRONOUN) && next.name == NO_NAME {
                    return false;
                }
                let timed = next.is(DET | ADV) && tokens.at(at + 1).is(TIME | DAY);
                next.is(PREP | DAY | TIME | CONJ | ADV | SUBORD) && next.name == NO_NAME
                    || next.cue.is_gerund()
                    || timed
                    || matches!(tokens.word(at), "it" | "this")
                        && tokens.at(at + 1).kind == Kind::Stop
            }
            Kind::Possessive => false,
            _ => true,
        }
    }

    /// `Tomas “the Ferryman” Brandt`.
    fn is_nickname(&self, n: usize) -> bool {
        let tokens = self.prose.tokens;
        let inside = tokens.at(n).name;
        inside != NO_NAME
            || n > self.begin
                && tokens.at(n.saturating_sub(1)).name != NO_NAME
                && tokens.at(n.saturating_sub(1)).name == tokens.at(n + 1).name
    }

    /// Whether the words before the quotation say that it is a name for something.
    fn is_named_by(&self, n: usize) -> bool {
        let tokens = self.prose.tokens;
        if n <= self.begin {
            return false;
        }
        let mut before = n - 1;
        if matches!(
            tokens.at(before).kind,
            Kind::Comma | Kind::Colon | Kind::Dash
        ) {
            // "a sign reading: “…”".
            before = before.saturating_sub(1);
        }
        let token = tokens.at(before);
        let reported = token.cue.is_strong() && token.cue.is_finite();
        if token.is(NAMES) && token.kind == Kind::Word && !reported {
            return true;
        }
        let called = token.cue.names() && before == n - 1
            || tokens.at(before).kind == Kind::Comma
                && tokens.at(before.saturating_sub(1)).cue.names();
        if called {
            // "what he called “…”" reports; "a boat called “…”" does not.
            let subject = self.prose.subject_before(before, self.begin);
            return !subject.is_some_and(|list| {
                list.iter().all(|p| self.is_somebody(p))
                    && tokens.at(before.saturating_sub(1)).kind == Kind::Word
                    && !tokens.at(before.saturating_sub(1)).is(NOUN)
                    || self.after_what(&list)
            });
        }
        let before_as = tokens.at(before.saturating_sub(1));
        tokens.word_is(before, "as") && before_as.is(NAMES)
            || tokens.at(before).is(DET)
                && before_as.is(NAMES)
                && tokens.word_is(before.saturating_sub(1), "so-called")
    }

    fn after_what(&self, subject: &[Phrase]) -> bool {
        subject.first().is_some_and(|p| {
            p.tokens.start > 0 && self.prose.tokens.at(p.tokens.start - 1).is(RELATIVE)
        })
    }

    fn is_somebody(&self, phrase: &Phrase) -> bool {
        match phrase.head {
            Head::Name(_) => true,
            Head::Pronoun(_) => true,
            Head::Noun(n) => self.prose.tokens.at(n).is(HUMAN),
        }
    }

    /// A fragment that begins with a capital in the middle of a sentence is the name of a work,
    /// unless a cue leads directly into it.
    fn looks_like_title(&self, n: usize, words: &str) -> bool {
        let tokens = self.prose.tokens;
        if n <= self.begin {
            let all = words.split_whitespace().filter(|w| w.len() > 3);
            return n + 1 < self.end
                && words.split_whitespace().count() > 1
                && !words.ends_with([',', '.', '!', '?'])
                && all.clone().count() > 0
                && all.clone().all(|w| w.starts_with(char::is_uppercase));
        }
        let before = tokens.at(n.saturating_sub(1));
        let led = matches!(before.kind, Kind::Comma | Kind::Colon | Kind::Dash)
            || before.cue.is_strong()
            || tokens.word_is(n.saturating_sub(1), "that");
        let first = words.split_whitespace().next().unwrap_or_default();
        let capital = first.starts_with(char::is_uppercase)
            && !matches!(
                first,
                "I" | "I’m" | "I'm" | "I’ve" | "I've" | "I’ll" | "I'll" | "I’d" | "I'd"
            );
        let entry = super::words::look_up(first);
        let proper =
            entry.class & (NATION | PLACE) != 0 || first.chars().skip(1).any(char::is_uppercase);
        let count = words.split_whitespace().count();
        let capitals = words
            .split_whitespace()
            .filter(|w| w.starts_with(char::is_uppercase))
            .count();
        let led_whole = led
            && (words.ends_with([',', '.', '!', '?', '…'])
                || before.kind == Kind::Colon
                || capitals * 2 <= count);
        capital
            && !led_whole
            && count <= 9
            && (!proper || capitals == count && count > 1)
            && !words.ends_with(['!', '?', '…'])
            && (capitals * 2 > count || !words.ends_with(['.', ',']))
    }

    /// The cue to the left that governs the quotation.
    fn cue_before(&self, n: usize) -> Finding {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(n.saturating_sub(REACH));
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
                        && at > 0
                        && tokens.word_is(at.saturating_sub(1), "according") =>
                {
                    return match self.said(
                        self.prose.phrases(at + 1, n),
                        Some(at - 1..at + 1),
                        0.92,
                    ) {
                        Some(clause) => Finding::Said(clause),
                        None => Finding::Nobody,
                    };
                }
                Kind::Word if token.cue.is_some() && token.name == NO_NAME => {
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
    fn weigh(&self, clause: Clause, cue: usize, n: usize, commas: usize) -> Finding {
        let tokens = self.prose.tokens;
        let strong = tokens.at(cue).cue.is_strong();
        let led = matches!(
            tokens.at(n.saturating_sub(1)).kind,
            Kind::Comma | Kind::Colon
        );
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
    fn governs(&self, cue: usize, n: usize) -> Finding {
        let tokens = self.prose.tokens;
        let verb = tokens.at(cue);
        let before = tokens.at(cue.saturating_sub(1));
        let at_start = cue <= self.begin;
        let found = |subject: Option<Vec<Phrase>>, confidence: f32| match subject {
            Some(subject) if !subject.is_empty() => Finding::Said(Clause {
                subject,
                cue: Some(cue..cue + 1),
                confidence,
            }),
            _ => Finding::Nobody,
        };
        if verb.cue.is_gerund() {
            if before.is(DET) || before.kind == Kind::Possessive {
                return Finding::Silent;
            }
            if before.is(super::words::BE) {
                return found(self.prose.subject_before(cue, self.begin), 0.9);
            }
            // "was quoted as saying".
            if tokens.word_is(cue.saturating_sub(1), "as")
                && tokens.at(cue.saturating_sub(2)).cue.is_participle()
            {
                return found(
                    self.prose.subject_before(cue.saturating_sub(2), self.begin),
                    0.93,
                );
            }
            if before.is(NOUN) && before.kind == Kind::Word && !before.is(HUMAN) {
                return found(self.prose.edge(cue, self.begin).map(|p| vec![p]), 0.75);
            }
            if before.kind == Kind::Word
                && before.name == NO_NAME
                && !before.is(PREP | ADV | CONJ | SUBORD | HUMAN)
                && !verb.cue.is_strong()
            {
                return Finding::Silent;
            }
            let after_prep = tokens.word_is(cue.saturating_sub(1), "for")
                || tokens.word_is(cue.saturating_sub(1), "of");
            if after_prep {
                return Finding::Nobody;
            }
            return found(
                self.main_clause(cue).or_else(|| self.prior_subject(cue)),
                0.88,
            );
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
                || before.is(SUBORD)
                    && !tokens.word_is(cue.saturating_sub(1), "that")
                    && !before.is(RELATIVE)
            {
                // "Asked whether …": somebody unnamed asked.
                return if verb.cue.is_participle() {
                    Finding::Nobody
                } else {
                    Finding::Silent
                };
            }
            let joined = before.is(CONJ)
                || before.is(ADV) && tokens.at(cue.saturating_sub(2)).is(CONJ)
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
        if tokens.word_is(cue.saturating_sub(1), "to") {
            return if verb.is(NOUN) && !verb.cue.is_strong() {
                Finding::Silent
            } else {
                found(self.prior_subject(cue), 0.72)
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

    /// A weak verb counts only where somebody can be meant: "the plan described" does not.
    fn human(&self, finding: Finding, strong: bool) -> Finding {
        let Finding::Said(clause) = finding else {
            return finding;
        };
        let thing =
            |n: usize| self.prose.tokens.at(n).is(NAMES) && !self.prose.tokens.at(n).is(NOUN);
        if clause
            .subject
            .iter()
            .any(|p| matches!(p.head, Head::Noun(n) if thing(n)))
        {
            return Finding::Nobody;
        }
        let odd = clause.subject.iter().any(|p| matches!(p.head, Head::Noun(n) if !self.prose.tokens.at(n).is(NOUN | super::words::TITLE)));
        if odd && !strong {
            Finding::Nobody
        } else {
            Finding::Said(clause)
        }
    }

    /// The "by" of a passive, on either side of the quotation.
    fn agent(&self, cue: usize, n: usize) -> Finding {
        let tokens = self.prose.tokens;
        let spots = [cue + 1, n + 1, n.saturating_sub(1)];
        for by in spots.into_iter().chain(cue + 1..n.min(cue + 8)) {
            if tokens.word_is(by, "by") && by < self.end {
                let subject = self.prose.phrases(by + 1, self.end);
                if let Some(clause) = self.said(subject, Some(cue..cue + 1), 0.88) {
                    return Finding::Said(clause);
                }
            }
        }
        // "as saying" is a cue of its own; everything else says only that it was said.
        Finding::Nobody
    }

    /// The subject of a verb without one: that of the verb before it, or of the sentence.
    fn prior_subject(&self, cue: usize) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(cue.saturating_sub(REACH));
        for at in (floor..cue).rev() {
            let token = tokens.at(at);
            if token.kind == Kind::Semicolon {
                break;
            }
            if !token.cue.is_past()
                || token.name != NO_NAME
                || self.prose.is_passive(at)
                || tokens.at(at.saturating_sub(1)).is(DET | CONJ)
            {
                continue;
            }
            if matches!(
                tokens.at(at.saturating_sub(1)).kind,
                Kind::Quote(_) | Kind::Comma
            ) && token.cue.inverts()
                && let Some(clause) = self.cue_then_speaker(at)
                && clause.subject.last().is_some_and(|p| p.end <= cue)
            {
                return Some(clause.subject);
            }
            if let Some(subject) = self.prose.subject_before(at, self.begin) {
                return Some(subject);
            }
        }
        self.prose.main_subject(self.begin, cue)
    }

    /// The subject of a gerund that hangs on the main clause: ", adding". In "Smith noted that
    /// Jones had left, adding" it is Smith who adds.
    fn main_clause(&self, cue: usize) -> Option<Vec<Phrase>> {
        let tokens = self.prose.tokens;
        let floor = self.begin.max(cue.saturating_sub(REACH));
        let mut best = None;
        for at in (floor..cue).rev() {
            let token = tokens.at(at);
            let parted = token.is(CONJ)
                || tokens.word_is(at, "while")
                || matches!(token.kind, Kind::Quote(_) | Kind::Semicolon);
            if parted {
                break;
            }
            let verb = token.name == NO_NAME
                && token.cue.is_past()
                && !self.prose.is_passive(at)
                && !tokens.at(at.saturating_sub(1)).is(DET);
            if verb {
                best = self.prose.subject_before(at, self.begin).or(best);
            }
        }
        best
    }

    /// "according to" somewhere behind the quotation in its sentence.
    fn according_to(&self, n: usize) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let at = (n + 1..self.end.min(n + REACH))
            .find(|&at| tokens.word_is(at, "according") && tokens.word_is(at + 1, "to"))?;
        self.said(self.prose.phrases(at + 2, self.end), Some(at..at + 2), 0.85)
    }

    /// `The plan is “bold” but costly, Smith said.`
    fn clause_at_end(&self, n: usize) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let commas =
            (n + 1..self.end.min(n + REACH)).filter(|&at| tokens.at(at).kind == Kind::Comma);
        commas.into_iter().take(4).find_map(|comma| {
            let next = comma + 1;
            let clause = if tokens.at(next).cue.is_past() && tokens.at(next).cue.inverts() {
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

    /// `Smith was blunt: “…”`.
    fn colon(&self, n: usize) -> Finding {
        let tokens = self.prose.tokens;
        let before = tokens.at(n.saturating_sub(2));
        if let Some(name) = self.prose.people.uses.get(before.name)
            && name.titles.start <= self.begin
            && self.is_person(before.name)
        {
            let subject = vec![Phrase {
                tokens: name.tokens.clone(),
                head: Head::Name(before.name),
                end: name.tokens.end,
            }];
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

    fn is_person(&self, number: usize) -> bool {
        let entity = self
            .prose
            .people
            .uses
            .get(number)
            .and_then(|name| self.prose.people.entity(name.entity));
        entity.is_some_and(|e| e.sort == Sort::Person || e.sort == Sort::Unknown && !e.only_begins)
    }

    /// Whether the quotation at `n` is interrupted by its cue and goes on at `next`.
    pub fn goes_on(&self, n: usize, next: usize, words: &str) -> bool {
        let tokens = self.prose.tokens;
        let parted = words.ends_with([',', '?', '!', '…', '—', '–', '-'])
            || tokens.at(n + 1).kind == Kind::Comma;
        if !parted
            || next > n + 30
            || !matches!(
                tokens.at(next.saturating_sub(1)).kind,
                Kind::Comma | Kind::Dash
            )
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
        for at in cue.end..next {
            let token = tokens.at(at);
            relative = (relative || token.is(RELATIVE)) && token.kind != Kind::Comma;
            let second = token.name == NO_NAME
                && !relative
                && (token.cue.is_gerund()
                    || token.cue.is_past() && !token.is(NOUN)
                    || token.is(CONJ) && tokens.at(at.saturating_sub(1)).kind == Kind::Comma);
            if second {
                return false;
            }
        }
        true
    }
}
