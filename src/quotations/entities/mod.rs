//! Who is who in one article: names, people and organisations, their roles and genders.

mod gather;
pub(crate) mod genders;
pub(crate) mod names;
pub(crate) mod people;
mod pronoun_votes;
mod roles;
