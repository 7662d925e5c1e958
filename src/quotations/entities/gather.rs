//! Gathers the mentions of an article into entities, each under its fullest name.

use std::collections::HashMap;

use super::genders::{Gender, gender_of_role, gender_of_titles};
use super::name_words::FoundName;
use super::names;
use super::people::{Entity, EntityKind, Mention, People};
use crate::lexicon::{Aliases, Class};
use crate::quotations::ids::{EntityId, MentionId, TokenId};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{self, FEMALE, MALE, NATION, PLACE, ROLE, TITLE};

/// Maximum number of entities with the same surname that are compared with a mention.
const MAX_NAMESAKES: usize = 8;

impl People {
    /// Finds all names and marks the tokens that they cover.
    pub(crate) fn of(tokens: &mut Tokens, aliases: &Aliases) -> Self {
        let found = names::find(tokens);
        let mut people = Self::new(Vec::new(), Vec::with_capacity(found.len()));
        let candidates = people.gather(tokens, &found, aliases);
        // The last mention of each entity so far.
        let mut latest: Vec<Option<MentionId>> = vec![None; people.entities.len()];
        for (found, candidates) in found.into_iter().zip(candidates) {
            let gender = gender_of_titles(tokens, found.titles);
            let fits = |&&id: &&EntityId| {
                let known = people.entity(id).and_then(|entity| entity.gender);
                gender.is_none() || known.is_none() || known == gender
            };
            let Some(&entity) = candidates
                .iter()
                .filter(fits)
                .max_by_key(|id| latest.get(id.0))
            else {
                continue;
            };
            let sure = candidates.iter().filter(fits).count() == 1;
            let mention = MentionId(people.mentions.len());
            if let Some(latest) = latest.get_mut(entity.0) {
                *latest = Some(mention);
            }
            // "Secretary of State" belongs to the name as a whole.
            let has_of = found.titles.iter().any(|n| tokens.at(n).is(words::PREP));
            let first = if has_of { found.titles } else { found.tokens }.start;
            for n in first.to(found.tokens.end).iter() {
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
            let word = before
                .map(|n| tokens.word(n).to_lowercase())
                .unwrap_or_default();
            let inside = ["in", "at", "near", "outside", "around", "across"];
            let of_office =
                word == "of" && before.is_some_and(|n| tokens.at(n - 1).is(ROLE | TITLE));
            *count += u32::from(inside.contains(&word.as_str()) || of_office);
            let owns = tokens.at(mention.tokens.end).kind == Kind::Possessive;
            *only &= !owns && before.is_some_and(|n| tokens.at(n).is(words::PREP));
        }
        for (entity, (count, only)) in self.entities.iter_mut().zip(located) {
            let nobody = entity.gender.is_none() && entity.roles.is_empty();
            if only
                && count > 0
                && nobody
                && matches!(entity.kind, EntityKind::Person | EntityKind::Unknown)
            {
                entity.kind = EntityKind::Place;
            }
        }
    }

    /// Creates the entities, and returns for each name the entities that it can refer to.
    fn gather(
        &mut self,
        tokens: &Tokens,
        found: &[FoundName],
        aliases: &Aliases,
    ) -> Vec<Vec<EntityId>> {
        let mut longest_first: Vec<usize> = (0..found.len()).collect();
        longest_first
            .sort_by_key(|&n| std::cmp::Reverse(found.get(n).map_or(0, |f| f.tokens.len())));
        let mut by_text: HashMap<String, Vec<EntityId>> = HashMap::new();
        let mut by_last: HashMap<&str, Vec<EntityId>> = HashMap::new();
        let mut by_first: HashMap<&str, Vec<EntityId>> = HashMap::new();
        let mut by_alias: HashMap<&str, EntityId> = HashMap::new();
        let mut candidates = vec![Vec::new(); found.len()];
        for n in longest_first {
            let (Some(name), Some(slot)) = (found.get(n), candidates.get_mut(n)) else {
                continue;
            };
            let text = names::display(tokens, name.tokens);
            let first = tokens.word(name.tokens.start);
            let last = tokens.word(name.tokens.end - 1);
            if !by_text.contains_key(&text) {
                let ends_alike = |id: &&EntityId| {
                    self.entity(**id).is_some_and(|e| {
                        e.name.ends_with(&text)
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
                let canonical = aliases.canonical(&text);
                if let Some(&id) = canonical.and_then(|name| by_alias.get(name))
                    && (meant.is_empty() || meant.contains(&id))
                {
                    meant = vec![id];
                }
                if meant.is_empty() && !name.doubtful {
                    let id = EntityId(self.entities.len());
                    let entity = self.add_entity(tokens, name, &text, canonical);
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
                by_text.insert(text.clone(), meant);
            }
            slot.clone_from(by_text.get(&text).unwrap_or(&Vec::new()));
        }
        candidates
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
            kind,
            gender,
            known: gender.is_some() && name.tokens.len() > 1 || canonical.is_some(),
            roles: Vec::new(),
            only_begins: true,
            mention_count: 0,
        });
        kind
    }

    /// Adds the roles and the gender that the words around a name tell about the entity.
    fn add_roles(
        &mut self,
        tokens: &Tokens,
        found: &FoundName,
        entity: EntityId,
        gender: Option<Gender>,
    ) {
        let Some(entity) = self.entities.get_mut(entity.0) else {
            return;
        };
        entity.mention_count += 1;
        entity.only_begins &= found.begins_sentence && found.titles.is_empty();
        entity.gender = entity.gender.or(gender);
        if entity.roles.len() >= 8 {
            return;
        }
        let mut roles = Vec::new();
        // "Velian Foreign Minister Ines Horvat", "the opposition lawmaker Tomas Brandt".
        let mut start = found.titles.start;
        while start.0 > 0 && found.titles.end - start < 6 && {
            let token = tokens.at(start - 1);
            token.kind == Kind::Word && !token.is(words::FUNCTION) && !token.cue.is_past()
        } {
            start -= 1;
        }
        roles.push(start.to(found.titles.end));
        // "Ines Horvat, the foreign minister", "Emil Karsten is mayor of Brell".
        let after = found.tokens.end;
        let stated = tokens.at(after).is(words::BE);
        if tokens.at(after).kind == Kind::Comma || stated {
            let end = (after + 1)
                .to(after + 9)
                .iter()
                .find(|&n| ends_phrase(tokens, n))
                .unwrap_or(after + 9);
            let opens = tokens.at(after + 1);
            let says_who = opens.is(words::DET | ROLE | NATION)
                || opens.name.is_none() && !opens.is(words::FUNCTION);
            if says_who && (stated || tokens.at(end).kind != Kind::Word) {
                roles.push((after + 1).to(end));
            }
        }
        // "A regional councillor, Piet van der Molen, wrote".
        if found.tokens.start.0 > 1
            && tokens.at(found.tokens.start - 1).kind == Kind::Comma
            && tokens.at(after).kind == Kind::Comma
        {
            let end = found.tokens.start - 1;
            let start = (end - 8)
                .to(end)
                .iter()
                .rev()
                .find(|&n| ends_phrase(tokens, n) || tokens.at(n).is(words::PREP));
            let start = start.map_or(end - 8, |n| n + 1);
            let possessed = start
                .to(end)
                .iter()
                .any(|n| tokens.at(n).kind == Kind::Possessive);
            if tokens.at(start).is(words::DET) || possessed {
                roles.push(start.to(end));
            }
        }
        for role in roles {
            if role.iter().any(|n| tokens.at(n).is(ROLE | TITLE)) {
                let gendered = role.iter().find_map(|n| gender_of_role(tokens.word(n)));
                entity.gender = entity.gender.or(gendered);
                if entity.kind == EntityKind::Unknown {
                    entity.kind = EntityKind::Person;
                }
                entity.roles.push(role);
            }
        }
    }
}

/// Returns whether a full name has the same first and last word.
fn shares_ends(full: &str, first: &str, last: &str) -> bool {
    full.split(' ').next() == Some(first) && full.rsplit(' ').next() == Some(last)
}

/// Returns whether a noun phrase ends before the token.
fn ends_phrase(tokens: &Tokens, n: TokenId) -> bool {
    let token = tokens.at(n);
    !matches!(token.kind, Kind::Word | Kind::Possessive | Kind::Other)
        || token.is(words::AUX | words::SUBORD | words::RELATIVE)
        || token.cue.is_past() && !token.is(words::NOUN)
}
