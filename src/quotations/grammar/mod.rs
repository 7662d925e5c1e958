//! Phrases and clauses: who does what in a sentence.

mod agents;
pub(crate) mod clause;
mod clauses;
mod governing;
mod insertions;
mod mentions;
pub(crate) mod phrases;
pub(crate) mod scope;
mod subjects;
mod verbs;
