//! Entities of one article: names, people and organisations, with their roles and genders.

mod gather;
pub(crate) mod genders;
mod joints;
mod learned_roles;
pub(crate) mod name_words;
mod names;
mod offices;
pub(crate) mod people;
mod pronoun_votes;
mod roles;
