//! Learns the gender of an unknown name from the pronouns that follow it.

use super::genders::Gender;
use super::people::{Entity, EntityKind, People};
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{ADV, CONJ, DET, HE, PREP, ROLE, SHE, SUBORD};

impl People {
    /// Learns genders from pronouns: "Novak, who runs the mill, said **she** …". Only sentences
    /// with one person count, and their majority decides. A pronoun in the next sentence may mean
    /// somebody else, and counts only for a person whom no pronoun of the same sentence means.
    pub(crate) fn learn_genders(&mut self, tokens: &Tokens) {
        let mut votes = vec![(0_i32, 0_i32); self.entities.len()];
        let mut things: Vec<EntityId> = Vec::new();
        // Only person of the sentence before.
        let mut before: Option<EntityId> = None;
        for sentence in &tokens.sentences {
            let mentions = self.within(sentence.tokens);
            let mut persons = mentions
                .iter()
                .filter(|name| self.entity(name.entity).is_some_and(Entity::may_be_person))
                .filter(|name| {
                    // "Asked in Brell what he would do", "Questioned by Novak, he nodded".
                    let before = name.titles.start.previous();
                    before.is_none_or(|n| !tokens.at(n).is(PREP))
                });
            let first = persons.next().cloned();
            let only = first
                .as_ref()
                .filter(|first| persons.all(|name| name.entity == first.entity));
            let meant = match (&first, only) {
                (None, _) => before.map(|entity| (entity, sentence.tokens.start)),
                (_, Some(only)) => Some((only.entity, only.tokens.end)),
                _ => None,
            };
            // "Orvex cut its outlook": a person has no "its".
            if let Some(only) = only
                && tokens.word_is(only.tokens.end + 1, "its")
            {
                things.push(only.entity);
            }
            before = only.map(|name| name.entity);
            if let Some((entity, from)) = meant
                && self.entity(entity).is_some_and(|e| e.gender.is_none())
                && let Some(vote) = vote(tokens, from.to(sentence.tokens.end), first.is_none())
                && let Some((same, next)) = votes.get_mut(entity.0)
            {
                *(if first.is_some() { same } else { next }) += vote;
                // "Novak remembered him": the next "he" may be either.
                before = before.filter(|_| vote != 0);
            }
        }
        for thing in things {
            if let Some(entity) = self.entities.get_mut(thing.0)
                && entity.kind == EntityKind::Unknown
            {
                entity.kind = EntityKind::Organisation;
            }
        }
        for (entity, (same, next)) in self.entities.iter_mut().zip(votes) {
            entity.gender = entity.gender.or(match if same == 0 { next } else { same } {
                1.. => Some(Gender::Female),
                ..=-1 => Some(Gender::Male),
                0 => None,
            });
        }
    }
}

/// Returns the vote of the first pronoun in the range: 1 for female, -1 for male, 0 for undecided.
/// In a sentence without a name (`subject`), only its subject counts.
fn vote(tokens: &Tokens, range: TokenRange, subject: bool) -> Option<i32> {
    let reach = if subject { 6 } else { 40 };
    // "Novak said the president would tell what he thought": "he" may be either.
    let is_other = |n: TokenId| tokens.at(n).is(ROLE) && tokens.word_is(n - 1, "the");
    let mut words = range.iter().take(reach).take_while(|&n| !is_other(n));
    words.find_map(|n| {
        let token = tokens.at(n);
        if subject && token.cue.is_some() {
            return Some(0);
        }
        // "Novak told him" speaks of another, and so may "praised her".
        let owns = tokens.at(n + 1).kind == Kind::Word
            && !tokens.at(n + 1).is(PREP | CONJ | ADV | SUBORD | DET);
        match tokens.word(n) {
            "him" | "her" if !subject && !owns => Some(0),
            "her" if !subject => Some(1),
            "his" if !subject => Some(-1),
            _ if token.is(SHE) => Some(1),
            _ if token.is(HE) => Some(-1),
            _ => None,
        }
    })
}
