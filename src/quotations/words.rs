//! Short names of the word classes, and the lookup that the rules of attribution use.

pub(super) use crate::lexicon::{Entry, is_grown_particle};

use crate::lexicon::{self, Class};

macro_rules! classes {
    ($($name:ident)*) => { $(pub(super) const $name: Class = Class::$name;)* };
}

classes! {
    DET PREP CONJ SUBORD RELATIVE AUX BE NEGATION ADV HE SHE THEY IT NUM ROLE ROLES ORG DOC TITLE DAY
    NATION MALE FEMALE PLACE NAMES PARTICLE TIME ORG_NAME ABBREVIATION POSSESSIVE SAYING PRONOUN HUMAN NOUN FUNCTION
}

/// Returns the part of a word after its last hyphen.
pub(super) fn last_part(word: &str) -> Option<&str> {
    // Searching the few bytes of a word one by one is faster than `str::rsplit_once`.
    let hyphen = word.bytes().rposition(|byte| byte == b'-')?;
    word.get(hyphen + 1..)
}

/// Looks up a word in the lexicon, reduced to the classes that attribution uses.
pub(super) fn look_up(word: &str) -> Entry {
    let mut entry = lexicon::look_up(word);
    entry.class &= Class::ATTRIBUTION;
    entry
}
