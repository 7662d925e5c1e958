//! Gathers the mentions of an article into entities, each under its fullest name.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::genders::{Gender, gender_of_titles};
use super::name_words::FoundName;
use super::names;
use super::people::{Entity, EntityKind, Mention, People};
use crate::lexicon::{Aliases, Class};
use crate::quotations::ids::{EntityId, MentionId};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{self, FEMALE, MALE, PLACE, ROLE, TITLE};

/// Maximum number of entities with the same surname that are compared with a mention.
const MAX_NAMESAKES: usize = 8;

impl People {
    /// Finds all names and marks the tokens that they cover.
    pub(crate) fn of(tokens: &mut Tokens, aliases: &Aliases) -> Self {
        let found = names::find(tokens);
        let mut people = Self::new(Vec::new(), Vec::with_capacity(found.len()));
        let (candidates, numbers) = people.gather(tokens, &found, aliases);
        // The first and the last mention of each entity so far.
        let mut first: Vec<Option<MentionId>> = vec![None; people.entities.len()];
        let mut latest: Vec<Option<MentionId>> = vec![None; people.entities.len()];
        for (found, number) in found.into_iter().zip(numbers) {
            let candidates = candidates.get(number).map_or(&[][..], Vec::as_slice);
            let gender = gender_of_titles(tokens, found.titles);
            let fits = |&&id: &&EntityId| {
                let known = people.entity(id).and_then(|entity| entity.gender);
                gender.is_none() || known.is_none() || known == gender
            };
            // A surname alone belongs to the main person of an article: the one named most often.
            let alone = found.tokens.len() == 1 && gender.is_none();
            let mentions =
                |id: &EntityId| people.entity(*id).map(|e| alone.then_some(e.mention_count));
            let Some(&entity) = candidates.iter().filter(fits).max_by_key(|id| {
                (
                    mentions(id),
                    alone.then_some(Reverse(first.get(id.0))),
                    latest.get(id.0),
                )
            }) else {
                continue;
            };
            let sure = candidates.iter().filter(fits).count() == 1;
            let mention = MentionId(people.mentions.len());
            if let Some(first) = first.get_mut(entity.0) {
                first.get_or_insert(mention);
            }
            if let Some(latest) = latest.get_mut(entity.0) {
                *latest = Some(mention);
            }
            // "Secretary of State" belongs to the name as a whole.
            let has_of = found.titles.iter().any(|n| tokens.at(n).is(words::PREP));
            let begin = if has_of { found.titles } else { found.tokens }.start;
            for n in begin.to(found.tokens.end).iter() {
                if let Some(token) = tokens.list.get_mut(n.0) {
                    token.name = Some(mention);
                }
            }
            people.add_roles(tokens, &found, entity, gender);
            people.mentions.push(Mention {
                id: mention,
                tokens: found.tokens,
                titles: found.titles,
                entity,
                sure,
            });
        }
        people.learn_genders(tokens);
        people.learn_places(tokens);
        people
    }

    /// Classifies a name without a first name, title or office as a place, if all its mentions
    /// follow prepositions and at least one follows "in", "at" or the like.
    fn learn_places(&mut self, tokens: &Tokens) {
        let mut located = vec![(0_u32, true); self.entities.len()];
        for mention in &self.mentions {
            let Some((count, only)) = located.get_mut(mention.entity.0) else {
                continue;
            };
            let before = mention.titles.start.previous();
            let Some(prep) = before.filter(|&n| tokens.at(n).is(words::PREP)) else {
                *only = false;
                continue;
            };
            let inside =
                tokens.is_one_of(prep, &["in", "at", "near", "outside", "around", "across"]);
            let of_office = tokens.at(prep - 1).is(ROLE | TITLE) && tokens.word_is(prep, "of");
            *count += u32::from(inside || of_office);
            *only &= tokens.at(mention.tokens.end).kind != Kind::Possessive;
        }
        for (entity, (count, only)) in self.entities.iter_mut().zip(located) {
            let nobody = entity.gender.is_none() && entity.roles.is_empty();
            if only && count > 0 && nobody && entity.may_be_person() {
                entity.kind = EntityKind::Place;
            }
        }
    }

