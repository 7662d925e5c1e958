//! Pronoun resolution: the referents of "he", "she", "they" and "it".

use super::candidates::{
    after_subject, mentions_kin, named_subject, names_another, sends_document,
};
use super::discourse::{Referent, Resolver};
use crate::quotations::entities::genders::gender_of_role;
use crate::quotations::entities::{genders::Gender, people::EntityKind};
use crate::quotations::grammar::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::{EntityId, TokenId};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DOC, NOUN, ORG, PREP, ROLE, ROLES, SUBORD};

/// Maximum number of sentences between a pronoun and its referent.
const MAX_SENTENCES_BACK: usize = 5;

impl Resolver<'_> {
    /// Returns the referent of "he" or "she" at token `n`, with the confidence.
    pub(super) fn person_for_pronoun(
        &self,
        gender: Gender,
        n: TokenId,
    ) -> Option<(Vec<Referent>, f32)> {
        let (prose, sentence) = (self.prose, self.sentence);
        let here = prose.tokens.sentence(sentence)?;
        if let Some(subject) = prose.main_subject(here.tokens.start, n)
            && let [
                Phrase {
                    head: Head::Name(number),
                    ..
                },
            ] = subject.as_slice()
            && let Some(name) = prose.people.mention(*number)
            && can_refer_to(prose, &Referent::Entity(name.entity), gender)
        {
            return Some((vec![Referent::Entity(name.entity)], 0.85));
        }
        if let Some(referent) = self.described_before(n)
            && can_refer_to(prose, &referent, gender)
        {
            return Some((vec![referent], 0.8));
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
            && can_refer_to(prose, &Referent::Entity(name.entity), gender)
        {
            return Some((vec![Referent::Entity(name.entity)], 0.8));
        }
        for back in 1..=MAX_SENTENCES_BACK.min(sentence.0) {
            let then = prose.tokens.sentence(sentence - back)?;
            if here.paragraph - then.paragraph > 3 {
                break;
            }
            let mut others: Vec<EntityId> = Vec::new();
            let quoting = self.discourse.speaker(sentence - back).is_some();
            for name in prose.people.within(then.tokens).iter().take(12) {
                // "…, said Jan Novak, an aide on Smith’s campaign": "he" is hardly Smith.
                let owns = prose.tokens.at(name.tokens.end).kind == Kind::Possessive;
                if !(owns && quoting)
                    && prose.people.is_person(name.entity)
                    && can_refer_to(prose, &Referent::Entity(name.entity), gender)
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
            // "Novak, who led what an aide called a “mess,” said": Novak, not the aide.
            if let Some([Referent::Words(_)]) = self.discourse.focus(sentence - back)
                && let Some(id) = named_subject(prose, then.tokens)
                && can_refer_to(prose, &Referent::Entity(id), gender)
            {
                return Some((vec![Referent::Entity(id)], 0.8));
            }
            if let Some([subject]) = self.discourse.focus(sentence - back)
                && can_refer_to(prose, subject, gender)
            {
                let known = matches!(subject, Referent::Entity(id) if prose.people.entity(*id).is_some_and(|e| e.gender == Some(gender)));
                // "Novak remembered him. … he said": not Novak, unless Novak is a he.
                if !known
                    && names_another(prose, after_subject(prose, subject, then.tokens), gender)
                {
                    continue;
                }
                if !known
                    && sure.len() == 1
                    && !sure.iter().any(|&id| *subject == Referent::Entity(id))
                {
                    return None;
                }
                // "he" is ambiguous between two men in a sentence that quotes nobody.
                let rivals = prose.people.within(then.tokens).iter().filter(|name| {
                    let referent = Referent::Entity(name.entity);
                    // "Arctic issues": a name before a noun is not a person.
                    let next = prose.tokens.at(name.tokens.end);
                    let noun = next.kind == Kind::Word && next.class.is_empty() && !next.capital;
                    let mut before = name.titles.start - 1;
                    if prose.tokens.word_is(before, "the") {
                        before -= 1;
                    }
                    let governed = prose.tokens.at(before).is(PREP);
                    let located = prose.tokens.is_one_of(before, &["in", "at", "near"]);
                    let thing = prose.people.entity(name.entity).is_some_and(|e| {
                        e.only_begins
                            || located && e.roles.is_empty()
                            || governed && e.mention_count == 1 && e.gender.is_none()
                            || e.kind == EntityKind::Unknown && noun && !next.cue.is_some()
                    });
                    referent != *subject && !thing && can_refer_to(prose, &referent, gender)
                });
                if rivals.count() > 0 && !quoting {
                    return None;
                }
                let doubt = 0.05 * (back - 1) as f32
                    + if others.len() > 1 { 0.1 } else { 0.0 }
                    + if known { 0.0 } else { 0.08 };
                return Some((vec![subject.clone()], 0.93 - doubt));
            }
            match (others.as_slice(), sure.as_slice()) {
                ([], _) if mentions_kin(prose, then.tokens, gender) => return None,
                ([], _) => {}
                ([only], [_]) => return Some((vec![Referent::Entity(*only)], 0.76)),
                ([only], _) => return Some((vec![Referent::Entity(*only)], 0.68)),
                _ => return None,
            }
        }
        None
    }

    /// Returns the subject of the sentence, if it stands before token `n` and is a description
    /// without a name: "the striker apologised for what he called".
    fn described_before(&self, n: TokenId) -> Option<Referent> {
        let prose = self.prose;
        let here = prose.tokens.sentence(self.sentence)?;
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
        let [referent] = <[Referent; 1]>::try_from(self.described(phrase, *head).referents).ok()?;
        prose.tokens.at(*head).is(NOUN).then_some(referent)
    }

    /// Returns the referents of "they" at token `n`: the several people in the focus of the
    /// sentence before.
    pub(super) fn people_for_they(&self, n: TokenId) -> Option<Vec<Referent>> {
        let prose = self.prose;
        if let Some(referent @ Referent::Words(_)) = self.described_before(n)
            && let Referent::Words(span) = &referent
            && span.iter().any(|n| prose.tokens.at(n).is(ROLES))
        {
            return Some(vec![referent]);
        }
        let before = self.discourse.focus(self.sentence.previous()?)?;
        let plural = match before {
            [Referent::Words(span)] => span.iter().any(|n| prose.tokens.at(n).is(ROLES)),
            [Referent::Label(_)] => false,
            [Referent::Entity(id)] => prose
                .people
                .entity(*id)
                .is_some_and(|e| e.kind == EntityKind::Organisation),
            several => several.len() > 1,
        };
        plural.then(|| before.to_vec())
    }

    /// Returns the referent of "it" at token `n`: the organisation or document in focus.
    pub(super) fn referent_of_it(&self, n: TokenId) -> Option<Referent> {
        let (prose, sentence) = (self.prose, self.sentence);
        if let Some(referent @ Referent::Words(_)) = self.described_before(n)
            && let Referent::Words(span) = &referent
            && span.iter().any(|n| prose.tokens.at(n).is(ORG | DOC))
        {
            return Some(referent);
        }
        // "The Ferrymen’s Union condemned what it called": the subject of the sentence.
        let here = prose.tokens.sentence(sentence)?;
        if let Some(
            [
                Phrase {
                    head: Head::Name(id),
                    ..
                },
            ],
        ) = prose.main_subject(here.tokens.start, n).as_deref()
            && let Some(name) = prose.people.mention(*id)
            && prose
                .people
                .entity(name.entity)
                .is_some_and(|e| e.kind == EntityKind::Organisation)
        {
            return Some(Referent::Entity(name.entity));
        }
        (1..=2.min(sentence.0)).find_map(|back| match self.discourse.focus(sentence - back)? {
            [referent @ Referent::Words(span)]
                if span.iter().any(|n| prose.tokens.at(n).is(ORG | DOC)) =>
            {
                Some(referent.clone())
            }
            // "Novak sent a note. “…,” it said": the note is Novak's.
            [referent @ Referent::Entity(_)]
                if back == 1
                    && prose
                        .tokens
                        .sentence(sentence - back)
                        .is_some_and(|s| sends_document(prose, s.tokens)) =>
            {
                Some(referent.clone())
            }
            // An unknown name may be a company's: "Orvex Labs disputes that."
            [referent @ Referent::Entity(id)]
                if prose.people.entity(*id).is_some_and(|e| {
                    matches!(e.kind, EntityKind::Organisation | EntityKind::Place)
                        || back == 1 && e.gender.is_none() && !e.only_begins
                }) =>
            {
                Some(referent.clone())
            }
            _ => None,
        })
    }
}

/// Returns whether a singular pronoun of this gender can refer to the referent.
fn can_refer_to(prose: Prose<'_>, referent: &Referent, gender: Gender) -> bool {
    match referent {
        Referent::Entity(id) => prose
            .people
            .entity(*id)
            .is_some_and(|e| e.may_be_person() && e.gender.is_none_or(|g| g == gender)),
        Referent::Label(_) => false,
        Referent::Words(span) => {
            let words = span
                .iter()
                .rfind(|&n| prose.tokens.at(n).is(ROLE) && !prose.tokens.at(n).is(ROLES));
            // The person who asks is not the one who answers.
            words
                .filter(|&n| {
                    !matches!(
                        prose.tokens.word(n),
                        "reporter" | "journalist" | "interviewer"
                    )
                })
                .is_some_and(|n| gender_of_role(prose.tokens.word(n)).is_none_or(|g| g == gender))
        }
    }
}
