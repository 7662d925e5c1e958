//! Items of feeds, from the moment they are listed until they are published or discarded.

mod status;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::state::database::{days_before, seconds};
use crate::state::{State, StateError};

pub use status::ItemStatus;

/// Maximum number of items that are not settled. The oldest are settled first.
const MOST: i64 = 500;

/// Time for which a settled item is remembered after its feed lists it no more, in days.
const REMEMBERED_DAYS: i64 = 90;

/// An item that a feed lists and that passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    /// What identifies it in its feed.
    pub key: String,
    /// What it says of its last change; empty if nothing.
    pub version: String,
    /// Address of its page.
    pub url: String,
    /// Title.
    pub title: String,
}

/// An item of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Number of the item, which no other ever has.
    pub id: i64,
    /// Address of its feed.
    pub feed: String,
    /// Address of its page, as the feed gives it.
    pub url: String,
    /// Title of the article, or of the item before its page was fetched.
    pub title: String,
    /// How far it is.
    pub status: ItemStatus,
    /// Number of attempts to fetch its page that failed.
    pub attempts: u32,
    /// The article as it would be published, in Markdown.
    pub markdown: Option<String>,
    /// Address that the article gives itself.
    pub canonical: Option<String>,
    /// ID of the article that it would replace.
    pub replaces: Option<String>,
}

const COLUMNS: &str = "id, feed, url, title, status, attempts, markdown, canonical, replaces";

impl State {
    /// The items whose pages are to be fetched by now, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn due_items(&self, now: Timestamp) -> Result<Vec<Item>, StateError> {
        let condition = "status = 'new' AND next_attempt <= ?1";
        self.items_where(condition, [seconds(now)])
    }

    /// The items that wait for a moderator, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn waiting_items(&self) -> Result<Vec<Item>, StateError> {
        self.items_where("status IN ('waiting', 'announced')", ())
    }

    /// The items that wait and that the moderators' channel has no message about, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn new_waiting_items(&self) -> Result<Vec<Item>, StateError> {
        self.items_where("status = 'waiting'", ())
    }

    /// Every item that has not expired, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn all_items(&self) -> Result<Vec<Item>, StateError> {
        self.items_where("TRUE", ())
    }

    /// An item, by its number.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn item(&self, id: i64) -> Result<Option<Item>, StateError> {
        self.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM item WHERE id = ?1");
            connection.query_row(&query, [id], item).optional()
        })
    }

    /// Keeps the article of an item, which waits from now on.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn keep_preview(&self, previewed: &Item) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE item SET status = 'waiting', title = ?2, markdown = ?3, canonical = ?4,
                 replaces = ?5 WHERE id = ?1 AND status = 'new'",
                params![
                    previewed.id,
                    previewed.title,
                    previewed.markdown,
                    previewed.canonical,
                    previewed.replaces
                ],
            )?;
            Ok(())
        })
    }

    /// Notes that an item's page could not be fetched, and when to try again.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn try_item_again(&self, id: i64, at: Timestamp) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE item SET attempts = attempts + 1, next_attempt = ?2 WHERE id = ?1",
                params![id, seconds(at)],
            )?;
            Ok(())
        })
    }

    /// Notes that the moderators' channel has a message about these items.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn note_announced(&self, ids: &[i64]) -> Result<(), StateError> {
        self.write(|transaction| {
            for id in ids {
                transaction.execute(
                    "UPDATE item SET status = 'announced' WHERE id = ?1 AND status = 'waiting'",
                    [id],
                )?;
            }
            Ok(())
        })
    }

    /// Settles an item: its article is kept no longer.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn settle_item(&self, id: i64) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute(&settle("id = ?1"), [id])?;
            Ok(())
        })
    }

    /// Takes one of the articles that may be published without asking on the day of `now`; `false`
    /// if there were `limit` already.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn take_daily_share(&self, limit: u32, now: Timestamp) -> Result<bool, StateError> {
        let day = seconds(now).div_euclid(24 * 60 * 60);
        self.write(|transaction| {
            transaction.execute("DELETE FROM published WHERE day < ?1", [day])?;
            let taken = transaction.execute(
                "INSERT INTO published (day, articles) SELECT ?1, 1 WHERE ?2 > 0
                 ON CONFLICT (day) DO UPDATE SET articles = articles + 1 WHERE articles < ?2",
                params![day, limit],
            )?;
            Ok(taken > 0)
        })
    }

    fn items_where(
        &self,
        condition: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<Vec<Item>, StateError> {
        self.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM item WHERE {condition} ORDER BY id");
            let mut statement = connection.prepare(&query)?;
            let items = statement.query_map(parameters, item)?;
            items.collect()
        })
    }
}

/// Takes the new ones among the items of a feed. Returns how many these are.
pub(in crate::state) fn take_items(
    transaction: &Transaction<'_>,
    feed: &str,
    listed: &[String],
    items: &[NewItem],
    now: Timestamp,
) -> rusqlite::Result<usize> {
    let mut new = 0;
    for item in items {
        let inserted = transaction.execute(
            "INSERT INTO item (feed, key, version, url, title, seen, status)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'new') ON CONFLICT DO NOTHING",
            params![
                feed,
                item.key,
                item.version,
                item.url,
                item.title,
                seconds(now)
            ],
        )?;
        if inserted > 0 {
            new += 1;
            // A newer version takes the place of one that nobody has agreed to.
            transaction.execute(
                &settle("feed = ?1 AND key = ?2 AND version != ?3 AND status != 'settled'"),
                params![feed, item.key, item.version],
            )?;
        }
    }
    transaction.execute(
        &settle(
            "id IN (SELECT id FROM item WHERE status != 'settled' ORDER BY id DESC LIMIT -1
             OFFSET ?1)",
        ),
        [MOST],
    )?;
    forget_old(transaction, feed, listed, now)?;
    Ok(new)
}

/// Forgets settled items that the feed listed long ago.
fn forget_old(
    transaction: &Transaction<'_>,
    feed: &str,
    listed: &[String],
    now: Timestamp,
) -> rusqlite::Result<()> {
    let mut statement = transaction
        .prepare("SELECT id, key FROM item WHERE feed = ?1 AND status = 'settled' AND seen < ?2")?;
    let old = statement.query_map(params![feed, days_before(now, REMEMBERED_DAYS)], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let old: Vec<(i64, String)> = old.collect::<rusqlite::Result<_>>()?;
    let listed: HashSet<&str> = listed.iter().map(String::as_str).collect();
    for (id, _) in old.iter().filter(|(_, key)| !listed.contains(&**key)) {
        transaction.execute("DELETE FROM item WHERE id = ?1", [id])?;
    }
    Ok(())
}

/// The statement that settles items.
fn settle(condition: &str) -> String {
    format!("UPDATE item SET status = 'settled', markdown = NULL WHERE {condition}")
}

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    Ok(Item {
        id: row.get(0)?,
        feed: row.get(1)?,
        url: row.get(2)?,
        title: row.get(3)?,
        status: row.get(4)?,
        attempts: row.get(5)?,
        markdown: row.get(6)?,
        canonical: row.get(7)?,
        replaces: row.get(8)?,
    })
}
