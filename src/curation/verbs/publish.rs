//! Publishing a previewed article.

use std::collections::HashSet;

use jiff::Timestamp;
use slug::slugify;

use super::preview::{Preview, stem_of};
use crate::corpus::files;
use crate::curation::{CurationError, Curator};
use crate::index::{RefreshReport, Store};

/// Maximum length of a file name without its extension, in bytes.
const MAX_NAME: usize = 60;

/// Maximum number of articles with the same title.
const MAX_SAME_TITLE: usize = 1_000;

/// Number of free names that are tried. Another program may take one at the same moment.
const MAX_ATTEMPTS: usize = 10;

/// An article that was published.
#[derive(Clone, Debug)]
pub struct Added {
    /// Id of the article.
    pub id: String,
    /// Path of its file below the data folder.
    pub path: String,
    /// What that changed in the index.
    pub report: RefreshReport,
}

impl Curator {
    /// Writes a previewed article to the folder of articles, as Markdown under a readable name of its
    /// own, and adds it to the index.
    ///
    /// # Errors
    ///
    /// [`CurationError`].
    pub fn publish(&self, actor: &str, preview: &Preview) -> Result<Added, CurationError> {
        let mut task = self.begin(actor, "adding an article")?;
        let store = task.filled()?;
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
        // Reads back what it wrote, so it comes before the lock.
        let markdown = preview.to_markdown(actor, Timestamp::now())?;
        task.locked()?;
        for name in names {
            let path = format!("{name}.md");
            let place = self.workspace().data.join(&path);
            // Another program may put a file there at this moment.
            if files::write_new(&place, markdown.as_bytes()).map_err(task.failed("write", &path))? {
                let id = preview.draft.id.unwrap_or(name);
                let report = task.apply(&format!("add {id:?}"), &path)?;
                return Ok(Added { id, path, report });
            }
        }
        Err(CurationError::Crowded(preview.title.clone()))
    }
}

/// The first names made of a title that no file and no article has.
fn free_names(store: &Store, title: &str) -> Result<Vec<String>, CurationError> {
    let slug = slugify(title);
    let end = slug.floor_char_boundary(MAX_NAME);
    let base = match slug.get(..end).unwrap_or_default().trim_matches('-') {
        "" => "article",
        base => base,
    };
    // The default id of an article is its path without the extension, whatever that is.
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
