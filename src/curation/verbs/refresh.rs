//! Refreshing the index, and the history of its changes.

use crate::corpus::files::shown;
use crate::curation::{CurationError, Curator, History, HistoryEntry};
use crate::index::{RefreshProgress, RefreshReport, RefreshRequest};

impl Curator {
    /// Brings the index up to date with the articles. `confirmed` says that `actor` agreed to many
    /// articles disappearing, after [`crate::index::IndexError::WouldRemove`] said how many.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; the index then holds what it held before.
    pub fn refresh(
        &self,
        actor: &str,
        confirmed: bool,
        progress: &mut dyn FnMut(RefreshProgress),
    ) -> Result<RefreshReport, CurationError> {
        let mut task = self.begin(actor, "refreshing the index")?;
        let request = RefreshRequest {
            lock: task.lock.clone(),
            confirmed,
            cancellation: self.shutdown().clone(),
            ..RefreshRequest::default()
        };
        task.renewed()?;
        Ok(task.update(request, progress)?)
    }

    /// The last `limit` changes, the newest first.
    ///
    /// # Errors
    ///
    /// [`CurationError::File`] if the history cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryEntry>, CurationError> {
        let history = History::of(&self.workspace().index);
        history.last(limit).map_err(|source| CurationError::File {
            action: "read",
            path: shown(history.path()),
            source,
        })
    }
}
