//! Flushing new files to the disk once a commit instead of once a file.
//!
//! New files mean nothing before a commit names them. Flushing them all together right before the
//! commit is much faster on a busy disk than flushing one after the other.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tantivy::directory::{AntiCallToken, TerminatingWrite};

/// Number of files flushed in parallel. They share the commits of the file system.
const PARALLEL_FLUSHES: usize = 16;

/// The files that are not flushed yet. Clones of a directory share it.
#[derive(Clone, Debug, Default)]
pub(super) struct BatchedFsync(Arc<Mutex<Pending>>);

#[derive(Debug, Default)]
struct Pending {
    /// Files that are completely written.
    files: BTreeSet<PathBuf>,
    /// Whether an attempt failed. The system reports a lost write once only, so a second attempt
    /// would wrongly succeed.
    has_failed: bool,
}

/// A file that is being written.
pub(super) struct NewFile {
    pub file: File,
    pub path: PathBuf,
    pub fsync: BatchedFsync,
}

impl BatchedFsync {
    /// Adds a completely written file.
    pub(super) fn add(&self, path: PathBuf) {
        self.pending().files.insert(path);
    }

    /// Flushes all files that were added. After a failure every further call fails; opening the
    /// folder anew starts from the last commit.
    pub(super) fn sync(&self) -> io::Result<()> {
        let mut pending = self.pending();
        if pending.has_failed {
            return Err(io::Error::other(
                "an earlier file could not be flushed to the disk",
            ));
        }
        let files: Vec<PathBuf> = mem::take(&mut pending.files).into_iter().collect();
        let synced = files.chunks(PARALLEL_FLUSHES).try_for_each(|files| {
            // Not in rayon's pool: tantivy calls from a pool with a single thread.
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
        pending.has_failed = synced.is_err();
        synced
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
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
        self.fsync.add(mem::take(&mut self.path));
        Ok(())
    }
}

/// Flushes a file. One that was deleted meanwhile is in no commit.
fn sync(path: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => file.sync_data(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
