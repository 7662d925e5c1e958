//! Noun phrases next to a verb.
//!
//! Every search is limited to a fixed number of words, so that reading an article takes linear time
//! whatever it contains.

use crate::lexicon::{Usage, is_used_as};
use crate::quotations::entities::people::{Mention, People};
use crate::quotations::ids::{MentionId, TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{
    ADV, AUX, CONJ, DAY, DET, DOC, NATION, NOUN, NUM, POSSESSIVE, PREP, PRONOUN, RELATIVE, ROLE,
    ROLES, SUBORD, TIME, TITLE,
};

/// Maximum length of a phrase with its attachments, in tokens.
const MAX_PHRASE_TOKENS: usize = 100;

/// Head of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    Name(MentionId),
    /// A noun such as "minister".
    Noun(TokenId),
    Pronoun(TokenId),
}

/// Noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Determiners, modifiers and head, without attachments.
    pub(crate) tokens: TokenRange,
    pub(crate) head: Head,
    /// End of the attachments: "officials **at the ministry**".
    pub(crate) end: TokenId,
}

impl Phrase {
    /// Creates a phrase that consists of a name.
    pub(crate) fn named(name: &Mention) -> Self {
        Self {
            tokens: name.tokens,
            head: Head::Name(name.id),
            end: name.tokens.end,
        }
    }

    /// Creates a phrase that consists of the pronoun at token `n`.
    pub(crate) fn pronoun(n: TokenId) -> Self {
        Self {
            tokens: n.take(1),
            head: Head::Pronoun(n),
            end: n + 1,
        }
    }

    /// Creates a phrase that consists of the noun at token `n`.
    pub(crate) fn noun(n: TokenId) -> Self {
        Self {
            tokens: n.take(1),
            head: Head::Noun(n),
            end: n + 1,
        }
    }
}

/// Tokens and people of an article, which the functions of this folder read.
#[derive(Clone, Copy)]
pub(crate) struct Prose<'a> {
    pub(crate) tokens: &'a Tokens<'a>,
    pub(crate) people: &'a People,
}

