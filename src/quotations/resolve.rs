//! From the words beside a cue ("he", "the minister", "Horvat") to who is meant.

use super::Basis;
use super::Span;
use super::people::{Fit, Gender, Sort};
use super::phrases::{Head, Phrase, Prose};
use super::tokens::Kind;
use super::words::{
    CONJ, DET, DOC, HE, HUMAN, IT, NATION, ORG, POSSESSIVE, PREP, ROLE, ROLES, SHE, THEY, TITLE,
};

/// A speaker: somebody with a name, or only the words that the article has for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Entity(usize),
    Words(Span),
}

/// Who is meant, how that is known, and how surely.
#[derive(Clone, Debug)]
pub(super) struct Meant {
    pub who: Vec<Who>,
    pub basis: Basis,
    pub confidence: f32,
}

/// What each sentence so far was about; a pronoun looks back here.
#[derive(Default)]
pub(super) struct Discourse {
    /// For every sentence its speaker or else its subject.
    pub focus: Vec<Vec<Who>>,
}

impl Discourse {
    /// Who the phrases mean, which stand in sentence `sentence`.
    pub fn resolve(&self, prose: Prose<'_>, phrases: &[Phrase], sentence: usize) -> Option<Meant> {
        let mut all: Option<Meant> = None;
        for phrase in phrases {
            let one = self.one(prose, phrase, sentence)?;
            all = Some(match all {
                None => one,
                Some(mut sum) => {
                    sum.who.extend(
                        one.who
                            .into_iter()
                            .filter(|who| !sum.who.contains(who))
                            .collect::<Vec<_>>(),
                    );
                    Meant {
                        confidence: sum.confidence.min(one.confidence),
                        ..sum
                    }
                }
            });
        }
        all
    }

    fn one(&self, prose: Prose<'_>, phrase: &Phrase, sentence: usize) -> Option<Meant> {
        match phrase.head {
            Head::Name(number) => {
                let name = prose.people.uses.get(number)?;
                let entity = prose.people.entity(name.entity)?;
                let doubt = if name.sure { 0.0 } else { 0.25 }
                    + if entity.only_begins && entity.sort == Sort::Unknown {
                        0.1
                    } else {
                        0.0
                    };
                Some(Meant {
                    who: vec![Who::Entity(name.entity)],
                    basis: Basis::Named,
                    confidence: 1.0 - doubt,
                })
            }
            Head::Pronoun(n) => {
                let token = prose.tokens.at(n);
                let (who, confidence) = if token.is(HE) {
                    self.person(prose, Gender::Male, n, sentence)?
                } else if token.is(SHE) {
                    self.person(prose, Gender::Female, n, sentence)?
                } else if token.is(THEY) {
                    (self.several(prose, n, sentence)?, 0.75)
                } else if token.is(IT) {
                    (vec![self.body(prose, n, sentence)?], 0.75)
                } else {
                    return None;
                };
                Some(Meant {
                    who,
                    basis: Basis::Pronoun,
                    confidence,
                })
            }
            Head::Noun(n) => Some(self.described(prose, phrase, n, sentence)),
        }
    }

    /// "the minister", "a spokesman for the ministry", "his statement".
    pub(super) fn described(
        &self,
        prose: Prose<'_>,
        phrase: &Phrase,
        head: usize,
        sentence: usize,
    ) -> Meant {
        let tokens = prose.tokens;
        let noun = tokens.at(head);
        let first = tokens.at(phrase.tokens.start);
        let whole = phrase.tokens.start..phrase.end;
        let meant = |who: Who, confidence| Meant {
            who: vec![who],
            basis: Basis::Role,
            confidence,
        };
        let possessor = phrase
            .tokens
            .clone()
            .find(|&n| tokens.at(n).kind == Kind::Possessive);
        if noun.is(DOC) && !noun.is(HUMAN | ORG) {
            // A writing speaks for whoever issued it.
            let issuer = possessor
                .and_then(|n| prose.people.uses.get(tokens.at(n - 1).name))
                .or_else(|| {
                    let by = (phrase.tokens.end..phrase.end)
                        .find(|&n| tokens.word_is(n, "by") || tokens.word_is(n, "from"))?;
                    prose.people.within(by..phrase.end).first()
                });
            if let Some(issuer) = issuer {
                return Meant {
                    who: vec![Who::Entity(issuer.entity)],
                    basis: Basis::Named,
                    confidence: 0.85,
                };
            }
        }
        let words = self.shown(prose, whole.clone());
        let first_word = tokens.word(phrase.tokens.start).to_lowercase();
        if noun.is(ROLES)
            && (first_word == "both"
                || phrase.tokens.clone().any(|n| tokens.word_is(n, "two")) && first_word == "the"
                || matches!(tokens.word(head), "pair" | "duo" | "couple"))
        {
            if let Some(pair) = self.pair(prose, sentence) {
                return Meant {
                    who: pair,
                    basis: Basis::Role,
                    confidence: 0.85,
                };
            }
            return meant(words, 0.6);
        }
        let definite = matches!(first_word.as_str(), "the" | "this")
            || !first.is(DET) && first.is(NATION | TITLE) && first.capital;
        let national = noun.is(NATION) && phrase.tokens.len() == 2;
        if (noun.is(ROLE | TITLE) || national) && !noun.is(ROLES) && definite && possessor.is_none()
        {
            if let Some((id, confidence)) = self.holder(prose, &whole, head, sentence) {
                return meant(Who::Entity(id), confidence);
            }
            return meant(words, 0.82);
        }
        if noun.is(ORG) && first_word == "the" && possessor.is_none() && phrase.tokens.len() == 2 {
            let named = prose
                .people
                .within(0..head)
                .iter()
                .rev()
                .take(40)
                .find(|name| {
                    prose.people.entity(name.entity).is_some_and(|e| {
                        e.sort == Sort::Organisation
                            && e.name
                                .split(' ')
                                .any(|w| w.eq_ignore_ascii_case(tokens.word(head)))
                    })
                });
            if let Some(named) = named {
                return meant(Who::Entity(named.entity), 0.85);
            }
        }
        meant(
            words,
            if noun.is(HUMAN | ORG | DOC) {
                0.9
            } else {
                0.75
            },
        )
    }

