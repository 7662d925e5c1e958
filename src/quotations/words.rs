//! Short names of the classes of words.

pub(super) use crate::lexicon::{Entry, is_grown_particle};

use crate::lexicon::{self, Class};

macro_rules! classes {
    ($($name:ident)*) => { $(pub(super) const $name: Class = Class::$name;)* };
}

classes! {
    DET PREP CONJ SUBORD RELATIVE AUX BE NEGATION ADV HE SHE THEY IT NUM ROLE ROLES ORG DOC TITLE DAY
    NATION MALE FEMALE PLACE NAMES PARTICLE TIME ORG_NAME ABBREVIATION POSSESSIVE SAYING PRONOUN HUMAN NOUN FUNCTION
}

/// What the lexicon says of a word that the rules read.
pub(super) fn look_up(word: &str) -> Entry {
    let mut entry = lexicon::look_up(word);
    entry.class &= Class::ATTRIBUTION;
    entry
}
