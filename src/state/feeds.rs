//! Followed feeds, and the result of the last poll of each.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::database::timestamp;
use super::items::{NewItem, insert_new_items};
use super::{State, StateError};

/// Followed feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Address of the feed.
    pub url: String,
    /// Title that the feed declares.
    pub title: String,
    /// Lower-case words that an item must all contain; empty for every item.
    pub words: Vec<String>,
    /// Actor who followed it.
    pub followed_by: String,
    /// Validators for the next request.
    pub validators: Validators,
    /// Time to live that the feed declares, in minutes.
    pub ttl: Option<u32>,
    /// Time of the next poll.
    pub next_poll: Timestamp,
    /// Number of failed polls in a row.
    pub failures: u32,
    /// Reason why the last poll failed; `None` if it succeeded.
    pub problem: Option<String>,
}

/// Validators of HTTP caching: headers of the last response, sent back so that the server can
/// answer that nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// Header `ETag`.
    pub etag: Option<String>,
    /// Header `Last-Modified`.
    pub last_modified: Option<String>,
}

/// Outcome of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollOutcome {
    /// The feed is unchanged.
    Unchanged,
    /// The feed was fetched and parsed.
    Read {
        /// Validators for the next request.
        validators: Validators,
        /// Time to live that the feed declares, in minutes.
        ttl: Option<u32>,
        /// Keys of all its entries.
        listed: Vec<String>,
        /// Entries that contain the words of the feed.
        items: Vec<NewItem>,
    },
    /// The feed could not be fetched or parsed.
    Failed {
        /// Reason.
        problem: String,
    },
}

impl State {
    /// Follows a feed, which is due at `now`. If it is followed already, its words are replaced.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn follow(
        &self,
        url: &str,
        title: &str,
        words: &[String],
        by: &str,
        now: Timestamp,
    ) -> Result<(), StateError> {
        self.write(|transaction| {
            // Without validators the feed is fetched again: with other words, other items pass.
            transaction.execute(
                "INSERT INTO feed (url, title, words, followed_by, followed, next_poll)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?5)
                 ON CONFLICT (url) DO UPDATE SET title = ?2, words = ?3, followed_by = ?4,
                 next_poll = ?5, etag = NULL, last_modified = NULL",
                params![url, title, words.join(" "), by, now.as_second()],
            )?;
            Ok(())
        })
    }

    /// Unfollows a feed, and deletes its items. Returns whether it was followed.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn unfollow(&self, url: &str) -> Result<bool, StateError> {
        self.write(|transaction| {
            let deleted = transaction.execute("DELETE FROM feed WHERE url = ?1", [url])?;
            Ok(deleted > 0)
        })
    }

    /// Returns all feeds, ordered by address.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn feeds(&self) -> Result<Vec<Feed>, StateError> {
        self.read(|connection| {
            let mut statement = connection.prepare(
                "SELECT url, title, words, followed_by, etag, last_modified, next_poll, failures,
                 problem, ttl FROM feed ORDER BY url",
            )?;
            let feeds = statement.query_map((), feed)?;
            feeds.collect()
        })
    }

    /// Records the outcome of a poll and its new items in one transaction: after a crash before it,
    /// the feed is polled again. Returns the number of new items.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn record_poll(
        &self,
        url: &str,
        outcome: &PollOutcome,
        next_poll: Timestamp,
        now: Timestamp,
    ) -> Result<usize, StateError> {
        self.write(|transaction| {
            let next_poll = next_poll.as_second();
            match outcome {
                PollOutcome::Unchanged => {
                    transaction.execute(
                        "UPDATE feed SET next_poll = ?2, failures = 0, problem = NULL
                         WHERE url = ?1",
                        params![url, next_poll],
                    )?;
                    Ok(0)
                }
                PollOutcome::Failed { problem } => {
                    transaction.execute(
                        "UPDATE feed SET next_poll = ?2, failures = failures + 1, problem = ?3
                         WHERE url = ?1",
                        params![url, next_poll, problem],
                    )?;
                    Ok(0)
                }
                PollOutcome::Read {
                    validators,
                    ttl,
                    listed,
                    items,
                } => {
                    let is_followed = transaction.execute(
                        "UPDATE feed SET next_poll = ?2, failures = 0, problem = NULL, etag = ?3,
                         last_modified = ?4, ttl = ?5 WHERE url = ?1",
                        params![
                            url,
                            next_poll,
                            validators.etag,
                            validators.last_modified,
                            ttl
                        ],
                    )?;
                    // The feed may have been unfollowed in the meantime.
                    if is_followed == 0 {
                        return Ok(0);
                    }
                    insert_new_items(transaction, url, listed, items, now)
                }
            }
        })
    }
}

/// Converts a row to a feed.
fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let words: String = row.get(2)?;
    Ok(Feed {
        url: row.get(0)?,
        title: row.get(1)?,
        words: words.split_whitespace().map(str::to_owned).collect(),
        followed_by: row.get(3)?,
        validators: Validators {
            etag: row.get(4)?,
            last_modified: row.get(5)?,
        },
        next_poll: timestamp(row.get(6)?),
        failures: row.get(7)?,
        problem: row.get(8)?,
        ttl: row.get(9)?,
    })
}
