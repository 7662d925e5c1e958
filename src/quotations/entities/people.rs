//! Who is who in one article: every entity, and every place where one is named.

use std::collections::HashMap;

use super::genders::Gender;
use crate::quotations::ids::{EntityId, MentionId, TokenRange};

/// What an entity can be, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Person,
    Organisation,
    Place,
    /// A single word that nothing explains: a person or a thing.
    Unknown,
}

#[derive(Clone, Debug)]
pub(crate) struct Entity {
    /// The fullest name that the article gives.
    pub(crate) name: String,
    pub(crate) sort: Sort,
    pub(crate) gender: Option<Gender>,
    /// Whether its first name is on the lists, or the whole name in the table of other names.
    pub(crate) known: bool,
    /// Token ranges that say what office or trade it has.
    pub(crate) roles: Vec<TokenRange>,
    /// It was only ever seen where a sentence begins, so it may be no name at all.
    pub(crate) only_begins: bool,
    /// Number of places where it is named.
    pub(crate) mention_count: usize,
}

/// One place where an entity is named.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) id: MentionId,
    pub(crate) tokens: TokenRange,
    pub(crate) titles: TokenRange,
    pub(crate) entity: EntityId,
    /// Whether no other entity could be meant.
    pub(crate) sure: bool,
}

/// The entities of an article and every place where one is named, in order.
pub(crate) struct People {
    pub(crate) entities: Vec<Entity>,
    pub(crate) mentions: Vec<Mention>,
    /// Whom a label in capitals can mean: by a whole name, or the last word of one.
    by_label: HashMap<String, Labelled>,
}

/// Whom a label can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Labelled {
    Only(EntityId),
    Several,
}

/// How a description such as "the Ukrainian president" suits an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The article says so.
    Stated,
    /// Nothing speaks against it.
    Possible,
    Conflict,
}

impl People {
    /// People of these entities and mentions.
    pub(super) fn new(entities: Vec<Entity>, mentions: Vec<Mention>) -> Self {
        Self {
            entities,
            mentions,
            by_label: HashMap::new(),
        }
    }

    /// Notes which labels each person can have, once everybody is known.
    pub(super) fn note_labels(&mut self) {
        for (n, entity) in self.entities.iter().enumerate() {
            if !matches!(entity.sort, Sort::Person | Sort::Unknown) {
                continue;
            }
            let whole = entity.name.to_uppercase();
            let last = whole.rsplit(' ').next().unwrap_or_default().to_owned();
            let labels = if last == whole {
                vec![whole]
            } else {
                vec![whole, last]
            };
            // A name in capitals is the label itself, and explains none.
            for label in labels.into_iter().filter(|label| *label != entity.name) {
                self.by_label
                    .entry(label)
                    .and_modify(|whom| *whom = Labelled::Several)
                    .or_insert(Labelled::Only(EntityId(n)));
            }
        }
    }

    /// The one person whose name or surname the label is.
    pub(crate) fn labelled(&self, label: &str) -> Option<EntityId> {
        match self.by_label.get(label)? {
            Labelled::Only(id) => Some(*id),
            Labelled::Several => None,
        }
    }

    pub(crate) fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0)
    }

    pub(crate) fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.0)
    }

    /// The mentions that begin in a range of tokens.
    pub(crate) fn within(&self, tokens: TokenRange) -> &[Mention] {
        let from = self
            .mentions
            .partition_point(|u| u.tokens.start < tokens.start);
        let to = self
            .mentions
            .partition_point(|u| u.tokens.start < tokens.end);
        self.mentions.get(from..to.max(from)).unwrap_or_default()
    }
}
