//! Whom "he", "she", "they" and "it" mean.

use super::discourse::{Discourse, Who};
use crate::quotations::entities::genders::gender_of_role;
use crate::quotations::entities::{genders::Gender, people::Sort};
use crate::quotations::grammar::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::{EntityId, SentenceId, TokenId, TokenRange};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{ADV, CONJ, DET, DOC, NOUN, ORG, PREP, ROLE, ROLES, SUBORD};

/// How many sentences back a pronoun may look.
const MEMORY: usize = 5;

impl Discourse {
    /// The person whom "he" or "she" at token `n` means.
    pub(crate) fn person(
        &self,
        prose: Prose<'_>,
        gender: Gender,
        n: TokenId,
        sentence: SentenceId,
    ) -> Option<(Vec<Who>, f32)> {
        let here = prose.tokens.sentence(sentence)?;
        if let Some(subject) = prose.main_subject(here.tokens.start, n)
            && let [
                Phrase {
                    head: Head::Name(number),
                    ..
                },
            ] = subject.as_slice()
            && let Some(name) = prose.people.mention(*number)
            && self.suits(prose, &Who::Entity(name.entity), gender)
        {
            return Some((vec![Who::Entity(name.entity)], 0.85));
        }
        if let Some(who) = self.described_before(prose, n, sentence)
            && self.suits(prose, &who, gender)
        {
            return Some((vec![who], 0.8));
        }
        // "While Lund conceded that …, she said": the subject of the clause before.
        if prose.tokens.at(here.tokens.start).is(SUBORD)
            && let Some(Phrase {
                head: Head::Name(number),
                end,
                ..
            }) = prose.phrase(here.tokens.start + 1, n)
            && end < n
            && let Some(name) = prose.people.mention(number)
            && self.suits(prose, &Who::Entity(name.entity), gender)
        {
            return Some((vec![Who::Entity(name.entity)], 0.8));
        }
        for back in 1..=MEMORY.min(sentence.0) {
            let then = prose.tokens.sentence(sentence - back)?;
            if here.paragraph - then.paragraph > 3 {
                break;
            }
            let mut others: Vec<EntityId> = Vec::new();
            for name in prose.people.within(then.tokens).iter().take(12) {
                let known = prose
                    .people
                    .entity(name.entity)
                    .is_some_and(|e| e.sort == Sort::Person);
                if known
                    && self.suits(prose, &Who::Entity(name.entity), gender)
                    && !others.contains(&name.entity)
                {
                    others.push(name.entity);
                }
            }
            let sure: Vec<EntityId> = others
                .iter()
                .copied()
                .filter(|&id| {
                    prose
                        .people
                        .entity(id)
                        .is_some_and(|e| e.gender == Some(gender))
                })
                .collect();
            if let Some([subject]) = self.focus(sentence - back)
                && self.suits(prose, subject, gender)
            {
                let known = matches!(subject, Who::Entity(id) if prose.people.entity(*id).is_some_and(|e| e.gender == Some(gender)));
                // "Novak remembered him. … he said": not Novak, unless Novak is a he.
                if !known && names_another(prose, then.tokens, gender) {
                    continue;
                }
                if !known && sure.len() == 1 && !sure.iter().any(|&id| *subject == Who::Entity(id))
                {
                    return None;
                }
                // Of two men in a sentence that quotes nobody either may be "he".
                let rivals = prose.people.within(then.tokens).iter().filter(|name| {
                    let who = Who::Entity(name.entity);
                    // "Arctic issues": a name in front of a noun is no person.
                    let next = prose.tokens.at(name.tokens.end);
                    let noun = next.kind == Kind::Word && next.class.is_empty() && !next.capital;
                    let thing = prose.people.entity(name.entity).is_some_and(|e| {
                        e.only_begins || e.sort == Sort::Unknown && noun && !next.cue.is_some()
                    });
                    who != *subject && !thing && self.suits(prose, &who, gender)
                });
                if rivals.count() > 0 && !self.spoke(sentence - back) {
                    return None;
                }
                let doubt = 0.05 * (back - 1) as f32
                    + if others.len() > 1 { 0.1 } else { 0.0 }
                    + if known { 0.0 } else { 0.08 };
                return Some((vec![subject.clone()], 0.93 - doubt));
            }
            match (others.as_slice(), sure.as_slice()) {
                ([], _) => {}
                ([only], [_]) => return Some((vec![Who::Entity(*only)], 0.76)),
                ([only], _) => return Some((vec![Who::Entity(*only)], 0.68)),
                _ => return None,
            }
        }
        None
    }

