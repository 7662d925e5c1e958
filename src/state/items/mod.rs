//! Items of feeds, from their first appearance in a feed until they are published or discarded.

mod status;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::state::database::days_before;
use crate::state::{State, StateError};

pub use status::ItemStatus;

/// Maximum number of unsettled items; beyond it, the oldest are settled.
const MAX_UNSETTLED: i64 = 500;

/// Number of days after which a settled item is deleted, unless its feed still lists it.
const REMEMBERED_DAYS: i64 = 90;

/// Entry of a feed that contains the words of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    /// Identity of the item within its feed.
    pub key: String,
    /// Declared time of the last change; empty if it declares none.
    pub version: String,
    /// Address of the item's page.
    pub url: String,
    /// Title.
    pub title: String,
}

/// Item of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// ID of the item, which is never used again.
    pub id: i64,
    /// Address of the feed.
    pub feed: String,
    /// Address of the item's page, as the feed gives it.
    pub url: String,
    /// Title of the article, or of the item before its page was fetched.
    pub title: String,
    /// Processing status.
    pub status: ItemStatus,
    /// Number of failed attempts to fetch the page.
    pub attempts: u32,
    /// Markdown of the article as it would be published.
    pub markdown: Option<String>,
    /// Normalised address that the article declares.
    pub canonical: Option<String>,
    /// ID of the article that it would replace.
    pub replaces: Option<String>,
}

/// Columns of an item, in the order that [`item`] reads.
const COLUMNS: &str = "id, feed, url, title, status, attempts, markdown, canonical, replaces";

impl State {
    /// Returns the new items whose next attempt to fetch the page is due, oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn due_items(&self, now: Timestamp) -> Result<Vec<Item>, StateError> {
        let condition = "status = 'new' AND next_attempt <= ?1";
        self.items_where(condition, [now.as_second()])
    }

    /// Returns the items that wait for a moderator, oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn waiting_items(&self) -> Result<Vec<Item>, StateError> {
        self.items_where("status IN ('waiting', 'announced')", ())
    }

    /// Returns the waiting items that were not announced in the moderators' channel, oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn new_waiting_items(&self) -> Result<Vec<Item>, StateError> {
        self.items_where("status = 'waiting'", ())
    }

    /// Returns all items, settled ones included, oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn all_items(&self) -> Result<Vec<Item>, StateError> {
        self.items_where("TRUE", ())
    }

    /// Returns the item with this ID.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn item(&self, id: i64) -> Result<Option<Item>, StateError> {
        self.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM item WHERE id = ?1");
            connection.query_row(&query, [id], item).optional()
        })
    }

    /// Stores the article of a new item, whose status becomes waiting.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn store_preview(&self, previewed: &Item) -> Result<(), StateError> {
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

    /// Records a failed attempt to fetch an item's page, and the time of the next attempt.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn try_item_again(&self, id: i64, at: Timestamp) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE item SET attempts = attempts + 1, next_attempt = ?2 WHERE id = ?1",
                params![id, at.as_second()],
            )?;
            Ok(())
        })
    }

    /// Records that these items were announced in the moderators' channel.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn record_announced(&self, ids: &[i64]) -> Result<(), StateError> {
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

    /// Settles an item, and deletes its article.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn settle_item(&self, id: i64) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute(&settle_where("id = ?1"), [id])?;
            Ok(())
        })
    }

    /// Counts one automatically published article on the day of `now`, in UTC; `false` if `limit`
    /// was reached before.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn count_publication(&self, limit: u32, now: Timestamp) -> Result<bool, StateError> {
        let day = now.as_second().div_euclid(24 * 60 * 60);
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

    /// Returns the items that meet an SQL condition, oldest first.
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

/// Inserts the items of a feed that are not known yet. Returns their number.
pub(in crate::state) fn insert_new_items(
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
                now.as_second()
            ],
        )?;
        if inserted > 0 {
            new += 1;
            // A newer version replaces one that was not published yet.
            transaction.execute(
                &settle_where("feed = ?1 AND key = ?2 AND version != ?3 AND status != 'settled'"),
                params![feed, item.key, item.version],
            )?;
        }
    }
    transaction.execute(
        &settle_where(
            "id IN (SELECT id FROM item WHERE status != 'settled' ORDER BY id DESC LIMIT -1
             OFFSET ?1)",
        ),
        [MAX_UNSETTLED],
    )?;
    delete_expired(transaction, feed, listed, now)?;
    Ok(new)
}

/// Deletes expired settled items that the feed no longer lists.
fn delete_expired(
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

/// Returns the SQL statement that settles the items that meet a condition.
fn settle_where(condition: &str) -> String {
    format!("UPDATE item SET status = 'settled', markdown = NULL WHERE {condition}")
}

/// Converts a row to an item.
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
