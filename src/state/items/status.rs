//! The processing status of an item, and its name in the database.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

/// Processing status of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemStatus {
    /// Its page has yet to be fetched.
    New,
    /// It waits for a moderator.
    Waiting,
    /// It waits, and was announced in the moderators' channel.
    Announced,
    /// It was published or discarded, or is not an article.
    Settled,
}

impl FromSql for ItemStatus {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "new" => Ok(Self::New),
            "waiting" => Ok(Self::Waiting),
            "announced" => Ok(Self::Announced),
            "settled" => Ok(Self::Settled),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}
