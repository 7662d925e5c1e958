//! Adding another name of a person or place to the operator's table.

use crate::corpus::{files, with_alias};
use crate::curation::{CurationError, Curator};
use crate::index::{RefreshReport, RefreshRequest};

impl Curator {
    /// Adds `other` to the names of `name` in `aliases.toml`, and refreshes the index, whose speakers
    /// may have other names from then on.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; [`CurationError::Unreadable`] if the table cannot be read, or would not make
    /// sense with the new name.
    pub fn add_name(
        &self,
        actor: &str,
        name: &str,
        other: &str,
    ) -> Result<RefreshReport, CurationError> {
        let mut task = self.begin(actor, "adding another name")?;
        let (path, table) =
            with_alias(&self.workspace().data, name, other).map_err(CurationError::Unreadable)?;
        files::put(&path, table.as_bytes()).map_err(task.failed("write", "aliases.toml"))?;
        let request = RefreshRequest {
            lock: task.lock.clone(),
            what: format!("add the name {other:?} for {name:?}"),
            cancellation: self.shutdown().clone(),
            ..RefreshRequest::default()
        };
        task.renewed()?;
        Ok(task.update(request, &mut |_| ())?)
    }
}
