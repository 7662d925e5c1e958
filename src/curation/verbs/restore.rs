//! Restoring a removed article.

use crate::curation::removals::{Removal, Removed, removals};
use crate::curation::{CurationError, Curator};
use crate::index::RefreshReport;

/// An article that was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The article as it had been removed.
    pub removed: Removed,
    /// What that changed in the index.
    pub report: RefreshReport,
}

impl Curator {
    /// Restores the article that was removed last under this id.
    ///
    /// # Errors
    ///
    /// [`CurationError`], also if there is another file in its place.
    pub fn restore(&self, actor: &str, id: &str) -> Result<Restored, CurationError> {
        let mut task = self.begin(actor, "restoring an article")?;
        let is_indexed = task.locked()?.has_article(id)?;
        let data = &self.workspace().data;
        let removal = removals(data)
            .into_iter()
            .filter(|removal| removal.removed.id == id && removal.is_there())
            .max_by_key(|removal| removal.removed.at)
            .ok_or_else(|| CurationError::NotRemoved(id.to_owned()))?;
        let path = &removal.removed.path;
        if is_indexed
            || !removal
                .put_back(data)
                .map_err(task.failed("restore", path))?
        {
            return Err(CurationError::Taken {
                id: id.to_owned(),
                path: task.shown(path),
            });
        }
        let report = task.apply(&format!("restore {id:?}"), path)?;
        let removed = removal.removed;
        Ok(Restored { removed, report })
    }

    /// The articles that can be restored, the last removed first.
    pub fn removed(&self) -> Vec<Removed> {
        let there = removals(&self.workspace().data)
            .into_iter()
            .filter(Removal::is_there);
        let mut removed: Vec<Removed> = there.map(|removal| removal.removed).collect();
        removed.sort_by_key(|removed| std::cmp::Reverse(removed.at));
        removed
    }
}
