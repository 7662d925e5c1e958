//! Removed articles: their files in `.removed` below the data folder, which no reader looks into.
//!
//! Each has a note beside it that says who removed it, when, and from where. The note is written
//! before the file is moved, so a refresh that finds the file gone knows that this was intended.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::corpus::files;

/// Name of the folder of removed articles, below the data folder.
const FOLDER: &str = ".removed";

/// Maximum length of the part of a file's name that is kept, in bytes.
const MAX_NAME: usize = 180;

/// Maximum size of a note, in bytes.
const MAX_NOTE: u64 = 1 << 20;

/// A removed article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Id of the article.
    pub id: String,
    /// Title of the article.
    pub title: String,
    /// Former path of its file below the data folder.
    pub path: String,
    /// Who removed it.
    pub by: String,
    /// When it was removed.
    pub at: Timestamp,
}

/// A removed article's note and file.
pub(super) struct Removal {
    pub removed: Removed,
    /// Path of the note.
    note: PathBuf,
    /// Path of the article's file.
    file: PathBuf,
}

impl Removal {
    /// The note and file of an article that is about to be removed.
    pub(super) fn new(data: &Path, removed: Removed) -> Self {
        let folder = data.join(FOLDER);
        let name = Path::new(&removed.path).file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        // The end, with the extension: names have a maximum length on every file system.
        let start = name.ceil_char_boundary(name.len().saturating_sub(MAX_NAME));
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

    /// Writes the note and moves the article's file here.
    pub(super) fn take(&self, data: &Path) -> io::Result<()> {
        fs::create_dir_all(data.join(FOLDER))?;
        let text = serde_json::to_vec_pretty(&self.removed)?;
        if !files::write_new(&self.note, &text)? || is_there(&self.file) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let moved = files::rename(&data.join(&self.removed.path), &self.file);
        if moved.is_err() && !is_there(&self.file) {
            let _ = files::remove(&self.note);
        }
        moved
    }

    /// Moves the article's file back; `false` if there is another file in its place.
    pub(super) fn put_back(&self, data: &Path) -> io::Result<bool> {
        let original = data.join(&self.removed.path);
        if let Some(folder) = original.parent() {
            fs::create_dir_all(folder)?;
        }
        // Made anew rather than renamed: renaming would replace a file in its place.
        let is_free = match fs::read_link(&self.file) {
            Ok(target) => files::link_new(&original, &target)?,
            Err(_) => files::write_new(&original, &files::read_regular(&self.file, u64::MAX)?)?,
        };
        if is_free {
            self.forget()?;
        }
        Ok(is_free)
    }

    /// Whether the article's file is here.
    pub(super) fn is_there(&self) -> bool {
        is_there(&self.file)
    }

    /// Whether a move was interrupted: the file never came here, or is already back.
    pub(super) fn is_unfinished(&self, data: &Path) -> bool {
        if !is_there(&self.file) {
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
    pub(super) fn forget(&self) -> io::Result<()> {
        files::remove(&self.file)?;
        files::remove(&self.note)
    }
}

/// Whether there is a file or a link, wherever that leads.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Every removal whose note can be read.
pub(super) fn removals(data: &Path) -> Vec<Removal> {
    let entries = fs::read_dir(data.join(FOLDER))
        .into_iter()
        .flatten()
        .flatten();
    entries
        .filter_map(|entry| {
            let note = entry.path();
            let file = note.to_str()?.strip_suffix(".note.json")?.into();
            let removed: Removed =
                serde_json::from_slice(&files::read_regular(&note, MAX_NOTE).ok()?).ok()?;
            // A forged note must not lead out of the data folder.
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
