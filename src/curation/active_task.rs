//! The verb that is being carried out, for those who have to wait.

use std::fmt;

use jiff::Timestamp;

/// A verb that is being carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveTask {
    /// The actor, such as `terminal (alice)`.
    pub actor: String,
    /// What is being done, such as `refreshing the index`.
    pub what: &'static str,
    /// Time when it began.
    pub since: Timestamp,
    /// Number of articles written so far.
    pub done: usize,
    /// Number of articles to be written; 0 while that is not known.
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
