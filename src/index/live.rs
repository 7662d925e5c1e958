//! The index as a program holds it that runs for weeks: always the last committed state, whoever
//! committed it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant, SystemTime};

use super::{Language, Search, Snapshot, Store};

/// A state that cannot be read is tried again after so long: it may have been half-copied.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// Where readers get the current state from. Cheap to ask, and shared between threads.
///
/// It reads only. As long as the folder holds nothing that can be read, be it never made, deleted
/// or damaged, the last good state answers.
pub struct Live {
    folder: PathBuf,
    language: Language,
    /// What is handed out; held for no longer than it takes to copy the pointer.
    shown: Mutex<Shown>,
    /// Held by the one thread that loads a newer state; the others go on with what is shown.
    source: Mutex<Source>,
}

#[derive(Default)]
struct Shown {
    snapshot: Option<Arc<Snapshot>>,
    stamp: Option<Stamp>,
    /// When a state that could not be read is tried again.
    again: Option<Instant>,
}

#[derive(Default)]
struct Source {
    store: Option<Store>,
    /// Whether the log knows that the folder cannot be read.
    is_told: bool,
}

/// What tells one commit's `meta.json` from another's without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    file: u64,
}

impl Live {
    /// Shows the index in `folder` from now on, whether or not there is one yet. It is loaded when
    /// somebody first asks for it.
    pub fn open(folder: &Path, language: Language) -> Self {
        Self {
            folder: folder.to_owned(),
            language,
            shown: Mutex::default(),
            source: Mutex::default(),
        }
    }

    /// The last committed state, which stays as it is whatever is written later; `None` if there
    /// was never one that could be read.
    ///
    /// This costs one look at a file's metadata. When another state was committed it is loaded
    /// first, by one thread, while the others are given the one before, or wait if there is none.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        if self.is_stale() {
            let has_one = lock(&self.shown).snapshot.is_some();
            match self.source.try_lock() {
                Ok(source) => self.load(source),
                Err(TryLockError::Poisoned(source)) => self.load(source.into_inner()),
                Err(TryLockError::WouldBlock) if has_one => {}
                Err(TryLockError::WouldBlock) => drop(lock(&self.source)),
            }
        }
        lock(&self.shown).snapshot.clone()
    }

    /// The last committed state, if it need not be loaded first.
    pub fn loaded(&self) -> Option<Arc<Snapshot>> {
        match self.is_stale() {
            true => None,
            false => lock(&self.shown).snapshot.clone(),
        }
    }

    /// Loads the last committed state now, so that whoever asks next is given it. Where nobody has
    /// asked so far, nobody may ever.
    pub fn renew(&self) {
        let is_asked_for = lock(&self.shown).stamp.is_some();
        if is_asked_for {
            self.load(lock(&self.source));
        }
    }

    fn is_stale(&self) -> bool {
        let stamp = stamp(&self.folder);
        let shown = lock(&self.shown);
        shown.stamp != stamp || shown.again.is_some_and(|again| Instant::now() >= again)
    }

    fn load(&self, mut source: MutexGuard<'_, Source>) {
        // Taken first: a commit that comes meanwhile is another reason to load.
        let stamp = stamp(&self.folder);
        let loaded = source.load(&self.folder, self.language);
        let mut shown = lock(&self.shown);
        shown.stamp = stamp;
        match loaded {
            Ok(snapshot) => {
                shown.snapshot = Some(Arc::new(snapshot));
                shown.again = None;
                source.is_told = false;
            }
            Err(reason) => {
                shown.again = stamp.map(|_| Instant::now() + TRY_AGAIN);
                if let Some(last) = &shown.snapshot
                    && !source.is_told
                {
                    source.is_told = true;
                    tracing::warn!(
                        "cannot load the index in {}: {reason}; still answering from edition {}, \
                         run `summit-bot index refresh`",
                        self.folder.display(),
                        last.edition()
                    );
                }
            }
        }
    }
}

impl Source {
    fn load(&mut self, folder: &Path, language: Language) -> Result<Snapshot, String> {
        // An open store sees any later commit: an index that is made anew has the same fields, or
        // says that it is of another version.
        let store = match self.store.take() {
            Some(mut store) => {
                let renewed = store.reload();
                let store = self.store.insert(store);
                renewed?;
                store
            }
            None => self.store.insert(Store::open_existing(folder, language)?),
        };
        store.snapshot().ok_or_else(|| "it is empty".to_owned())
    }
}

fn stamp(folder: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(folder.join("meta.json")).ok()?;
    Some(Stamp {
        modified: metadata.modified().ok(),
        length: metadata.len(),
        file: file_number(&metadata),
    })
}

/// The number of the file on its disk: every commit writes a new file, even within the grain of
/// the clock.
#[cfg(unix)]
fn file_number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn file_number(_: &fs::Metadata) -> u64 {
    0
}

/// A thread that panicked left a whole state behind: it is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
