//! Index handle of a long-running program: always serves the last committed state, whichever
//! process committed it.
//!
//! Asking for a state reads the metadata of `meta.json`. If that is another file than before, one
//! thread loads the new commit while the others continue with the old one.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use arc_swap::ArcSwap;
use parking_lot::{Mutex, MutexGuard};

use super::error::Unusable;
use super::{Search, Snapshot, Store};
use crate::text::Language;

/// Delay before another attempt to load a state that could not be loaded, for example because it
/// was still being copied.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Handle to the last committed state of an index. Cheap to query and shared between threads.
///
/// It never writes. If the folder holds no readable index, because it was never made, was deleted
/// or is damaged, the handle goes on serving the last state it loaded.
pub struct LiveIndex {
    folder: PathBuf,
    language: Language,
    served: ArcSwap<Served>,
    /// Locked by the one thread that loads a newer state. The other threads meanwhile use `served`.
    loader: Mutex<Loader>,
}

/// State that readers receive.
#[derive(Default)]
struct Served {
    snapshot: Option<Arc<Snapshot>>,
    stamp: Option<Stamp>,
    /// Time of the next attempt, if the state with this stamp could not be loaded.
    retry_at: Option<Instant>,
}

#[derive(Default)]
struct Loader {
    store: Option<Store>,
    /// Whether the current failure to load was logged.
    is_logged: bool,
}

/// Identifies a version of `meta.json`, and thus a commit, without reading the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// Every commit writes a new file, so the inode differs even between commits within the resolution
    /// of the clock.
    inode: u64,
}

impl LiveIndex {
    /// Creates a handle to the index in `folder`, which need not exist yet. Nothing is loaded
    /// before the first call of [`LiveIndex::snapshot`].
    pub fn open(folder: &Path, language: Language) -> Self {
        Self {
            folder: folder.to_owned(),
            language,
            served: ArcSwap::default(),
            loader: Mutex::default(),
        }
    }

    /// Returns the last committed state, which is immutable; `None` if no readable state has
    /// existed yet.
    ///
    /// Each call reads one file's metadata. If there is a newer commit, one thread loads it first;
    /// meanwhile the other threads receive the previous state, or wait if there is none.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        if !self.is_current() {
            match self.loader.try_lock() {
                Some(loader) => self.load(loader),
                None if self.served.load().snapshot.is_some() => {}
                None => drop(self.loader.lock()),
            }
        }
        self.served.load().snapshot.clone()
    }

    /// Returns the last committed state if it is already loaded, and `None` otherwise.
    pub fn loaded(&self) -> Option<Arc<Snapshot>> {
        if self.is_current() {
            self.served.load().snapshot.clone()
        } else {
            None
        }
    }

    /// Loads the last commit now, if it is new, so that the next reader need not wait. Does nothing
    /// before the first call of [`LiveIndex::snapshot`].
    pub fn renew(&self) {
        if self.served.load().stamp.is_some() && !self.is_current() {
            self.load(self.loader.lock());
        }
    }

    /// Returns whether the served state is the last commit, or a failed one whose retry is not due.
    fn is_current(&self) -> bool {
        let served = self.served.load();
        let is_due = served.retry_at.is_some_and(|at| Instant::now() >= at);
        served.stamp == stamp(&self.folder) && !is_due
    }

    fn load(&self, mut loader: MutexGuard<'_, Loader>) {
        // Read before loading, so that a commit made during the load is noticed by the next call.
        let stamp = stamp(&self.folder);
        let last = self.served.load().snapshot.clone();
        let served = match loader.load(&self.folder, self.language) {
            Ok(snapshot) => {
                loader.is_logged = false;
                Served {
                    snapshot: Some(Arc::new(snapshot)),
                    stamp,
                    retry_at: None,
                }
            }
            Err(reason) => {
                if let Some(last) = &last
                    && !loader.is_logged
                {
                    loader.is_logged = true;
                    tracing::warn!(
                        "cannot load the index in {}: {reason}; still answering from edition {}, \
                         run `summit-bot index refresh`",
                        self.folder.display(),
                        last.edition()
                    );
                }
                Served {
                    snapshot: last,
                    stamp,
                    retry_at: stamp.map(|_| Instant::now() + RETRY_AFTER),
                }
            }
        };
        self.served.store(Arc::new(served));
    }
}

impl Loader {
    fn load(&mut self, folder: &Path, language: Language) -> Result<Snapshot, Unusable> {
        // An open store sees every later commit, even of an index that was rebuilt: a rebuilt index
        // has the same schema, or another version, which is refused.
        let store = match self.store.take() {
            Some(mut store) => {
                let reloaded = store.reload();
                let store = self.store.insert(store);
                reloaded?;
                store
            }
            None => self.store.insert(Store::open_existing(folder, language)?),
        };
        store.snapshot().ok_or(Unusable::Unfinished)
    }
}

/// Reads the stamp of the current commit; `None` if there is none.
fn stamp(folder: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(folder.join("meta.json")).ok()?;
    Some(Stamp {
        modified: metadata.modified().ok(),
        length: metadata.len(),
        inode: metadata.ino(),
    })
}