    /// The words for somebody without a name, as they are shown: no article before them.
    fn shown(&self, prose: Prose<'_>, mut phrase: Span) -> Who {
        while phrase.len() > 1
            && prose.tokens.at(phrase.start).is(DET | PREP | CONJ)
            && !prose.tokens.at(phrase.start).is(POSSESSIVE)
            && matches!(
                prose.tokens.word(phrase.start).to_lowercase().as_str(),
                "the" | "a" | "an" | "this" | "one" | "another" | "and" | "but"
            )
        {
            phrase.start += 1;
        }
        Who::Words(phrase)
    }

    /// The two persons of whom the text spoke last.
    fn pair(&self, prose: Prose<'_>, sentence: usize) -> Option<Vec<Who>> {
        for back in 0..=3.min(sentence) {
            let range = prose.tokens.sentences.get(sentence - back)?.tokens.clone();
            let persons: Vec<Who> = seen_in(prose, range).into_iter().map(Who::Entity).collect();
            match persons.len() {
                2 => return Some(persons),
                0 | 1 => {}
                _ => return None,
            }
        }
        None
    }

    /// The person whom a definite description means.
    fn holder(
        &self,
        prose: Prose<'_>,
        phrase: &Span,
        head: usize,
        sentence: usize,
    ) -> Option<(usize, f32)> {
        let mut seen: Vec<usize> = Vec::new();
        for name in prose.people.within(0..phrase.start).iter().rev().take(60) {
            if seen.contains(&name.entity) {
                continue;
            }
            seen.push(name.entity);
            if prose.people.fit(prose.tokens, name.entity, phrase, head) == Fit::Stated {
                return Some((name.entity, 0.9));
            }
        }
        // "The 24-year-old": the only person of the sentence before.
        if prose.tokens.word(head).ends_with("-year-old")
            && let Some(before) = sentence
                .checked_sub(1)
                .and_then(|n| prose.tokens.sentences.get(n))
            && let [only] = seen_in(prose, before.tokens.clone()).as_slice()
        {
            return Some((*only, 0.85));
        }
        // Nobody is said to hold the office: the person just spoken of may, if nothing else fits.
        let Some([Who::Entity(id)]) = self.focus.get(sentence.checked_sub(1)?).map(Vec::as_slice)
        else {
            return None;
        };
        let entity = prose.people.entity(*id)?;
        let noun = prose.tokens.word(head);
        let personal = noun.ends_with("-year-old")
            || prose.tokens.at(head).is(NATION)
            || matches!(
                noun,
                "Irishman"
                    | "Frenchman"
                    | "Dutchman"
                    | "Englishman"
                    | "Scotsman"
                    | "Welshman"
                    | "Spaniard"
                    | "Briton"
            );
        // What newspapers call somebody only to avoid the name once more.
        let by_trade = matches!(
            noun,
            "striker"
                | "opener"
                | "bowler"
                | "midfielder"
                | "defender"
                | "goalkeeper"
                | "winger"
                | "forward"
                | "golfer"
                | "boxer"
                | "singer"
                | "rapper"
                | "actor"
                | "actress"
                | "comedian"
                | "billionaire"
                | "politician"
                | "veteran"
                | "lawmaker"
                | "senator"
                | "congressman"
                | "congresswoman"
                | "novelist"
                | "filmmaker"
                | "footballer"
        ) && entity.sort == Sort::Person;
        let national =
            phrase.clone().any(|n| prose.tokens.at(n).is(NATION)) && entity.roles.is_empty();
        let fits = prose.people.fit(prose.tokens, *id, phrase, head) == Fit::Possible;
        let known =
            entity.sort == Sort::Person || entity.sort == Sort::Unknown && !entity.only_begins;
        (fits && known && (personal || national || by_trade))
            .then_some((*id, if personal { 0.85 } else { 0.68 }))
    }
}

/// The persons whom the tokens name.
fn seen_in(prose: Prose<'_>, tokens: Span) -> Vec<usize> {
    let mut persons: Vec<usize> = Vec::new();
    for name in prose.people.within(tokens).iter().take(12) {
        let person = prose
            .people
            .entity(name.entity)
            .is_some_and(|e| e.sort == Sort::Person);
        if person && !persons.contains(&name.entity) {
            persons.push(name.entity);
        }
    }
    persons
}
