//! Shallow grammar: phrases, clauses, and the subjects of verbs.

mod adjuncts;
mod agents;
mod appositions;
pub(crate) mod clause;
mod clauses;
mod endings;
mod governing;
mod insertions;
mod mentions;
mod outer;
pub(crate) mod phrases;
mod sayings;
pub(crate) mod scope;
mod subjects;
mod verbs;
