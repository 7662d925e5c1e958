//! Removed articles: their files are moved to `.removed` below the data folder, which is never
//! indexed.
//!
//! Beside each file stands a note with its actor, time and former path. The note is written before
//! the file is moved, so a refresh that finds the file missing knows that it was removed on
//! purpose.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::corpus::files;

/// Name of the folder of removed articles, below the data folder.
const REMOVED_FOLDER: &str = ".removed";

/// Maximum number of bytes kept of a file's name.
const MAX_NAME_BYTES: usize = 180;

/// Maximum size of a note, in bytes.
const MAX_NOTE_BYTES: u64 = 1 << 20;

/// Removed article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// ID of the article.
    pub id: String,
    /// Title of the article.
    pub title: String,
    /// Former path of its file below the data folder.
    pub path: String,
    /// Actor of the removal.
    pub by: String,
    /// Time of the removal.
    pub at: Timestamp,
}

/// Note and file of a removed article.
pub(super) struct Removal {
    pub removed: Removed,
    /// Path of the note.
    note: PathBuf,
    /// Path to which the article's file is moved.
    file: PathBuf,
}

impl Removal {
    /// Makes the paths of note and file for an article that is about to be removed.
    pub(super) fn new(data: &Path, removed: Removed) -> Self {
        let folder = data.join(REMOVED_FOLDER);
        let name = Path::new(&removed.path).file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        // File systems limit the length of a name; the end is kept, because it has the extension.
        let start = name.ceil_char_boundary(name.len().saturating_sub(MAX_NAME_BYTES));
        let name = name.get(start..).unwrap_or_default();
        let stamp = removed.at.strftime("%Y%m%dT%H%M%S%6fZ").to_string();
        let file = folder.join(format!("{stamp}-{name}"));
        let note = folder.join(format!("{stamp}-{name}.note.json"));
        Self {
            removed,
            note,
            file,
        }
    }

    /// Writes the note, then moves the article's file away from the articles.
    pub(super) fn move_away(&self, data: &Path) -> io::Result<()> {
        fs::create_dir_all(data.join(REMOVED_FOLDER))?;
        let text = serde_json::to_vec_pretty(&self.removed)?;
        if !files::write_new(&self.note, &text)? || exists(&self.file) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let moved = files::rename(&data.join(&self.removed.path), &self.file);
        if moved.is_err() && !exists(&self.file) {
            let _ = files::remove(&self.note);
        }
        moved
    }

    /// Moves the article's file back; `false` if another file has its path.
    pub(super) fn put_back(&self, data: &Path) -> io::Result<bool> {
        let original = data.join(&self.removed.path);
        if let Some(folder) = original.parent() {
            fs::create_dir_all(folder)?;
        }
        // The file is created anew, because renaming would replace a file of that path.
        let is_free = match fs::read_link(&self.file) {
            Ok(target) => files::link_new(&original, &target)?,
            Err(_) => files::write_new(&original, &files::read_regular(&self.file, u64::MAX)?)?,
        };
        if is_free {
            self.delete()?;
        }
        Ok(is_free)
    }

    /// Returns whether the article's file is among the removed ones.
    pub(super) fn has_file(&self) -> bool {
        exists(&self.file)
    }

    /// Returns whether a move was interrupted: the file was not moved yet, or is restored already.
    pub(super) fn is_unfinished(&self, data: &Path) -> bool {
        if !exists(&self.file) {
            return true;
        }
        let original = data.join(&self.removed.path);
        match (fs::read_link(&self.file), fs::read_link(&original)) {
            (Ok(here), Ok(there)) => here == there,
            (Err(_), Err(_)) => matches!(
                (
                    files::read_regular(&self.file, u64::MAX),
                    files::read_regular(&original, u64::MAX)
                ),
                (Ok(here), Ok(there)) if here == there
            ),
            _ => false,
        }
    }

    /// Deletes the note and the file.
    pub(super) fn delete(&self) -> io::Result<()> {
        files::remove(&self.file)?;
        files::remove(&self.note)
    }
}

/// Returns whether the path is a file or a link, even a broken one.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Returns all removals whose note can be read.
pub(super) fn removals(data: &Path) -> Vec<Removal> {
    let entries = fs::read_dir(data.join(REMOVED_FOLDER))
        .into_iter()
        .flatten()
        .flatten();
    entries
        .filter_map(|entry| {
            let note = entry.path();
            let file = note.to_str()?.strip_suffix(".note.json")?.into();
            let removed: Removed =
                serde_json::from_slice(&files::read_regular(&note, MAX_NOTE_BYTES).ok()?).ok()?;
            // A forged note must not name a path outside the data folder.
            let is_below = |part| matches!(part, Component::Normal(_));
            Path::new(&removed.path)
                .components()
                .all(is_below)
                .then_some(Removal {
                    removed,
                    note,
                    file,
                })
        })
        .collect()
}
