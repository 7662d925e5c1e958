//! The index as a program holds it that runs for weeks: always the last committed state, whoever
//! committed it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::{IndexError, Language, Snapshot, Store};

/// Where readers get the current state from. Cheap to ask, and shared between threads.
pub struct Live {
    folder: PathBuf,
    language: Language,
    current: Mutex<Current>,
}

struct Current {
    snapshot: Option<Arc<Snapshot>>,
    /// When the commit was written that `snapshot` shows.
    written: Option<SystemTime>,
}

impl Live {
    /// Opens the index in `folder`, or an empty one if there is none that can be used.
    ///
    /// # Errors
    ///
    /// [`IndexError::Folder`] if the folder cannot be used at all.
    pub fn open(folder: &Path, language: Language) -> Result<Self, IndexError> {
        let written = written(folder);
        let store = Store::open(folder, language)?;
        Ok(Self {
            folder: folder.to_owned(),
            language,
            current: Mutex::new(Current {
                snapshot: store.snapshot().map(Arc::new),
                written,
            }),
        })
    }

    /// The last committed state, which stays as it is whatever is written later; `None` if nothing
    /// was ever committed.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let written = written(&self.folder);
        if written != current.written
            && let Ok(store) = Store::open_existing(&self.folder, self.language)
        {
            *current = Current {
                snapshot: store.snapshot().map(Arc::new),
                written,
            };
        }
        current.snapshot.clone()
    }
}

fn written(folder: &Path) -> Option<SystemTime> {
    fs::metadata(folder.join("meta.json")).ok()?.modified().ok()
}
