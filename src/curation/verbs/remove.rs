//! Removing an article.

use jiff::Timestamp;

use crate::corpus::formats::Format;
use crate::curation::curator::TaskGuard;
use crate::curation::removals::{Removal, Removed};
use crate::curation::{CurationError, Curator};
use crate::index::{RefreshReport, Search};

impl Curator {
    /// Moves an article's file to the removed ones, from which it can be restored, and removes the
    /// article from the index.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; always for an article that shares its file with others.
    pub fn remove(&self, actor: &str, id: &str) -> Result<(Removed, RefreshReport), CurationError> {
        let mut task = self.begin(actor, "removing an article")?;
        let path = task.source_of("remove", id)?;
        let data = &self.workspace().data;
        let snapshot = task.locked_store()?.snapshot();
        let passages = snapshot.map(|snapshot| snapshot.paragraphs_of(id, 1..=1));
        let title = passages
            .transpose()?
            .and_then(|mut passages| passages.pop());
        let removed = Removed {
            id: id.to_owned(),
            title: title.map_or_else(|| id.to_owned(), |passage| passage.title),
            path: path.clone(),
            by: actor.to_owned(),
            at: Timestamp::now(),
        };
        let removal = Removal::new(data, removed);
        removal
            .move_away(data)
            .map_err(task.file_error("remove", &path))?;
        let report = task.apply(&format!("remove {id:?}"), &path)?;
        Ok((removal.removed, report))
    }
}

impl TaskGuard<'_> {
    /// Returns the path of an article's file, unless other articles share it. `verb` is named in
    /// the error. Does not take the writer's lock.
    pub(super) fn source_of(
        &mut self,
        verb: &'static str,
        id: &str,
    ) -> Result<String, CurationError> {
        let path = self.filled_store()?.source_of(id)?;
        let path = path.ok_or_else(|| CurationError::NoArticle(id.to_owned()))?;
        match Format::of(&path) {
            Some(Format::JsonLines) => Err(CurationError::Shared {
                verb,
                id: id.to_owned(),
                path: self.shown_path(&path),
            }),
            _ => Ok(path),
        }
    }
}
