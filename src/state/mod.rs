//! The `SQLite` database of everything that is neither an article nor part of the index: feeds,
//! gaps and wishes.
//!
//! A *gap* is a question that the articles do not answer. A *wish* is a person's request to be told
//! when they do.
//!
//! Several processes of one machine may use the database at once. Losing it loses feeds, gaps and
//! wishes, never an article. Deleted data is overwritten, so that no byte of it stays in a file.
//! Only this layer names rusqlite.

mod counts;
mod database;
mod error;
mod feeds;
#[cfg(test)]
mod for_tests;
mod gaps;
mod items;
pub mod metrics;
mod seen_articles;
mod wishes;

pub use counts::StateCounts;
pub use database::State;
pub use error::StateError;
pub use feeds::{Feed, PollOutcome, Validators};
pub use gaps::{Gap, GapKind};
pub use items::{Item, ItemStatus, NewItem};
pub use wishes::{AddedWish, Wish};
