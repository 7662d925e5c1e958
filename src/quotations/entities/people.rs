//! Entities of one article and their mentions.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::genders::Gender;
use crate::quotations::ids::{EntityId, MentionId, TokenRange};
use crate::quotations::quotation::Speaker;

/// Kind of entity, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntityKind {
    Person,
    Organisation,
    Place,
    /// Single word without further evidence: a person or a thing.
    Unknown,
}

/// Person, organisation or place that the article names.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    /// Fullest name in the article.
    pub(crate) name: String,
    /// Canonical name in the table of aliases; `None` for a name that is not in the table.
    pub(crate) canonical: Option<String>,
    pub(crate) kind: EntityKind,
    pub(crate) gender: Option<Gender>,
    /// Whether the first name is in the lexicon or the whole name in the table of aliases.
    pub(crate) known: bool,
    /// Token ranges of the entity's offices and trades.
    pub(crate) roles: Vec<TokenRange>,
    /// Whether all mentions begin a sentence, so that it may not be a name at all.
    pub(crate) only_begins: bool,
    /// Number of mentions.
    pub(crate) mention_count: usize,
}

/// Mention of an entity in the text.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) id: MentionId,
    pub(crate) tokens: TokenRange,
    pub(crate) titles: TokenRange,
    pub(crate) entity: EntityId,
    /// Whether it can refer to no other entity.
    pub(crate) sure: bool,
}

/// Entities of an article and their mentions, in text order.
pub(crate) struct People {
    pub(crate) entities: Vec<Entity>,
    pub(crate) mentions: Vec<Mention>,
    /// Referents of labels in capitals, by whole name and by last name. Few articles have labels.
    by_label: OnceCell<HashMap<String, Labelled>>,
}

/// Referent of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Labelled {
    Only(EntityId),
    Several,
}

/// Compatibility of a description, such as "the Ukrainian president", with an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The article states it.
    Stated,
    /// Nothing contradicts it.
    Possible,
    Conflict,
}

impl Entity {
    /// Returns whether nothing tells that it is not a person.
    pub(crate) fn may_be_person(&self) -> bool {
        matches!(self.kind, EntityKind::Person | EntityKind::Unknown)
    }

    /// Returns whether it is a person, or a name in the middle of a sentence that may be one.
    pub(crate) fn is_likely_person(&self) -> bool {
        self.kind == EntityKind::Person || self.kind == EntityKind::Unknown && !self.only_begins
    }

    /// Returns the entity as the speaker of a quotation.
    pub(crate) fn speaker(&self) -> Speaker {
        Speaker {
            name: self.name.clone(),
            canonical: self.canonical.as_ref().unwrap_or(&self.name).clone(),
        }
    }
}

impl People {
    /// Creates the people of an article from entities and mentions.
    pub(super) fn new(entities: Vec<Entity>, mentions: Vec<Mention>) -> Self {
        Self {
            entities,
            mentions,
            by_label: OnceCell::new(),
        }
    }

    /// Returns the only person whose name or surname is the label.
    pub(crate) fn labelled(&self, label: &str) -> Option<EntityId> {
        let by_label = self.by_label.get_or_init(|| self.labels());
        match by_label.get(label)? {
            Labelled::Only(id) => Some(*id),
            Labelled::Several => None,
        }
    }

    /// Returns the labels of each person.
    fn labels(&self) -> HashMap<String, Labelled> {
        let mut by_label = HashMap::new();
        for (n, entity) in self.entities.iter().enumerate() {
            if !entity.may_be_person() {
                continue;
            }
            let whole = entity.name.to_uppercase();
            let last = whole.rsplit(' ').next().unwrap_or_default().to_owned();
            let labels = if last == whole {
                vec![whole]
            } else {
                vec![whole, last]
            };
            // A name in capitals is a label itself and explains none.
            for label in labels.into_iter().filter(|label| *label != entity.name) {
                by_label
                    .entry(label)
                    .and_modify(|whom| *whom = Labelled::Several)
                    .or_insert(Labelled::Only(EntityId(n)));
            }
        }
        by_label
    }

    pub(crate) fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0)
    }

    pub(crate) fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.0)
    }

    /// Returns the entity that a mention refers to.
    pub(crate) fn mentioned(&self, id: MentionId) -> Option<&Entity> {
        self.entity(self.mention(id)?.entity)
    }

    /// Returns whether the mention refers to a place.
    pub(crate) fn is_place(&self, id: MentionId) -> bool {
        self.mentioned(id)
            .is_some_and(|e| e.kind == EntityKind::Place)
    }

    /// Returns whether the entity is known to be a person.
    pub(crate) fn is_person(&self, id: EntityId) -> bool {
        self.entity(id)
            .is_some_and(|e| e.kind == EntityKind::Person)
    }

    /// Returns the mentions that begin in a range of tokens.
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
