//! Feeds that are followed, and what came of the last poll of each.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::database::{moment, seconds};
use super::items::{NewItem, take_items};
use super::{State, StateError};

/// A feed that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Address of the feed.
    pub url: String,
    /// Title that it gives itself.
    pub title: String,
    /// Lower-case words of which an item has to hold all; none for every item.
    pub words: Vec<String>,
    /// Who follows it.
    pub followed_by: String,
    /// What its server wants to be sent back.
    pub validators: Validators,
    /// How long it says that it stays as it is, in minutes.
    pub ttl: Option<u32>,
    /// When it is polled next.
    pub next_poll: Timestamp,
    /// Number of polls that failed in a row.
    pub failures: u32,
    /// Why the last poll failed, if it did.
    pub problem: Option<String>,
}

/// What a server said of the state of a feed, sent back so that it need not send the same again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What came of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollOutcome {
    /// The feed is as it was.
    Unchanged,
    /// The feed was read.
    Read {
        /// What to send back with the next request.
        validators: Validators,
        /// How long the feed says that it stays as it is, in minutes.
        ttl: Option<u32>,
        /// Keys of everything that it lists.
        listed: Vec<String>,
        /// The items that pass.
        items: Vec<NewItem>,
    },
    /// It could not be fetched or read.
    Failed {
        /// Why, in a sentence.
        problem: String,
    },
}

impl State {
    /// Follows a feed, from `now` on. One that is followed already has other words from then on.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn follow(
        &self,
        url: &str,
        title: &str,
        words: &[String],
        by: &str,
        now: Timestamp,
    ) -> Result<(), StateError> {
        self.write(|transaction| {
            // The validators go: with other words, other items may pass.
            transaction.execute(
                "INSERT INTO feed (url, title, words, followed_by, followed, next_poll)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?5)
                 ON CONFLICT (url) DO UPDATE SET title = ?2, words = ?3, followed_by = ?4,
                 next_poll = ?5, etag = NULL, last_modified = NULL",
                params![url, title, words.join(" "), by, seconds(now)],
            )?;
            Ok(())
        })
    }

    /// Follows a feed no more, and drops what waits of it. Returns whether it was followed.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn unfollow(&self, url: &str) -> Result<bool, StateError> {
        self.write(|transaction| {
            let deleted = transaction.execute("DELETE FROM feed WHERE url = ?1", [url])?;
            Ok(deleted > 0)
        })
    }

    /// Every feed, by address.
    ///
    /// # Errors
    ///
    /// [`StateError`].
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

    /// Notes what came of a poll, the new items included, in one step: after a crash before it, the
    /// feed is polled again as if nothing had been. Returns how many items are new.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn note_poll(
        &self,
        url: &str,
        outcome: &PollOutcome,
        next_poll: Timestamp,
        now: Timestamp,
    ) -> Result<usize, StateError> {
        self.write(|transaction| {
            let next_poll = seconds(next_poll);
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
                    // Somebody may have unfollowed it meanwhile.
                    if is_followed == 0 {
                        return Ok(0);
                    }
                    take_items(transaction, url, listed, items, now)
                }
            }
        })
    }
}

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
        next_poll: moment(row.get(6)?),
        failures: row.get(7)?,
        problem: row.get(8)?,
        ttl: row.get(9)?,
    })
}
