//! Publishing a previewed article.

use std::collections::HashSet;

use jiff::Timestamp;
use slug::slugify;

use super::preview::{Preview, stem_of};
use crate::corpus::files;
use crate::curation::{CurationError, Curator};
use crate::index::{RefreshReport, Store};

/// Maximum length of a file name without its extension, in bytes.
const MAX_NAME_BYTES: usize = 60;

/// Maximum number of names that are made of one title.
const MAX_SAME_TITLE: usize = 1_000;

/// Number of free names that are tried, because another program may take one at the same moment.
const MAX_ATTEMPTS: usize = 10;

/// Published article.
#[derive(Clone, Debug)]
pub struct Added {
    /// ID of the article.
    pub id: String,
    /// Path of its file below the data folder.
    pub path: String,
    /// Changes of the index.
    pub report: RefreshReport,
}

impl Curator {
    /// Writes a previewed article to the data folder as Markdown, under a new name made of its
    /// title, and adds it to the index.
    ///
    /// # Errors
    ///
    /// [`CurationError`] if no name is free, the file cannot be written, or the index cannot be
    /// updated.
    pub fn publish(&self, actor: &str, preview: &Preview) -> Result<Added, CurationError> {
        let mut task = self.begin(actor, "adding an article")?;
        let store = task.filled_store()?;
        let mut draft = preview.draft.clone();
        if let Some(id) = &draft.id
            && store.has_article(id)?
        {
            draft.id = None;
        }
        let names = free_names(store, &preview.title)?;
        let preview = Preview {
            draft,
            ..preview.clone()
        };
        // This also parses what it wrote, which takes time, so it is done before locking.
        let markdown = preview.to_markdown(actor, Timestamp::now())?;
        task.locked_store()?;
        for name in names {
            let path = format!("{name}.md");
            let place = self.workspace().data.join(&path);
            // `false` if another program has written a file of this name in the meantime.
            if files::write_new(&place, markdown.as_bytes())
                .map_err(task.file_error("write", &path))?
            {
                let id = preview.draft.id.unwrap_or(name);
                let report = task.apply(&format!("add {id:?}"), &path)?;
                return Ok(Added { id, path, report });
            }
        }
        Err(CurationError::Crowded(preview.title.clone()))
    }
}

/// Returns the first names made of a title that belong to no file and no article.
fn free_names(store: &Store, title: &str) -> Result<Vec<String>, CurationError> {
    let slug = slugify(title);
    let end = slug.floor_char_boundary(MAX_NAME_BYTES);
    let base = match slug.get(..end).unwrap_or_default().trim_matches('-') {
        "" => "article",
        base => base,
    };
    // The default ID of an article is its path without the extension.
    let stems: HashSet<&str> = store.files().keys().map(|path| stem_of(path)).collect();
    let mut free = Vec::new();
    for n in 1..=MAX_SAME_TITLE {
        let name = if n == 1 {
            base.to_owned()
        } else {
            format!("{base}-{n}")
        };
        if !stems.contains(name.as_str()) && !store.has_article(&name)? {
            free.push(name);
        }
        if free.len() == MAX_ATTEMPTS {
            break;
        }
    }
    Ok(free)
}
