//! Checks of the data, index and state folders.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::finding::Finding;
use crate::corpus::files::shown;
use crate::curation::{IndexStatus, Workspace};
use crate::index::Store;
use crate::state::State;
use crate::text::english::counted;
use crate::text::reasons::os_reason;

/// Checks that there are articles, and that they can be read.
pub fn articles(workspace: &Workspace, status: &IndexStatus) -> Finding {
    const SUBJECT: &str = "articles";
    let folder = shown(&workspace.data);
    let files = match crate::corpus::scan(&workspace.data, workspace.reading.limits) {
        Ok((files, _)) => files.len(),
        Err(error) => return Finding::failure(SUBJECT, error.to_string()),
    };
    if files == 0 {
        return Finding::warning(
            SUBJECT,
            format!("{folder} holds none: put some there, or correct path below [data]"),
        );
    }
    let files = counted(files, "file");
    match status.problems.len() {
        0 => Finding::ok(SUBJECT, format!("{folder} holds {files}")),
        problems => Finding::warning(
            SUBJECT,
            format!(
                "{folder} holds {files} with {}: summit-bot check names them",
                counted(problems, "problem")
            ),
        ),
    }
}

/// Checks that there is an index, and that it is up to date.
pub fn index(workspace: &Workspace, status: &IndexStatus) -> Finding {
    const SUBJECT: &str = "index";
    let folder = shown(&workspace.index);
    let Some(committed) = &status.committed else {
        let reason = Store::open_existing(&workspace.index, workspace.language)
            .err()
            .map_or_else(|| "it is being made".to_owned(), |why| why.to_string());
        return Finding::warning(
            SUBJECT,
            format!(
                "{folder} cannot be used: {reason}; the program builds it when it starts, or \
                 summit-bot index refresh does now"
            ),
        );
    };
    let holds = format!(
        "edition {} in {folder} holds {}, {} and {}",
        committed.edition,
        counted(committed.articles, "article"),
        counted(committed.paragraphs, "paragraph"),
        counted(committed.quotations, "quotation"),
    );
    match status.changed {
        0 => Finding::ok(SUBJECT, holds),
        changed => Finding::warning(
            SUBJECT,
            format!(
                "{holds}, but {} changed since: the program reads them when it starts, or \
                 summit-bot index refresh does now",
                counted(changed, "file")
            ),
        ),
    }
}

/// Checks that the database of feeds, gaps and wishes can be used.
pub fn state(folder: &Path) -> Finding {
    const SUBJECT: &str = "state";
    if !folder.exists() {
        return writable(SUBJECT, folder, "to keep feeds, gaps and wishes");
    }
    match State::open(folder).and_then(|state| state.counts()) {
        Ok(counts) => Finding::ok(
            SUBJECT,
            format!(
                "{} holds {}, {} and {}",
                shown(folder),
                counted(counts.feeds, "feed"),
                counted(counts.gaps, "gap"),
                // `counted` forms plurals with "s" only.
                match counts.wishes {
                    1 => "1 wish".to_owned(),
                    wishes => format!("{wishes} wishes"),
                }
            ),
        ),
        Err(error) => Finding::failure(SUBJECT, error.to_string()),
    }
}

/// Checks that files can be created in a folder, or in its nearest existing ancestor, with a
/// temporary file. `what_for` completes the sentence "which is needed …".
pub fn writable(subject: &'static str, folder: &Path, what_for: &str) -> Finding {
    let nearest = nearest_existing(folder);
    match tempfile::NamedTempFile::new_in(nearest) {
        Ok(_) if nearest == folder => {
            Finding::ok(subject, format!("{} can be written to", shown(folder)))
        }
        Ok(_) => Finding::ok(subject, format!("{} can be made", shown(folder))),
        Err(error) => Finding::failure(
            subject,
            format!(
                "{} cannot be written to ({}), which is needed {what_for}: give it to the \
                 user who runs the program",
                shown(nearest),
                os_reason(&error)
            ),
        ),
    }
}

/// Returns a folder, or else its nearest ancestor that exists.
pub(super) fn nearest_existing(folder: &Path) -> &Path {
    let mut folders = folder.ancestors();
    folders
        .find(|folder| folder.exists())
        .unwrap_or(Path::new("."))
}

/// Returns whether every user of the machine may read a file.
///
/// # Errors
///
/// The operating system's error if the permissions cannot be read.
pub fn is_readable_by_everybody(path: &Path) -> io::Result<bool> {
    Ok(path.metadata()?.permissions().mode() & 0o004 != 0)
}
