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

impl ItemStatus {
    const NAMES: [(Self, &str); 4] = [
        (Self::New, "new"),
        (Self::Waiting, "waiting"),
        (Self::Announced, "announced"),
        (Self::Settled, "settled"),
    ];
}

impl FromSql for ItemStatus {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        let mut names = Self::NAMES.iter();
        let found = names.find(|(_, known)| *known == name);
        found
            .map(|(status, _)| *status)
            .ok_or(FromSqlError::InvalidType)
    }
}
