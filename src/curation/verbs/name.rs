//! Adding another name of a person or place to the operator's table of aliases.

use crate::corpus::{files, with_alias};
use crate::curation::{CurationError, Curator};
use crate::index::{RefreshReport, RefreshRequest};

impl Curator {
    /// Adds `other` as an alias of `name` to `aliases.toml`, and refreshes the index, because the
    /// names of speakers may change.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; [`CurationError::Unreadable`] if the table cannot be read, or would be
    /// contradictory with the new name.
    pub fn add_name(
        &self,
        actor: &str,
        name: &str,
        other: &str,
    ) -> Result<RefreshReport, CurationError> {
        let mut task = self.begin(actor, "adding another name")?;
        let (path, table) =
            with_alias(&self.workspace().data, name, other).map_err(CurationError::Unreadable)?;
        files::put(&path, table.as_bytes()).map_err(task.file_error("write", "aliases.toml"))?;
        let request = RefreshRequest {
            lock: task.lock.clone(),
            what: format!("add the name {other:?} for {name:?}"),
            cancellation: self.shutdown().clone(),
            ..RefreshRequest::default()
        };
        task.reloaded_store()?;
        Ok(task.update(request, &mut |_| ())?)
    }
}