    /// Creates the entities. Returns for each distinct name the entities that it can refer to, and
    /// for each found name the number of its distinct name.
    fn gather(
        &mut self,
        tokens: &Tokens,
        found: &[FoundName],
        aliases: &Aliases,
    ) -> (Vec<Vec<EntityId>>, Vec<usize>) {
        let mut longest_first: Vec<usize> = (0..found.len()).collect();
        longest_first
            .sort_by_key(|&n| std::cmp::Reverse(found.get(n).map_or(0, |f| f.tokens.len())));
        let mut by_text: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(found.len());
        let mut by_last: HashMap<&str, Vec<EntityId>> = HashMap::new();
        let mut by_first: HashMap<&str, Vec<EntityId>> = HashMap::new();
        let mut by_alias: HashMap<&str, EntityId> = HashMap::new();
        let mut candidates: Vec<Vec<EntityId>> = Vec::new();
        let mut numbers = vec![0; found.len()];
        for n in longest_first {
            let (Some(name), Some(number)) = (found.get(n), numbers.get_mut(n)) else {
                continue;
            };
            *number = candidates.len();
            let new = match by_text.entry(names::display(tokens, name.tokens)) {
                Entry::Occupied(known) => {
                    *number = *known.get();
                    continue;
                }
                Entry::Vacant(new) => new,
            };
            let text: &str = new.key();
            let first = tokens.word(name.tokens.start);
            let last = tokens.word(name.tokens.end - 1);
            let ends_alike = |id: &&EntityId| {
                self.entity(**id).is_some_and(|e| {
                    e.name.ends_with(text)
                        || shares_ends(&e.name, first, last) && name.tokens.len() > 1
                })
            };
            let mut meant: Vec<EntityId> = by_last
                .get(last)
                .into_iter()
                .flatten()
                .take(MAX_NAMESAKES)
                .filter(ends_alike)
                .copied()
                .collect();
            if meant.is_empty() && name.tokens.len() == 1 {
                meant = by_first
                    .get(first)
                    .into_iter()
                    .flatten()
                    .take(MAX_NAMESAKES)
                    .copied()
                    .collect();
            }
            let canonical = aliases.canonical(text);
            if let Some(&id) = canonical.and_then(|name| by_alias.get(name))
                && (meant.is_empty() || meant.contains(&id))
            {
                meant = vec![id];
            }
            if meant.is_empty() && !name.doubtful {
                let id = EntityId(self.entities.len());
                let entity = self.add_entity(tokens, name, text, canonical);
                if entity != EntityKind::Organisation && entity != EntityKind::Place {
                    by_last.entry(last).or_default().push(id);
                    // Any part of a long name may be the one in use.
                    let parts = name
                        .tokens
                        .start
                        .to(name.tokens.last().max(name.tokens.start + 1));
                    for part in parts.iter().filter(|&n| tokens.at(n).capital) {
                        by_first.entry(tokens.word(part)).or_default().push(id);
                    }
                }
                meant.push(id);
            }
            if let (Some(canonical), [id]) = (canonical, meant.as_slice()) {
                by_alias.entry(canonical).or_insert(*id);
            }
            candidates.push(meant);
            new.insert(*number);
        }
        (candidates, numbers)
    }

    /// Adds an entity with this name and returns its kind.
    fn add_entity(
        &mut self,
        tokens: &Tokens,
        name: &FoundName,
        text: &str,
        canonical: Option<&str>,
    ) -> EntityKind {
        let known = canonical
            .and_then(|full| full.split_once(' '))
            .map_or(Class::empty(), |(first, _)| words::look_up(first).class);
        let first = tokens.at(name.tokens.start);
        let class = (if name.tokens.len() > 1 || !first.is(PLACE) {
            first.class
        } else {
            Class::empty()
        }) | known;
        let gender = match (class.contains(MALE), class.contains(FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
        let place = canonical.is_none_or(|full| words::look_up(full).class.contains(PLACE))
            && first.is(PLACE)
            && name.tokens.len() == 1
            || canonical.is_some() && !known.intersects(MALE | FEMALE);
        let kind = if name.organisation {
            EntityKind::Organisation
        } else if gender.is_some() {
            EntityKind::Person
        } else if place {
            EntityKind::Place
        } else if name.tokens.len() > 1
            && !first.is(PLACE)
            && !(name.titles.is_empty()
                && name
                    .tokens
                    .start
                    .previous()
                    .is_some_and(|n| tokens.word_is(n, "the")))
        {
            EntityKind::Person
        } else {
            EntityKind::Unknown
        };
        self.entities.push(Entity {
            name: text.to_owned(),
            canonical: canonical.map(str::to_owned),
            kind,
            gender,
            known: gender.is_some() && name.tokens.len() > 1 || canonical.is_some(),
            roles: Vec::new(),
            only_begins: true,
            mention_count: 0,
        });
        kind
    }
}

/// Returns whether a full name has the same first and last word.
fn shares_ends(full: &str, first: &str, last: &str) -> bool {
    full.split(' ').next() == Some(first) && full.rsplit(' ').next() == Some(last)
}
