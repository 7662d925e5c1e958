//! Polling: every feed that is due is fetched, and its new entries are stored.

use jiff::Timestamp;

use super::parse::{FeedEntry, parse_feed};
use super::schedule::next_poll;
use crate::curation::fetch::{FeedResponse, Fetcher};
use crate::state::{Feed, NewItem, PollOutcome, State, StateError};
use crate::text::words::Words;

/// Result of one round of polls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PollReport {
    /// Number of feeds that were polled.
    pub polled: usize,
    /// Number of polls that failed.
    pub failed: usize,
    /// Number of new items that contain the words of their feed.
    pub new: usize,
}

/// Polls every feed that is due at `now`.
///
/// # Errors
///
/// [`StateError`] if the database fails. Any problem with a feed is stored with that feed.
pub fn poll_due(
    state: &State,
    fetcher: &Fetcher,
    now: Timestamp,
) -> Result<PollReport, StateError> {
    let mut report = PollReport::default();
    for feed in state.feeds()? {
        if feed.next_poll > now {
            continue;
        }
        let (outcome, next) = poll(&feed, fetcher, now);
        report.polled += 1;
        if let PollOutcome::Failed { problem } = &outcome {
            report.failed += 1;
            tracing::info!(feed = feed.url, "cannot poll a feed: {problem}");
        }
        report.new += state.record_poll(&feed.url, &outcome, next, now)?;
    }
    Ok(report)
}

/// Polls one feed. Returns the outcome and the time of the next poll.
fn poll(feed: &Feed, fetcher: &Fetcher, now: Timestamp) -> (PollOutcome, Timestamp) {
    let failed = |problem: String, retry_after| {
        let next = next_poll(now, feed.ttl, feed.failures + 1, retry_after);
        (PollOutcome::Failed { problem }, next)
    };
    let document = match fetcher.fetch_feed(&feed.url, &feed.validators) {
        Ok(FeedResponse::NotModified) => {
            return (PollOutcome::Unchanged, next_poll(now, feed.ttl, 0, None));
        }
        Ok(FeedResponse::Document(document)) => document,
        Ok(FeedResponse::Refused {
            status,
            retry_after,
        }) => return failed(format!("it answers {status}"), retry_after),
        Err(error) => return failed(error.to_string(), None),
    };
    match parse_feed(&document.bytes, &document.kind, &document.url) {
        None => failed("it is no feed".to_owned(), None),
        Some(parsed) => {
            let listed = parsed.entries.iter().map(|entry| entry.key.clone());
            let passing = parsed
                .entries
                .iter()
                .filter(|entry| contains_all(entry, &feed.words));
            let outcome = PollOutcome::Read {
                validators: document.validators,
                ttl: parsed.ttl,
                listed: listed.collect(),
                items: passing.map(new_item).collect(),
            };
            (outcome, next_poll(now, parsed.ttl, 0, None))
        }
    }
}

fn new_item(entry: &FeedEntry) -> NewItem {
    NewItem {
        key: entry.key.clone(),
        version: entry.version.clone(),
        url: entry.url.to_string(),
        title: entry.title.clone(),
    }
}

/// Returns whether the title and the text of an entry together contain all the words.
fn contains_all(entry: &FeedEntry, words: &[String]) -> bool {
    let text = format!("{} {}", entry.title, entry.text).to_lowercase();
    words
        .iter()
        .all(|wanted| Words::new(&text).any(|(_, word)| word == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_passes_with_all_words_of_the_filter() {
        let entry = FeedEntry {
            key: String::new(),
            version: String::new(),
            url: "https://example.org/".parse().unwrap(),
            title: "The Harbour reopens".to_owned(),
            text: "After a year, ferries are back.".to_owned(),
        };
        let check = |words: &[&str], expected| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(contains_all(&entry, &words), expected, "{words:?}");
        };
        check(&[], true);
        check(&["harbour", "ferries"], true);
        check(&["harbour", "trains"], false);
        check(&["harb"], false);
    }
}
