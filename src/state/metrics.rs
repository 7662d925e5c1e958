//! The names of what this layer measures. Where nobody exports them, recording costs nothing.

use metrics::gauge;

use super::StateCounts;

/// Feeds that are followed.
pub const FEEDS: &str = "summit_bot_feeds";

/// Articles of feeds that wait for a moderator.
pub const WAITING_ARTICLES: &str = "summit_bot_waiting_articles";

/// Questions that nothing answers.
pub const GAPS: &str = "summit_bot_gaps";

/// Wishes of people to be told.
pub const WISHES: &str = "summit_bot_wishes";

/// Records how much is kept.
pub fn record(counts: StateCounts) {
    let values = [
        (FEEDS, counts.feeds),
        (WAITING_ARTICLES, counts.waiting),
        (GAPS, counts.gaps),
        (WISHES, counts.wishes),
    ];
    for (name, count) in values {
        gauge!(name).set(f64::from(count));
    }
}
