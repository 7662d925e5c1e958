//! Pronoun resolution: the referents of "he", "she", "they" and "it".

use super::candidates::{
    after_subject, before_same_pronoun, introduces_somebody, mentions_kin, named_subject,
    names_another, sends_document,
};
use super::discourse::{Referent, Resolver};
use crate::lexicon::Class;
use crate::quotations::entities::genders::{Gender, gender_of_role};
use crate::quotations::entities::people::{Entity, EntityKind, Mention};
use crate::quotations::grammar::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DOC, NOUN, ORG, PREP, ROLE, ROLES, SUBORD};

/// Maximum number of sentences between a pronoun and its referent.
const MAX_SENTENCES_BACK: usize = 5;

/// Number of tokens of the article, from the first on, among which a word in lower case is looked
/// for.
const MAX_TOKENS: usize = 2000;

impl Resolver<'_> {
    /// Returns the referent of "he" or "she" at token `n`, with the confidence.
    pub(super) fn person_for_pronoun(
        &self,
        gender: Gender,
        n: TokenId,
    ) -> Option<(Vec<Referent>, f32)> {
        let (prose, sentence) = (self.prose, self.sentence);
        let here = prose.tokens.sentence(sentence)?;
        let refers = |referent: &Referent| can_refer_to(prose, referent, gender);
        if let Some((referent, confidence)) = self.person_before(n)
            && refers(&referent)
        {
            return Some((vec![referent], confidence));
        }
        // "While Lund conceded that …, she said": the subject of the clause before.
        if prose.tokens.at(here.tokens.start).is(SUBORD)
            && let Some(phrase) = prose.phrase(here.tokens.start + 1, n)
            && phrase.end < n
            && let Some(referent) = named(prose, &phrase).filter(refers)
        {
            return Some((vec![referent], 0.8));
        }
        let is_known = |id: EntityId| {
            let entity = prose.people.entity(id);
            entity.is_some_and(|e| e.gender == Some(gender))
        };
        // "The news came after Lund told them that she had used": the only one named so far.
        let before = here.tokens.start.to(n);
        if let [only] = persons_of_gender(prose, before, gender, false).as_slice()
            && is_known(*only)
        {
            return Some((vec![Referent::Entity(*only)], 0.8));
        }
        for back in 1..=MAX_SENTENCES_BACK.min(sentence.0) {
            let then = prose.tokens.sentence(sentence - back)?;
            if here.paragraph - then.paragraph > 3 {
                break;
            }
            let quoting = self.discourse.speaker(sentence - back).is_some();
            let persons = persons_of_gender(prose, then.tokens, gender, !quoting);
            let focus = self.discourse.focus(sentence - back).unwrap_or_default();
            // "Novak, who led what an aide called a “mess,” said": Novak, not the aide.
            if let [Referent::Words(_)] = focus
                && let Some(id) = named_subject(prose, then.tokens)
                && refers(&Referent::Entity(id))
            {
                return Some((vec![Referent::Entity(id)], 0.8));
            }
            if let [subject] = focus
                && refers(subject)
            {
                let known = matches!(subject, Referent::Entity(id) if is_known(*id));
                // "Novak remembered him. … he said": not Novak, unless Novak is a he.
                if !known
                    && names_another(prose, after_subject(prose, subject, then.tokens), gender)
                {
                    continue;
                }
                // The only one who is known to be a he is somebody else.
                if !known && persons.iter().filter(|&&id| is_known(id)).count() == 1 {
                    return None;
                }
                // "he" is ambiguous between two men in a sentence that quotes nobody.
                let is_rival = |name: &Mention| {
                    let referent = Referent::Entity(name.entity);
                    let is_owner = prose.tokens.at(name.tokens.end).kind == Kind::Possessive;
                    // "Novak, who heads the agency Pont, said": nobody calls the agency "he".
                    let is_unknown = prose.people.entity(name.entity).is_some_and(|e| {
                        e.kind == EntityKind::Unknown && e.gender.is_none() && known
                    });
                    referent != *subject
                        && !is_owner
                        && !is_unknown
                        && refers(&referent)
                        && !names_thing(prose, name)
                };
                let part = before_same_pronoun(prose, then.tokens, gender);
                if !quoting && prose.people.within(part).iter().any(is_rival) {
                    return None;
                }
                let doubt = 0.05 * (back - 1) as f32
                    + if persons.len() > 1 { 0.1 } else { 0.0 }
                    + if known { 0.0 } else { 0.08 };
                return Some((vec![subject.clone()], 0.93 - doubt));
            }
            match persons.as_slice() {
                [] if mentions_kin(prose, then.tokens, gender) => return None,
                [] if introduces_somebody(prose, then.tokens) => return None,
                [] => {}
                [only] => {
                    let confidence = if is_known(*only) { 0.76 } else { 0.68 };
                    return Some((vec![Referent::Entity(*only)], confidence));
                }
                _ => return None,
            }
        }
        None
    }

    /// Returns the subject of the sentence, if it stands before token `n`, with the confidence that
    /// a pronoun at `n` refers to it.
    fn person_before(&self, n: TokenId) -> Option<(Referent, f32)> {
        let subject = self.subject_before(n)?;
        match named(self.prose, &subject) {
            Some(referent) => Some((referent, 0.85)),
            None => Some((self.description(&subject)?, 0.8)),
        }
    }

    /// Returns the only phrase of the sentence's subject, if it stands before token `n`.
    fn subject_before(&self, n: TokenId) -> Option<Phrase> {
        let here = self.prose.tokens.sentence(self.sentence)?;
        let subject = self.prose.main_subject(here.tokens.start, n)?;
        let [phrase] = <[Phrase; 1]>::try_from(subject).ok()?;
        Some(phrase)
    }

    /// Returns the referent of a description without a name: "**the striker** apologised for what he
    /// called".
    fn description(&self, phrase: &Phrase) -> Option<Referent> {
        let Head::Noun(head) = phrase.head else {
            return None;
        };
        let is_noun = self.prose.tokens.at(head).is(NOUN);
        let referents = is_noun.then(|| self.described(phrase, head).referents)?;
        let [referent] = <[Referent; 1]>::try_from(referents).ok()?;
        Some(referent)
    }

    /// Returns whether a word of the description has one of the classes.
    fn describes(&self, words: TokenRange, class: Class) -> bool {
        words.iter().any(|n| self.prose.tokens.at(n).is(class))
    }

    /// Returns the referents of "they" at token `n`: the several people in the focus of the
    /// sentence before.
    pub(super) fn people_for_they(&self, n: TokenId) -> Option<Vec<Referent>> {
        let subject = self.subject_before(n);
        if let Some(Referent::Words(words)) = subject.and_then(|phrase| self.description(&phrase))
            && self.describes(words, ROLES)
        {
            return Some(vec![Referent::Words(words)]);
        }
        let before = self.discourse.focus(self.sentence.previous()?)?;
        let plural = match before {
            [Referent::Words(words)] => self.describes(*words, ROLES),
            [Referent::Label(_)] => false,
            [Referent::Entity(id)] => self.is_organisation(*id),
            several => several.len() > 1,
        };
        plural.then(|| before.to_vec())
    }

    /// Returns the referent of "it" at token `n`: the organisation or document in focus.
    pub(super) fn referent_of_it(&self, n: TokenId) -> Option<Referent> {
        let (prose, sentence) = (self.prose, self.sentence);
        if let Some(subject) = self.subject_before(n) {
            match named(prose, &subject).or_else(|| self.description(&subject)) {
                Some(Referent::Words(words)) if self.describes(words, ORG | DOC) => {
                    return Some(Referent::Words(words));
                }
                // "The Ferrymen’s Union condemned what it called".
                Some(Referent::Entity(id)) if self.is_organisation(id) => {
                    return Some(Referent::Entity(id));
                }
                _ => {}
            }
        }
        (1..=2.min(sentence.0)).find_map(|back| {
            let [referent] = self.discourse.focus(sentence - back)? else {
                return None;
            };
            let refers = match referent {
                Referent::Words(words) => self.describes(*words, ORG | DOC),
                Referent::Entity(id) => {
                    let entity = prose.people.entity(*id)?;
                    let then = prose.tokens.sentence(sentence - back)?;
                    // An unknown name may be a company's: "Orvex Labs disputes that."
                    let unknown = entity.gender.is_none() && !entity.only_begins;
                    matches!(entity.kind, EntityKind::Organisation | EntityKind::Place)
                        // "Novak sent a note. “…,” it said": the note is Novak's.
                        || back == 1 && (unknown || sends_document(prose, then.tokens))
                }
                Referent::Label(_) => false,
            };
            refers.then(|| referent.clone())
        })
    }

    fn is_organisation(&self, id: EntityId) -> bool {
        let entity = self.prose.people.entity(id);
        entity.is_some_and(|e| e.kind == EntityKind::Organisation)
    }
}

