//! How articles come, change and go: the verbs of those who keep them, safe against crashes, each
//! other and foreign pages.
//!
//! Every verb names who asks for it, answers with plain values, and tells how far it is through a
//! callback. Files are written first and the index after them: a program that is killed between
//! the two leaves what the next refresh completes.

mod add;
mod alike;
mod curator;
mod drafts;
mod edit;
mod error;
mod fetch;
mod files;
mod history;
mod remove;
mod status;
mod update;
mod watch;

pub use add::{Added, Preview, Upload};
pub use alike::Alike;
pub use curator::{Curator, Place, Work};
pub use edit::Edited;
pub use error::CurationError;
pub use fetch::{FetchError, Fetcher, Page};
pub use history::{Change, History};
pub use remove::{Removed, Restored};
pub use status::{Committed, Status};
pub use update::update;
pub use watch::Watcher;

pub use crate::corpus::formats::Edits;
