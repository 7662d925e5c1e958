//! Insertions between a subject and its verb: ages, offices, relative clauses, places.

use super::phrases::{Head, Phrase, Prose};
use crate::quotations::entities::name_words::is_party;
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{ADV, CONJ, DET, NOUN, NUM, PREP, PRONOUN, RELATIVE, SUBORD, TITLE};

impl Prose<'_> {
    /// Returns the subject before an insertion that ends at `comma`: "Smith, who has led the party,
    /// said".
    pub(crate) fn subject_with_appositives(
        &self,
        comma: TokenId,
        floor: TokenId,
    ) -> Option<Vec<Phrase>> {
        let mut end = comma;
        let mut role: Option<Phrase> = None;
        let mut name: Option<Phrase> = None;
        let mut inserted = false;
        for _ in 0..8 {
            let start = floor
                .to(end)
                .iter()
                .rev()
                .find(|&n| {
                    match self.tokens.at(n).kind {
                        Kind::Word | Kind::Possessive | Kind::Other => false,
                        // "Lund, whose play “The Lock” opens in May, said".
                        Kind::Quote(_) => {
                            let words = self.tokens.word(n).trim_end_matches(['”', '"', '’', '\'']);
                            n.0 == 0
                                || self.tokens.at(n - 1).kind != Kind::Word
                                || words.ends_with([',', '?', '!'])
                        }
                        _ => true,
                    }
                })
                .map_or(floor, |n| n + 1);
            if start == end {
                // "(R-Idaho), who": nothing stands between two signs.
                end = start - 1;
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
            if start + 1 == end && is_party(self.tokens, start) && start > floor + 1 {
                end = start - 1;
                continue;
            }
            // "The senator **himself**, reached by a reporter, said".
            let emphatic = ["himself", "herself", "itself", "themselves"];
            if end > from + 1 && self.tokens.is_one_of(end - 1, &emphatic) {
                end -= 1;
            }
            let first = self.tokens.at(from);
            let bracket = self.tokens.at(end).kind == Kind::Close;
            let phrase = self
                .phrase(from, end)
                .filter(|p| !bracket && (p.end == end || p.tokens.end == end));
            let mut goes_on = false;
            match phrase.as_ref().map(|p| p.head) {
                // "Smith, **then Warden of the Port**, said".
                Some(Head::Name(_)) if from > start && self.tokens.at(start).is(ADV) => {
                    inserted = true;
                    goes_on = true;
                }
                // "The mayor, reached by her deputy, **Jan Novak**, said".
                Some(Head::Name(_)) if start > floor + 2 && self.names_agent(start, floor) => {
                    inserted = true;
                    goes_on = true;
                }
                Some(Head::Name(number)) => {
                    let place = self.people.is_place(number) || self.follows_place(start);
                    if !place {
                        // The name that the insertions belong to, or the insertion itself.
                        if name.is_none() || inserted {
                            name = phrase;
                        }
                        goes_on = role.is_none() && !inserted;
                    } else {
                        // "Moscow, which opposed the pact, said".
                        if start == floor && inserted && name.is_none() {
                            name = phrase;
                        }
                        goes_on = true;
                    }
                }
                Some(Head::Noun(n)) if self.tokens.at(n).is(NOUN | TITLE) => {
                    role = phrase;
                    inserted = true;
                    goes_on = true;
                }
                // "Jan Novak, **the teller**, who was there, said".
                Some(Head::Noun(_)) if inserted && name.is_none() && first.is(DET) => {
                    goes_on = true;
                }
                Some(Head::Pronoun(_)) if name.is_none() && role.is_none() => {
                    return phrase.map(|p| vec![p]);
                }
                _ if first.is(RELATIVE | NUM | PREP | SUBORD)
                    || first.cue.is_gerund()
                    || bracket
                    || first.cue.is_participle()
                    || self.is_participle_with_agent(from, end) =>
                {
                    // Its last words may contain the subject: "In Brell on Friday Smith, 45, said".
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
                        let relative = start
                            .to(end)
                            .iter()
                            .rev()
                            .find(|&n| self.tokens.at(n).is(RELATIVE));
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
            let divider = start
                .previous()
                .map_or(Kind::Stop, |n| self.tokens.at(n).kind);
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

    /// Returns whether the words from `from` to `end` begin with a participle and name its agent:
    /// "reached by her deputy".
    fn is_participle_with_agent(&self, from: TokenId, end: TokenId) -> bool {
        self.tokens.word(from).ends_with("ed")
            && from.to(end).iter().any(|n| self.tokens.word_is(n, "by"))
    }

    /// Returns whether the name at `start` belongs to the agent of a participle before it: "reached
    /// by her deputy, **Jan Novak**".
    fn names_agent(&self, start: TokenId, floor: TokenId) -> bool {
        let mut before = floor.to(start - 1).iter();
        let comma = before.rfind(|&n| self.tokens.at(n).kind == Kind::Comma);
        comma.is_some_and(|n| self.is_participle_with_agent(n + 1, start))
    }

    /// Returns whether the words before the comma at `start - 1` end in a place: "of Springfield,
    /// Ohio".
    fn follows_place(&self, start: TokenId) -> bool {
        let Some(before) = start.previous().and_then(TokenId::previous) else {
            return false;
        };
        let Some(name) = self.mention_at(before) else {
            return false;
        };
        let Some(prep) = name.titles.start.previous() else {
            return false;
        };
        if !self.tokens.at(prep).is(PREP) || self.tokens.at(prep + 1).kind != Kind::Word {
            return false;
        }
        // "The mayor of Brell, Rosa Quint, said": the second name belongs to the mayor, unless a
        // subject precedes the office.
        let mut n = prep;
        while n.0 > 0 && self.tokens.at(n - 1).kind == Kind::Word && prep - n < 8 {
            n -= 1;
        }
        let comma = n.0 > 0 && self.tokens.at(n - 1).kind == Kind::Comma;
        comma && n.0 > 1 && self.tokens.at(n - 2).name.is_some() || self.tokens.at(n).is(PREP)
    }

    /// Returns whether the phrase at `from` continues a place named before the comma: "in Velden,
    /// **Moravia**, Smith took".
    pub(crate) fn is_rest_of_place(&self, list: &[Phrase], from: TokenId, begin: TokenId) -> bool {
        let [phrase] = list else {
            return false;
        };
        if !matches!(phrase.head, Head::Name(_))
            || from < begin + 3
            || self.tokens.at(from - 1).kind != Kind::Comma
            || self.tokens.at(phrase.end).kind != Kind::Comma
        {
            return false;
        }
        let place = self.mention_at(from - 2);
        let located = place.is_some_and(|name| self.tokens.at(name.titles.start - 1).is(PREP));
        let next = self.tokens.at(phrase.end + 1);
        let goes_on = next.name.is_some() || next.is(DET | PRONOUN | TITLE);
        located && goes_on && !next.is(RELATIVE)
    }
}