/// Returns the entity that a phrase names.
fn named(prose: Prose<'_>, phrase: &Phrase) -> Option<Referent> {
    let Head::Name(id) = phrase.head else {
        return None;
    };
    Some(Referent::Entity(prose.people.mention(id)?.entity))
}

/// Returns the persons named in a sentence to whom a pronoun of this gender can refer. Owners
/// of something (`Smith’s campaign`) count only with `owners`.
fn persons_of_gender(
    prose: Prose<'_>,
    sentence: TokenRange,
    gender: Gender,
    owners: bool,
) -> Vec<EntityId> {
    let mut persons: Vec<EntityId> = Vec::new();
    let part = before_same_pronoun(prose, sentence, gender);
    for name in prose.people.within(part).iter().take(12) {
        // "…, said Jan Novak, an aide on Smith’s campaign": "he" is hardly Smith.
        let owns = prose.tokens.at(name.tokens.end).kind == Kind::Possessive;
        if (owners || !owns)
            && prose.people.is_person(name.entity)
            && can_refer_to(prose, &Referent::Entity(name.entity), gender)
            && !persons.contains(&name.entity)
        {
            persons.push(name.entity);
        }
    }
    persons
}

/// Returns whether a name is a word that the article also has in lower case: "**Good** morning", and
/// later "a good morning".
fn is_everyday_word(prose: Prose<'_>, entity: &Entity) -> bool {
    let tokens = TokenId::default().take(MAX_TOKENS).iter();
    entity.only_begins
        && entity.kind == EntityKind::Unknown
        && tokens.into_iter().any(|n| {
            let token = prose.tokens.at(n);
            token.kind == Kind::Word && !token.capital && prose.tokens.word_is(n, &entity.name)
        })
}

