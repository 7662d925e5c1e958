//! Files that are written, but that the disk may not have yet.
//!
//! They are in their place at once, but mean nothing before a commit names them. Only then is the disk
//! made to have them, all together, which on a busy disk is much sooner done than one after the other.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tantivy::directory::{AntiCallToken, TerminatingWrite};

/// So many files are handed to the disk at once: they share the file system's own commits.
const SYNCED_TOGETHER: usize = 16;

/// What the disk may not have yet. Clones of a directory share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Unsynced(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    /// Files that are whole.
    files: BTreeSet<PathBuf>,
    /// The system tells of a file that was lost once, and would call the next attempt a success.
    has_failed: bool,
}

/// A file that is being written.
pub(super) struct NewFile {
    pub file: File,
    pub path: PathBuf,
    pub unsynced: Unsynced,
}

impl Unsynced {
    /// A file was written that the disk may not have yet.
    pub fn add(&self, path: PathBuf) {
        self.waiting().files.insert(path);
    }

    /// Has the disk keep every file that was written. After a failure no other attempt succeeds:
    /// whoever opens the folder anew starts from the last commit.
    pub fn sync(&self) -> io::Result<()> {
        let mut waiting = self.waiting();
        if waiting.has_failed {
            return Err(io::Error::other("the disk did not keep an earlier file"));
        }
        let files: Vec<PathBuf> = mem::take(&mut waiting.files).into_iter().collect();
        let synced = files.chunks(SYNCED_TOGETHER).try_for_each(|files| {
            // Not in rayon's threads: of those there is one where tantivy calls from.
            thread::scope(|scope| {
                let syncing: Vec<_> = files
                    .iter()
                    .map(|file| thread::Builder::new().spawn_scoped(scope, || sync(file)))
                    .collect();
                syncing.into_iter().try_for_each(|syncing| {
                    let panicked = |_| Err(io::Error::other("a thread panicked"));
                    syncing?.join().unwrap_or_else(panicked)
                })
            })
        });
        waiting.has_failed = synced.is_err();
        synced
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for NewFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.unsynced.add(mem::take(&mut self.path));
        Ok(())
    }
}

/// Has the disk keep a file. What was deleted since is in no commit.
fn sync(path: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => file.sync_data(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
