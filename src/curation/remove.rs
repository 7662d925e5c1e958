//! Articles that are taken away, and put back.
//!
//! A removed article's file lies in `.removed` below the data folder, which no reader looks into,
//! with a note beside it of who removed it, when, and from where. The note is written before the
//! file is moved: a refresh that finds the file gone knows that it was meant.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::curator::Task;
use super::{CurationError, Curator, files};
use crate::corpus;
use crate::corpus::formats::Format;
use crate::index::Report;

/// Where removed articles lie, below the data folder.
const FOLDER: &str = ".removed";

/// An article that was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where its file was, below the data folder.
    pub path: String,
    /// Who removed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// An article that was put back.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What had been removed.
    pub removed: Removed,
    /// What that did to the index.
    pub report: Report,
}

/// A removed article and where it lies.
pub(super) struct Note {
    pub removed: Removed,
    place: PathBuf,
    file: PathBuf,
}

impl Curator {
    /// Takes an article's file away, to where it can be restored from, and out of the index.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; of an article that shares its file with others, always.
    pub fn remove(&self, actor: &str, id: &str) -> Result<(Removed, Report), CurationError> {
        let mut task = self.begin(actor, "removing an article")?;
        let path = task.source_of("remove", id)?;
        let data = &self.place().data;
        let article = corpus::read(data, &path, self.place().reading.limits).articles;
        let title = article.iter().find(|article| article.id() == id);
        let removed = Removed {
            id: id.to_owned(),
            title: title
                .map_or(id, |article| &article.metadata().title)
                .to_owned(),
            path: path.clone(),
            by: actor.to_owned(),
            at: Timestamp::now(),
        };
        let note = Note::new(data, removed);
        note.take(data).map_err(task.failed("remove", &path))?;
        let report = task.apply(&format!("remove {id:?}"), &path)?;
        Ok((note.removed, report))
    }

    /// Puts the article back that was removed last under this id.
    ///
    /// # Errors
    ///
    /// [`CurationError`], also if something else is in its place.
    pub fn restore(&self, actor: &str, id: &str) -> Result<Restored, CurationError> {
        let mut task = self.begin(actor, "restoring an article")?;
        let is_indexed = task.locked()?.has_article(id)?;
        let data = &self.place().data;
        let of_id = |note: &Note| note.removed.id == id && note.file.is_file();
        let note = notes(data)
            .into_iter()
            .filter(of_id)
            .max_by_key(|note| note.removed.at);
        let note = note.ok_or_else(|| CurationError::NotRemoved(id.to_owned()))?;
        let path = &note.removed.path;
        let put_back = match is_indexed {
            true => false,
            false => note.put_back(data).map_err(task.failed("restore", path))?,
        };
        if !put_back {
            return Err(CurationError::Taken {
                id: id.to_owned(),
                path: task.shown(path),
            });
        }
        let report = task.apply(&format!("restore {id:?}"), path)?;
        let removed = note.removed;
        Ok(Restored { removed, report })
    }

    /// The articles that can be restored, the last removed first.
    pub fn removed(&self) -> Vec<Removed> {
        let there = notes(&self.place().data)
            .into_iter()
            .filter(|note| note.file.is_file());
        let mut removed: Vec<Removed> = there.map(|note| note.removed).collect();
        removed.sort_by_key(|removed| std::cmp::Reverse(removed.at));
        removed
    }
}

impl Task<'_> {
    /// The file of an article that has one to itself.
    pub(super) fn source_of(
        &mut self,
        verb: &'static str,
        id: &str,
    ) -> Result<String, CurationError> {
        let path = self.locked()?.source_of(id)?;
        let path = path.ok_or_else(|| CurationError::NoArticle(id.to_owned()))?;
        match Format::of(&path) {
            Some(Format::JsonLines) => Err(CurationError::Shared {
                verb,
                id: id.to_owned(),
                path: self.shown(&path),
            }),
            _ => Ok(path),
        }
    }
}

impl Note {
    fn new(data: &Path, removed: Removed) -> Self {
        let folder = data.join(FOLDER);
        let name = Path::new(&removed.path).file_name().unwrap_or_default();
        let stamp = removed.at.strftime("%Y%m%dT%H%M%S%6fZ").to_string();
        let file = folder.join(format!("{stamp}-{}", name.to_string_lossy()));
        let place = folder.join(format!("{stamp}-{}.note.json", name.to_string_lossy()));
        Self {
            removed,
            place,
            file,
        }
    }

    /// Moves the article here.
    fn take(&self, data: &Path) -> io::Result<()> {
        fs::create_dir_all(data.join(FOLDER))?;
        let note = serde_json::to_vec_pretty(&self.removed)?;
        if !files::write_new(&self.place, &note)? || self.file.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let moved = files::rename(&data.join(&self.removed.path), &self.file);
        if moved.is_err() && !self.file.exists() {
            let _ = files::remove(&self.place);
        }
        moved
    }

    /// Moves the article back; `false` if something else is in its place.
    fn put_back(&self, data: &Path) -> io::Result<bool> {
        let original = data.join(&self.removed.path);
        if let Some(folder) = original.parent() {
            fs::create_dir_all(folder)?;
        }
        // Written anew rather than renamed, which would replace what is in its place.
        let is_free = files::write_new(&original, &fs::read(&self.file)?)?;
        if is_free {
            self.forget()?;
        }
        Ok(is_free)
    }

    /// Whether a move was begun and not ended: the file never came here, or is already back.
    pub(super) fn is_unfinished(&self, data: &Path) -> bool {
        if !self.file.exists() {
            return true;
        }
        let original = data.join(&self.removed.path);
        original.exists()
            && matches!(
                (fs::read(&self.file), fs::read(original)),
                (Ok(here), Ok(there)) if here == there
            )
    }

    /// Deletes what is here of the article.
    pub(super) fn forget(&self) -> io::Result<()> {
        files::remove(&self.file)?;
        files::remove(&self.place)
    }
}

/// Every note that can be read.
pub(super) fn notes(data: &Path) -> Vec<Note> {
    let entries = fs::read_dir(data.join(FOLDER))
        .into_iter()
        .flatten()
        .flatten();
    entries
        .filter_map(|entry| {
            let place = entry.path();
            let file = place.to_str()?.strip_suffix(".note.json")?.into();
            let removed: Removed = serde_json::from_slice(&fs::read(&place).ok()?).ok()?;
            // Whoever can write notes must not reach out of the folder with them.
            let is_below = |part| matches!(part, Component::Normal(_));
            Path::new(&removed.path)
                .components()
                .all(is_below)
                .then_some(Note {
                    removed,
                    place,
                    file,
                })
        })
        .collect()
}
