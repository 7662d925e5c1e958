//! What is neither an article nor the index: feeds, gaps and wishes, in one `SQLite` database.
//!
//! Several processes of one machine may use it at once. Losing it loses feeds, gaps and wishes,
//! never an article. What is deleted is overwritten, so that no byte of it stays in a file.
//! Only this layer names rusqlite.

mod counts;
mod database;
mod error;
mod feeds;
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
pub use wishes::{KeptWish, Wish};
