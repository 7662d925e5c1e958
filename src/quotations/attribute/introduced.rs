//! Finds whom a description without a name means from the way the article introduces people: "the
//! woman", "his wife", "the company".

use super::discourse::{Referent, Resolver};
use super::varied::persons_in;
use crate::quotations::entities::genders::Gender;
use crate::quotations::entities::people::EntityKind;
use crate::quotations::grammar::phrases::Head;
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::POSSESSIVE;

/// Number of entities, from the first on, among which a husband or wife is looked for.
const MAX_ENTITIES: usize = 40;

/// Maximum distance of a description from the one that introduced the person, in tokens.
const MAX_WORDS_BACK: usize = 120;

impl Resolver<'_> {
    /// Returns the words with which the article introduced somebody whom it now calls by the noun
    /// alone: "the woman" was "a **woman in a red hat**".
    pub(super) fn first_description(
        &self,
        phrase: TokenRange,
        head: TokenId,
    ) -> Option<TokenRange> {
        let tokens = self.prose.tokens;
        if phrase.len() != 2 {
            return None;
        }
        let mut before = (phrase.start - MAX_WORDS_BACK).to(phrase.start).iter();
        let noun = before.rfind(|&n| tokens.word(n) == tokens.word(head))?;
        let mut article = (noun - 5).to(noun).iter();
        let start = article.rfind(|&n| {
            ["a", "an", "one"]
                .iter()
                .any(|word| tokens.word_is(n, word))
        })?;
        let first = self.prose.phrase(start, noun + 12)?;
        (first.head == Head::Noun(noun)).then(|| (start + 1).to(first.end))
    }

    /// Returns the husband or wife with the surname of another person, if the article names just one:
    /// "his wife".
    pub(super) fn spouse(&self, phrase: TokenRange, head: TokenId) -> Option<EntityId> {
        let (tokens, people) = (self.prose.tokens, self.prose.people);
        let other = match tokens.word(head) {
            "wife" => Gender::Male,
            "husband" => Gender::Female,
            _ => return None,
        };
        if phrase.len() != 2 || !tokens.at(phrase.start).is(POSSESSIVE) {
            return None;
        }
        let first = people.entities.iter().take(MAX_ENTITIES);
        let persons: Vec<_> = first.filter(|e| e.kind == EntityKind::Person).collect();
        let surname = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
        let mut spouses = persons.iter().filter(|one| {
            one.gender.is_some_and(|gender| gender != other)
                && persons
                    .iter()
                    .any(|e| e.gender != one.gender && surname(&e.name) == surname(&one.name))
        });
        let only = spouses.next().filter(|_| spouses.next().is_none())?;
        let n = people
            .entities
            .iter()
            .take(MAX_ENTITIES)
            .position(|e| e.name == only.name)?;
        Some(EntityId(n))
    }

    /// Returns the person whom the second paragraph names, if the description begins the article's
    /// first sentence of prose and that sentence names nobody.
    pub(super) fn named_after_lead(&self, phrase: TokenRange) -> Option<EntityId> {
        let prose = self.prose;
        let here = prose.tokens.sentence(self.sentence)?;
        let lead = here.tokens.start;
        let dateline = prose.tokens.at(phrase.start - 1).kind == Kind::Dash;
        let earlier = prose.people.within(TokenId::default().to(lead)).len();
        if phrase.start != lead && !(dateline && phrase.start < lead + 6)
            || earlier > 1
            || !persons_in(prose, here.tokens).is_empty()
        {
            return None;
        }
        let next = (1..=3).map(|ahead| self.sentence + ahead);
        let next = next
            .filter_map(|id| prose.tokens.sentence(id))
            .find(|s| s.paragraph == here.paragraph + 1)?;
        let name = prose.people.within(next.tokens).first()?;
        let entity = prose.people.entity(name.entity)?;
        let begins = name.titles.start == next.tokens.start && name.tokens.len() > 1;
        (begins && entity.kind == EntityKind::Person && entity.roles.is_empty())
            .then_some(name.entity)
    }

    /// Returns the organisation that was the speaker or subject of one of the last sentences.
    pub(super) fn organisation_in_focus(&self) -> Option<EntityId> {
        (1..=3.min(self.sentence.0)).find_map(|back| {
            match self.discourse.focus(self.sentence - back)? {
                [Referent::Entity(id)] => {
                    let entity = self.prose.people.entity(*id)?;
                    (entity.kind == EntityKind::Organisation).then_some(*id)
                }
                _ => None,
            }
        })
    }
}
