//! Elegant variation: other words for a person who was just named, such as "the retired engine
//! driver".

use super::discourse::{Referent, Resolver};
use crate::lexicon::{self, Class, Usage, is_used_as};
use crate::quotations::entities::genders::gender_of_role;
use crate::quotations::entities::people::Fit;
use crate::quotations::grammar::phrases::Prose;
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::words::{NATION, PREP};

impl Resolver<'_> {
    /// Returns the person just named, if the description whose noun is `head` can only be another
    /// expression for them: "the retired engine driver".
    pub(super) fn elegant_variation(&self, phrase: TokenRange, head: TokenId) -> Option<EntityId> {
        let prose = self.prose;
        let word = prose.tokens.word(head);
        let office = lexicon::is(word, Class::OFFICE);
        let kin = gender_of_role(word).is_some() && !["man", "woman"].contains(&word);
        let modified = (phrase.start + 1)
            .to(head)
            .iter()
            .any(|n| adds_detail(prose, n));
        let attached = phrase.end > head + 1;
        if office || kin || is_used_as(word, Usage::COMPANION) || !modified || attached {
            return None;
        }
        let here = prose
            .tokens
            .sentence(self.sentence)?
            .tokens
            .start
            .to(phrase.start);
        let before = self
            .sentence
            .previous()
            .and_then(|n| prose.tokens.sentence(n));
        let before = before.map(|s| s.tokens).unwrap_or_default();
        let mut seen = persons_in(prose, here);
        seen.extend(persons_in(prose, before));
        seen.dedup();
        if seen.is_empty()
            && let [Referent::Entity(id)] = self.discourse.focus(self.sentence.previous()?)?
        {
            // "“…,” she told them. “…” The former mayor": she is the one just quoted, if nobody else
            // was named who is surely a person.
            let is_sure = |id: EntityId| {
                let entity = prose.people.entity(id);
                entity.is_some_and(|e| e.gender.is_some() || !e.roles.is_empty())
            };
            let named = persons_in(prose, TokenId::default().to(phrase.start));
            let alone = named.iter().all(|&other| other == *id || !is_sure(other));
            let fits = prose.people.fit(prose.tokens, *id, phrase, head) != Fit::Conflict;
            return (alone && fits).then_some(*id);
        }
        let first = *seen.first()?;
        // "On Truth Social, the former president": a name after a preposition may be a thing.
        let free = |range: TokenRange| {
            let mut names = prose.people.within(range).iter();
            names.any(|name| {
                name.entity == first
                    && !(name.titles.start > range.start
                        && prose.tokens.at(name.titles.start - 1).is(PREP))
            })
        };
        if !free(here) && !free(before) {
            return None;
        }
        let alone = seen.iter().all(|id| *id == first);
        let fits = prose.people.fit(prose.tokens, first, phrase, head) != Fit::Conflict;
        (alone && fits).then_some(first)
    }
}

/// Returns whether a word only adds detail about a named person: "former", "41-year-old".
fn adds_detail(prose: Prose<'_>, n: TokenId) -> bool {
    let word = prose.tokens.word(n);
    let counted = ["-time", "-term", "-year-old", "-born", "-based", "-turned"];
    is_used_as(word, Usage::DETAIL)
        || counted.iter().any(|end| word.ends_with(end))
        || prose.tokens.at(n).is(NATION)
}

/// Returns the persons named in a range of tokens.
pub(super) fn persons_in(prose: Prose<'_>, tokens: TokenRange) -> Vec<EntityId> {
    let mut persons: Vec<EntityId> = Vec::new();
    for name in prose.people.within(tokens).iter().take(12) {
        if prose.people.is_person(name.entity) && !persons.contains(&name.entity) {
            persons.push(name.entity);
        }
    }
    persons
}
