//! Metrics of this layer. Recording does nothing unless an exporter is installed.

use metrics::gauge;

use super::StateCounts;

/// Gauge of followed feeds.
pub const FEEDS: &str = "summit_bot_feeds";

/// Gauge of the articles of feeds that wait for a moderator.
pub const WAITING_ARTICLES: &str = "summit_bot_waiting_articles";

/// Gauge of the questions that the articles do not answer.
pub const GAPS: &str = "summit_bot_gaps";

/// Gauge of the requests to be told when a question can be answered.
pub const WISHES: &str = "summit_bot_wishes";

/// Records the counts of everything in the database.
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
