//! Editing the front matter of an article.

use std::path::Path;

use crate::corpus::files;
use crate::corpus::formats::{EditError, Edits, Format, edit};
use crate::curation::{CurationError, Curator, Workspace};
use crate::index::RefreshReport;

/// Article whose front matter was edited.
#[derive(Clone, Debug)]
pub struct Edited {
    /// ID of the article, which does not change.
    pub id: String,
    /// Path of its file below the data folder.
    pub path: String,
    /// Changes of the index.
    pub report: RefreshReport,
}

impl Curator {
    /// Changes the title, outlet, address or date of publication in the front matter of an
    /// article's file. The text stays the same.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; always for web pages and JSON Lines, which have no front matter.
    pub fn edit(&self, actor: &str, id: &str, edits: &Edits) -> Result<Edited, CurationError> {
        if edits.is_empty() {
            return Err(CurationError::NothingToEdit);
        }
        let mut task = self.begin(actor, "editing an article")?;
        let path = task.source_of("edit", id)?;
        let Workspace { data, reading, .. } = self.workspace();
        let read = || files::read_below(data, Path::new(&path), reading.limits.max_file_bytes);
        // The file is parsed before the lock is taken, and once more if it has changed by then.
        let edited = loop {
            let bytes = read().map_err(task.file_error("read", &path))?;
            let edited =
                with_edits(&path, &bytes, edits).map_err(|source| CurationError::Edit {
                    path: task.shown_path(&path),
                    source,
                })?;
            task.locked_store()?;
            if read().map_err(task.file_error("read", &path))? == bytes {
                break edited;
            }
            task.unlock();
        };
        let place = data.join(&path);
        files::replace(&place, edited.as_bytes()).map_err(task.file_error("write", &path))?;
        let what = format!("edit {id:?} ({})", edits.keys().join(", "));
        let report = task.apply(&what, &path)?;
        Ok(Edited {
            id: id.to_owned(),
            path,
            report,
        })
    }
}

/// Returns the contents of a file with the edits applied.
fn with_edits(path: &str, bytes: &[u8], edits: &Edits) -> Result<String, EditError> {
    let text = std::str::from_utf8(bytes).map_err(|_| EditError::Entangled)?;
    edit(Format::of(path).ok_or(EditError::Format)?, text, edits)
}
