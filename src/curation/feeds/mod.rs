//! Feeds: followed, polled, and turned into previews that wait for a moderator.
//!
//! A poll and the items that it finds are noted in one step, and every item goes on from where it
//! stands: whatever moment the program is killed at, no item is lost and none is shown twice.

mod address;
mod difference;
mod find;
mod follow;
mod items;
mod parse;
mod poll;
mod publish;
mod schedule;

pub use difference::changed_paragraphs;
pub use follow::{Followed, follow};
pub use items::preview_items;
pub use parse::{FeedEntry, ParsedFeed, parse_feed};
pub use poll::{PollReport, poll_due};
pub use publish::{FeedRules, Published, publish_by_itself, publish_item};
