//! The verb in progress, shown to everyone who has to wait for it.

use std::fmt;

use jiff::Timestamp;

/// Verb in progress: a change of the articles or their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveTask {
    /// Person or program that started it, such as `terminal (alice)`.
    pub actor: String,
    /// Description that completes "has been", such as `refreshing the index`.
    pub what: &'static str,
    /// Start time.
    pub since: Timestamp,
    /// Number of articles written so far.
    pub done: usize,
    /// Number of articles to be written; 0 until that is known.
    pub total: usize,
}

impl fmt::Display for ActiveTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.strftime("%H:%M:%S UTC");
        write!(f, "{} has been {} since {since}", self.actor, self.what)?;
        if self.total > 0 {
            write!(f, " ({} of {} done)", self.done, self.total)?;
        }
        Ok(())
    }
}
