//! The index as a long-running program holds it: always the last committed state, whichever process
//! committed it.
//!
//! Asking for a state costs one look at the metadata of `meta.json`. If that is another file, one
//! thread loads the new commit while the others go on with the old one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use arc_swap::ArcSwap;
use parking_lot::{Mutex, MutexGuard};

use super::error::Unusable;
use super::{Language, Search, Snapshot, Store};

/// Time after which a state that could not be loaded is tried again: it may have been half-copied.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// The last committed state of an index. Cheap to ask, and shared between threads.
///
/// It only reads. While the folder holds nothing that can be read, because it was never made,
/// deleted or damaged, the last good state is served.
pub struct LiveIndex {
    folder: PathBuf,
    language: Language,
    served: ArcSwap<Served>,
    /// Held by the one thread that loads a newer state; the others go on with the one served.
    loader: Mutex<Loader>,
}

/// What readers are given.
#[derive(Default)]
struct Served {
    snapshot: Option<Arc<Snapshot>>,
    stamp: Option<Stamp>,
    /// Time to try again, if the state with this stamp could not be loaded.
    retry_at: Option<Instant>,
}

#[derive(Default)]
struct Loader {
    store: Option<Store>,
    /// Whether the failure to load was logged.
    is_logged: bool,
}

/// Identifies a commit's `meta.json` without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    inode: u64,
}

impl LiveIndex {
    /// Serves the index in `folder`, whether or not there is one yet. It is loaded when a state is
    /// first asked for.
    pub fn open(folder: &Path, language: Language) -> Self {
        Self {
            folder: folder.to_owned(),
            language,
            served: ArcSwap::default(),
            loader: Mutex::default(),
        }
    }

    /// The last committed state, which never changes; `None` if there was never one that could be
    /// read.
    ///
    /// This costs one look at a file's metadata. A newer commit is loaded first, by one thread.
    /// Meanwhile the others are given the state before, or wait if there is none.
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

    /// The last committed state, if it is loaded already.
    pub fn loaded(&self) -> Option<Arc<Snapshot>> {
        if self.is_current() {
            self.served.load().snapshot.clone()
        } else {
            None
        }
    }

    /// Loads the last commit now, so that the next reader need not wait. Does nothing as long as no
    /// state was ever asked for.
    pub fn renew(&self) {
        if self.served.load().stamp.is_some() {
            self.load(self.loader.lock());
        }
    }

    fn is_current(&self) -> bool {
        let served = self.served.load();
        let is_due = served.retry_at.is_some_and(|at| Instant::now() >= at);
        served.stamp == stamp(&self.folder) && !is_due
    }

    fn load(&self, mut loader: MutexGuard<'_, Loader>) {
        // Taken first, so that a commit during the load is loaded the next time.
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
        // An open store sees every later commit. An index that was made anew has the same fields, or
        // is of another version.
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

fn stamp(folder: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(folder.join("meta.json")).ok()?;
    Some(Stamp {
        modified: metadata.modified().ok(),
        length: metadata.len(),
        inode: inode(&metadata),
    })
}

/// Every commit writes a new file, so its inode differs even within the resolution of the clock.
#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}
