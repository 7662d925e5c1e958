//! Restoring a removed article.

use crate::curation::removals::{Removal, Removed, removals};
use crate::curation::{CurationError, Curator};
use crate::index::RefreshReport;

/// Restored article.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The undone removal.
    pub removed: Removed,
    /// Changes of the index.
    pub report: RefreshReport,
}

impl Curator {
    /// Restores the most recently removed article of this ID.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; [`CurationError::Taken`] if another file has its path or another article
    /// its ID.
    pub fn restore(&self, actor: &str, id: &str) -> Result<Restored, CurationError> {
        let mut task = self.begin(actor, "restoring an article")?;
        let is_indexed = task.locked_store()?.has_article(id)?;
        let data = &self.workspace().data;
        let removal = removals(data)
            .into_iter()
            .filter(|removal| removal.removed.id == id && removal.has_file())
            .max_by_key(|removal| removal.removed.at)
            .ok_or_else(|| CurationError::NotRemoved(id.to_owned()))?;
        let path = &removal.removed.path;
        if is_indexed
            || !removal
                .put_back(data)
                .map_err(task.file_error("restore", path))?
        {
            return Err(CurationError::Taken {
                id: id.to_owned(),
                path: task.shown_path(path),
            });
        }
        let report = task.apply(&format!("restore {id:?}"), path)?;
        let removed = removal.removed;
        Ok(Restored { removed, report })
    }

    /// Returns the articles that can be restored, most recently removed first.
    pub fn removed(&self) -> Vec<Removed> {
        let there = removals(&self.workspace().data)
            .into_iter()
            .filter(Removal::has_file);
        let mut removed: Vec<Removed> = there.map(|removal| removal.removed).collect();
        removed.sort_by_key(|removed| std::cmp::Reverse(removed.at));
        removed
    }
}
