//! How much is kept, in all.

use super::{State, StateError};

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// Feeds that are followed.
    pub feeds: u32,
    /// Articles of feeds that wait for a moderator.
    pub waiting: u32,
    /// Questions that nothing answers.
    pub gaps: u32,
    /// Wishes of people to be told.
    pub wishes: u32,
}

impl State {
    /// Counts everything.
    ///
    /// # Errors
    ///
    /// [`StateError`].
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
