//! Adding, editing and removing articles, and keeping their index up to date.
//!
//! A *verb* is a change that a person asks for: refresh, add, edit, remove, restore, correct a
//! speaker, add a name. Every verb takes the name of its actor and returns plain values. Files are
//! written first and the index after them: if the program is killed in between, the next refresh
//! completes the verb.

mod active_task;
mod curator;
mod error;
pub mod feeds;
mod fetch;
mod history;
pub mod metrics;
mod near_duplicates;
mod removals;
mod update;
mod verbs;
mod watch;
mod workspace;

pub use active_task::ActiveTask;
pub use curator::Curator;
pub use error::CurationError;
pub(crate) use fetch::read_before;
pub use fetch::{FeedResponse, FetchError, FetchedFeed, FetchedPage, Fetcher};
pub use history::{History, HistoryEntry};
pub use near_duplicates::NearDuplicate;
pub use removals::Removed;
pub use update::update;
pub use verbs::{
    Added, CommitStatus, CorrectedSpeaker, Edited, IndexStatus, Preview, Restored, Upload,
    quotations_of,
};
pub use watch::Watcher;
pub use workspace::Workspace;

pub use crate::corpus::formats::Edits;