    /// Who the subject of the sentence is, if it stands before token `n` and is described without
    /// a name: "the striker apologised for what he called".
    fn described_before(&self, prose: Prose<'_>, n: TokenId, sentence: SentenceId) -> Option<Who> {
        let here = prose.tokens.sentence(sentence)?;
        let subject = prose.main_subject(here.tokens.start, n)?;
        let [
            phrase @ Phrase {
                head: Head::Noun(head),
                ..
            },
        ] = subject.as_slice()
        else {
            return None;
        };
        let [who] =
            <[Who; 1]>::try_from(self.described(prose, phrase, *head, sentence).who).ok()?;
        prose.tokens.at(*head).is(NOUN).then_some(who)
    }

    /// Whether a singular pronoun of this gender can mean them.
    pub(crate) fn suits(&self, prose: Prose<'_>, who: &Who, gender: Gender) -> bool {
        match who {
            Who::Entity(id) => prose.people.entity(*id).is_some_and(|e| {
                matches!(e.sort, Sort::Person | Sort::Unknown)
                    && e.gender.is_none_or(|g| g == gender)
            }),
            Who::Label(_) => false,
            Who::Words(span) => {
                let words = span
                    .iter()
                    .rfind(|&n| prose.tokens.at(n).is(ROLE) && !prose.tokens.at(n).is(ROLES));
                // Who asks is not who answers.
                words
                    .filter(|&n| {
                        !matches!(
                            prose.tokens.word(n),
                            "reporter" | "journalist" | "interviewer"
                        )
                    })
                    .is_some_and(|n| {
                        gender_of_role(prose.tokens.word(n)).is_none_or(|g| g == gender)
                    })
            }
        }
    }

    /// "they": the several people that the sentence before spoke of.
    pub(crate) fn several(
        &self,
        prose: Prose<'_>,
        n: TokenId,
        sentence: SentenceId,
    ) -> Option<Vec<Who>> {
        if let Some(who @ Who::Words(_)) = self.described_before(prose, n, sentence)
            && let Who::Words(span) = &who
            && span.iter().any(|n| prose.tokens.at(n).is(ROLES))
        {
            return Some(vec![who]);
        }
        let before = self.focus(sentence.previous()?)?;
        let plural = match before {
            [Who::Words(span)] => span.iter().any(|n| prose.tokens.at(n).is(ROLES)),
            [Who::Label(_)] => false,
            [Who::Entity(id)] => prose
                .people
                .entity(*id)
                .is_some_and(|e| e.sort == Sort::Organisation),
            several => several.len() > 1,
        };
        plural.then(|| before.to_vec())
    }

    /// "it": the body or writing that the sentence before spoke of.
    pub(crate) fn body(&self, prose: Prose<'_>, n: TokenId, sentence: SentenceId) -> Option<Who> {
        if let Some(who @ Who::Words(_)) = self.described_before(prose, n, sentence)
            && let Who::Words(span) = &who
            && span.iter().any(|n| prose.tokens.at(n).is(ORG | DOC))
        {
            return Some(who);
        }
        (1..=2.min(sentence.0)).find_map(|back| match self.focus(sentence - back)? {
            [who @ Who::Words(span)] if span.iter().any(|n| prose.tokens.at(n).is(ORG | DOC)) => {
                Some(who.clone())
            }
            // A name of which nothing is known may be a company's: "Orvex Labs disputes that."
            [who @ Who::Entity(id)]
                if prose.people.entity(*id).is_some_and(|e| {
                    matches!(e.sort, Sort::Organisation | Sort::Place)
                        || back == 1 && e.gender.is_none() && !e.only_begins
                }) =>
            {
                Some(who.clone())
            }
            _ => None,
        })
    }
}

/// Whether a sentence has "him" or "her" for somebody other than its subject.
fn names_another(prose: Prose<'_>, sentence: TokenRange, gender: Gender) -> bool {
    let object = match gender {
        Gender::Male => "him",
        Gender::Female => "her",
    };
    sentence.iter().take(60).any(|n| {
        let next = prose.tokens.at(n + 1);
        let owns = next.kind == Kind::Word && !next.is(PREP | CONJ | ADV | SUBORD | DET);
        prose.tokens.word_is(n, object) && (gender == Gender::Male || !owns)
    })
}
