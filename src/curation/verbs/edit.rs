//! Editing the front matter of an article.

use std::path::Path;

use crate::corpus::files;
use crate::corpus::formats::{EditError, Edits, Format, edit};
use crate::curation::{CurationError, Curator};
use crate::index::RefreshReport;

/// An article whose front matter was edited.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Id of the article, which stays.
    pub id: String,
    /// Path of its file below the data folder.
    pub path: String,
    /// What that changed in the index.
    pub report: RefreshReport,
}

impl Curator {
    /// Changes the title, outlet, address or date of publication in the front matter of an article's
    /// file. The text is not touched.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; of web pages and JSON Lines, always: there is no front matter in them.
    pub fn edit(&self, actor: &str, id: &str, edits: &Edits) -> Result<Edited, CurationError> {
        if edits.is_empty() {
            return Err(CurationError::NothingToEdit);
        }
        let mut task = self.begin(actor, "editing an article")?;
        let path = task.source_of("edit", id)?;
        let place = self.workspace().data.join(&path);
        let limit = self.workspace().reading.limits.max_file_bytes;
        let data = &self.workspace().data;
        let bytes =
            files::read_below(data, Path::new(&path), limit).map_err(task.failed("read", &path))?;
        let text = String::from_utf8(bytes).map_err(|_| EditError::Entangled);
        let format = Format::of(&path).ok_or(EditError::Format);
        let edited = text.and_then(|text| edit(format?, &text, edits));
        let edited = edited.map_err(|source| CurationError::Edit {
            path: task.shown(&path),
            source,
        })?;
        files::replace(&place, edited.as_bytes()).map_err(task.failed("write", &path))?;
        let what = format!("edit {id:?} ({})", edits.keys().join(", "));
        let report = task.apply(&what, &path)?;
        Ok(Edited {
            id: id.to_owned(),
            path,
            report,
        })
    }
}
