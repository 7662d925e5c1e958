//! Refreshing the index, and the history of its changes.

use crate::corpus::files::shown;
use crate::curation::{CurationError, Curator, History, HistoryEntry};
use crate::index::{RefreshProgress, RefreshReport, RefreshRequest};

impl Curator {
    /// Updates the index from the articles. `confirmed` is whether `actor` has agreed to the
    /// removal of as many articles as [`crate::index::IndexError::WouldRemove`] reported.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; the index is then unchanged.
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
        task.reloaded_store()?;
        Ok(task.update(request, progress)?)
    }

    /// Returns the last `limit` changes of the index, newest first.
    ///
    /// # Errors
    ///
    /// [`CurationError::File`] if the history cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryEntry>, CurationError> {
        let history = History::for_index(&self.workspace().index);
        history.latest(limit).map_err(|source| CurationError::File {
            action: "read",
            path: shown(history.path()),
            source,
        })
    }
}
