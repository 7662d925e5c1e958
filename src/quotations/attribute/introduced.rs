//! Finds whom a description without a name means from the way the article introduces people: "the
//! woman", "his wife", "the company".

use super::discourse::{Referent, Resolver};
use super::varied::persons_in;
use crate::quotations::entities::genders::Gender;
use crate::quotations::entities::people::{Entity, EntityKind};
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
        let start = article.rfind(|&n| tokens.is_one_of(n, &["a", "an", "one"]))?;
        let first = self.prose.phrase(start, noun + 12)?;
        (first.head == Head::Noun(noun)).then(|| (start + 1).to(first.end))
    }

    /// Returns the husband or wife with the surname of another person, if the article names just one:
    /// "his wife".
    pub(super) fn spouse(&self, phrase: TokenRange, head: TokenId) -> Option<EntityId> {
        let tokens = self.prose.tokens;
        let gender = match tokens.word(head) {
            "wife" => Gender::Female,
            "husband" => Gender::Male,
            _ => return None,
        };
        if phrase.len() != 2 || !tokens.at(phrase.start).is(POSSESSIVE) {
            return None;
        }
        let first = self.prose.people.entities.iter().take(MAX_ENTITIES);
        let persons = first
            .enumerate()
            .filter(|(_, entity)| entity.kind == EntityKind::Person);
        let mut spouses = persons.clone().filter(|(_, one)| {
            let is_partner = |e: &Entity| e.gender != Some(gender) && surname(e) == surname(one);
            one.gender == Some(gender) && persons.clone().any(|(_, other)| is_partner(other))
        });
        let (only, _) = spouses.next()?;
        spouses.next().is_none().then_some(EntityId(only))
    }

    /// Returns the person whom the second paragraph names, if the description begins the article's
    /// first sentence of prose and that sentence names nobody.
    pub(super) fn named_after_lead(&self, phrase: TokenRange) -> Option<EntityId> {
        let prose = self.prose;
        let here = prose.tokens.sentence(self.sentence)?;
        let lead = here.tokens.start;
        let dateline = prose.tokens.at(phrase.start - 1).kind == Kind::Dash;
        let earlier = persons_in(prose, TokenId::default().to(lead));
        if phrase.start != lead && !(dateline && phrase.start < lead + 6)
            || !earlier.is_empty()
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
        // "“The dam will hold,” Jan Novak said".
        let mut start = next.tokens.start;
        if matches!(prose.tokens.at(start).kind, Kind::Quote(_)) {
            start += 1;
        }
        let begins = name.titles.start == start && name.tokens.len() > 1;
        let is_introduced = entity.kind == EntityKind::Person && entity.roles.is_empty();
        (begins && is_introduced).then_some(name.entity)
    }

    /// Returns the organisation that was the speaker or subject of one of the last sentences.
    pub(super) fn organisation_in_focus(&self) -> Option<EntityId> {
        (1..=3.min(self.sentence.0)).find_map(|back| {
            let [Referent::Entity(id)] = self.discourse.focus(self.sentence - back)? else {
                return None;
            };
            let entity = self.prose.people.entity(*id)?;
            // "Orvex Foods, which makes biscuits, closed a plant. The company said".
            let is_unknown =
                back == 1 && !entity.known && entity.gender.is_none() && entity.roles.is_empty();
            (entity.kind == EntityKind::Organisation || is_unknown).then_some(*id)
        })
    }
}

/// Returns the last word of the entity's name.
fn surname(entity: &Entity) -> Option<&str> {
    entity.name.rsplit(' ').next()
}