/// Returns whether the words around a name show that it is hardly a person.
fn names_thing(prose: Prose<'_>, name: &Mention) -> bool {
    let tokens = prose.tokens;
    // "Arctic issues": a name before a noun is not a person.
    let next = tokens.at(name.tokens.end);
    let noun = next.kind == Kind::Word && !next.capital && !next.cue.is_some();
    let mut before = name.titles.start - 1;
    if tokens.word_is(before, "the") {
        before -= 1;
    }
    let governed = tokens.at(before).is(PREP);
    let located = tokens.is_one_of(before, &["in", "at", "near"]);
    prose.people.entity(name.entity).is_some_and(|e| {
        e.only_begins
            || located && e.roles.is_empty()
            || governed && e.mention_count == 1 && e.gender.is_none()
            || e.kind == EntityKind::Unknown && noun && next.class.is_empty()
            // "Brell coach Jan Novak".
            || noun && next.is(ROLE)
    })
}

/// Returns whether a singular pronoun of this gender can refer to the referent.
fn can_refer_to(prose: Prose<'_>, referent: &Referent, gender: Gender) -> bool {
    match referent {
        Referent::Entity(id) => prose.people.entity(*id).is_some_and(|e| {
            e.may_be_person() && e.gender.is_none_or(|g| g == gender) && !is_everyday_word(prose, e)
        }),
        Referent::Label(_) => false,
        Referent::Words(words) => {
            let head = words
                .iter()
                .rfind(|&n| prose.tokens.at(n).is(ROLE) && !prose.tokens.at(n).is(ROLES));
            // The person who asks is not the one who answers.
            let asks = ["reporter", "journalist", "interviewer"];
            head.map(|n| prose.tokens.word(n)).is_some_and(|word| {
                !asks.contains(&word) && gender_of_role(word).is_none_or(|g| g == gender)
            })
        }
    }
}
