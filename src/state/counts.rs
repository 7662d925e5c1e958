//! Counts of everything in the database.

use super::{State, StateError};

/// Number of rows of each kind in the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// Number of followed feeds.
    pub feeds: u32,
    /// Number of articles of feeds that wait for a moderator.
    pub waiting: u32,
    /// Number of gaps: questions that the articles do not answer.
    pub gaps: u32,
    /// Number of wishes: requests to be told when a question can be answered.
    pub wishes: u32,
}

impl State {
    /// Returns the counts of everything in the database.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn counts(&self) -> Result<StateCounts, StateError> {
        let query = "SELECT (SELECT count(*) FROM feed),
                     (SELECT count(*) FROM item WHERE status IN ('waiting', 'announced')),
                     (SELECT count(*) FROM gap), (SELECT count(*) FROM wish)";
        self.read(|connection| {
            connection.query_row(query, (), |row| {
                Ok(StateCounts {
                    feeds: row.get(0)?,
                    waiting: row.get(1)?,
                    gaps: row.get(2)?,
                    wishes: row.get(3)?,
                })
            })
        })
    }
}
