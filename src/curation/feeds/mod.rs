//! Feeds: following them, polling them, and turning their items into previews for a moderator.
//!
//! A poll and the items that it finds are written in one transaction, and each item's progress is
//! stored. So no item is lost and none is shown twice, whenever the program is killed.

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
pub use items::{item_preview, preview_items};
pub use parse::{FeedEntry, ParsedFeed, parse_feed};
pub use poll::{PollReport, poll_due};
pub use publish::{FeedRules, Published, publish_automatically, publish_item};