impl Prose<'_> {
    /// Returns the mention that the token belongs to.
    pub(crate) fn mention_at(&self, n: TokenId) -> Option<&Mention> {
        self.people.mention(self.tokens.at(n).name?)
    }

    /// Returns the start of a phrase, with the titles before a name.
    pub(crate) fn start_of(&self, phrase: &Phrase) -> TokenId {
        let titles = match phrase.head {
            Head::Name(id) => self.people.mention(id).map(|name| name.titles.start),
            Head::Noun(_) | Head::Pronoun(_) => None,
        };
        titles.unwrap_or(phrase.tokens.start)
    }

    /// Reads the noun phrase that begins at `from` and ends before `end`.
    pub(crate) fn phrase(&self, from: TokenId, end: TokenId) -> Option<Phrase> {
        let end = end.min(from + MAX_PHRASE_TOKENS);
        let core = self.bare_phrase(from, end)?;
        let mut rest = core.end;
        // "a woman **named Jan Novak**", "a man **named only as Jan**".
        let as_name = rest + 1 + 2 * usize::from(self.tokens.words_are(rest + 1, &["only", "as"]));
        if matches!(core.head, Head::Noun(_))
            && matches!(self.tokens.word(rest), "named" | "called" | "identified")
            && let Some(name) = self.mention_at(as_name)
            && name.tokens.start == as_name
        {
            return Some(Phrase::named(name));
        }
        for _ in 0..4 {
            let word = self.tokens.word(rest);
            // "a person **briefed** on the plan", "sources **close** to the talks".
            let reduced = matches!(word, "close" | "familiar" | "present" | "written")
                || word.ends_with("ed") && !self.tokens.at(rest).cue.is_strong();
            let link = if reduced && self.tokens.at(rest + 1).is(PREP) {
                rest + 1
            } else {
                rest
            };
            let prep = self.tokens.at(link);
            // "a survey published **in March**".
            let dated = reduced && link == rest && self.begins_time(rest + 1);
            if dated || link > rest && prep.is(PREP) && self.begins_time(link + 1) {
                rest = link + 1;
                while self.tokens.at(rest).is(DAY | TIME | NUM | DET) && rest < end {
                    rest += 1;
                }
                continue;
            }
            if link >= end || !prep.is(PREP) || prep.is(SUBORD) || self.begins_time(link + 1) {
                break;
            }
            let Some(inner) = self.bare_phrase(link + 1, end) else {
                break;
            };
            rest = inner.end;
        }
        Some(Phrase { end: rest, ..core })
    }

    /// Reads a noun phrase without attachments.
    fn bare_phrase(&self, from: TokenId, end: TokenId) -> Option<Phrase> {
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
            if let Some(name) = self.mention_at(at) {
                head = Some(Head::Name(name.id));
                at = name.tokens.end;
                continue;
            }
            if token.is(PRONOUN) && at == from {
                return Some(Phrase::pronoun(at));
            }
            let noun = token.is(NOUN | TITLE | NATION);
            // "Section **9**".
            let numbered =
                matches!(head, Some(Head::Noun(n)) if self.tokens.at(n).is(DOC) && n + 1 == at);
            if numbered && token.is(NUM) {
                at += 1;
                continue;
            }
            if token.is(DET | NUM) && head.is_none() {
                determined = true;
                at += 1;
                continue;
            }
            // "dozens **of** protesters", "one **of the** men".
            if token.is(PREP)
                && head.is_none()
                && at > from
                && self.tokens.at(at - 1).is(NUM)
                && self.tokens.word_is(at, "of")
            {
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
            let two = matches!(head, Some(Head::Noun(n)) if self.tokens.at(n).is(ROLE))
                && token.is(ROLES)
                && !token.is(ROLE);
            if two {
                break;
            }
            // After a person, only an office or trade continues the phrase.
            let known = matches!(head, Some(Head::Name(_)))
                || matches!(head, Some(Head::Noun(n)) if self.tokens.at(n).is(NOUN));
            // "a 23-year-old welder".
            let aged = known
                && token.class.is_empty()
                && !token.cue.is_some()
                && at == from + 2
                && self.tokens.word(at - 1).ends_with("-year-old")
                && self.tokens.is_one_of(from, &["a", "an"]);
            if aged {
                at += 1;
                continue;
            }
            // "EU digital commissioner Jan Novak".
            let titled = self.tokens.at(at + 1).is(ROLE) && self.tokens.at(at + 2).name.is_some();
            let body =
                matches!(head, Some(Head::Name(_))) && (titled || self.tokens.word_is(from, "the"));
            if known && !noun && !token.capital && !self.leads_to_role(at, limit, body) {
                break;
            }
            if !token.is(NATION) || noun {
                head = Some(Head::Noun(at));
            }
            at += 1;
        }
        match head? {
            // An unknown word is a noun only after a determiner or in the plural.
            Head::Noun(n)
                if !self.tokens.at(n).is(NOUN | TITLE)
                    && !determined
                    && !self.tokens.word(n).ends_with('s')
                    && !self.tokens.word(n).ends_with("men") =>
            {
                None
            }
            head => Some(Phrase {
                tokens: from.to(at),
                head,
                end: at,
            }),
        }
    }

    /// Returns whether an office follows within a few words: "Orvex **chief financial officer**".
    /// Any other word after a name is likely a verb, unless the name belongs to an organisation
    /// (`body`): "the U.N. **human rights office**".
    fn leads_to_role(&self, from: TokenId, end: TokenId, body: bool) -> bool {
        from.to(end.min(from + 4))
            .iter()
            .find(|&n| {
                let word = self.tokens.word(n);
                let token = self.tokens.at(n);
                if body && token.class.is_empty() && !token.cue.is_some() && !word.ends_with("ed") {
                    return false;
                }
                !is_used_as(word, Usage::BEFORE_OFFICE)
            })
            .is_some_and(|n| {
                n > from && self.tokens.at(n).is(NOUN) && self.tokens.at(n).kind == Kind::Word
            })
    }

    /// Returns whether an expression of time begins at the token.
    pub(crate) fn begins_time(&self, n: TokenId) -> bool {
        let token = self.tokens.at(n);
        token.is(DAY | TIME)
            || token.is(NUM) && !self.tokens.at(n + 1).is(NOUN)
            || token.is(DET | ADV) && self.tokens.at(n + 1).is(TIME | DAY)
    }

    /// Reads phrases joined by "and" that fill the tokens from `from` to `end`.
    pub(super) fn phrases_filling(&self, from: TokenId, end: TokenId) -> Option<Vec<Phrase>> {
        let list = self.phrases(from, end);
        let last = list.last()?;
        (last.tokens.end == end || last.end == end).then_some(list)
    }

    /// Reads phrases joined by "and" from `from` on.
    pub(crate) fn phrases(&self, from: TokenId, end: TokenId) -> Vec<Phrase> {
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
            let Some(next) = self.phrase(joint + 1, end) else {
                break;
            };
            // "founder and chief executive Jan Novak", "his friend and fellow sculptor Jan Novak".
            let office = matches!(last.head, Head::Noun(n) if self.tokens.at(n).is(ROLE | TITLE) && !self.tokens.at(n).is(ROLES));
            let open = |n: TokenId| self.tokens.at(n).is(DET) && !self.tokens.at(n).is(POSSESSIVE);
            let second = self.tokens.at(joint + 1);
            if office
                && matches!(next.head, Head::Name(_))
                && !open(last.tokens.start)
                && !second.is(DET)
                && second.name.is_none()
            {
                list.pop();
            }
            list.push(next);
        }
        list
    }
}
