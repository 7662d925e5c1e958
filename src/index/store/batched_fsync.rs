//! Flushes new files to the disk once for each commit instead of once for each file.
//!
//! New files have no effect before a commit names them. Flushing them together right before the
//! commit is much faster on a busy disk than flushing one after the other.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use parking_lot::Mutex;
use tantivy::directory::{AntiCallToken, TerminatingWrite};

/// Number of files flushed in parallel. Parallel flushes share journal commits of the file system.
const PARALLEL_FLUSHES: usize = 16;

/// Set of files not flushed yet. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct BatchedFsync(Arc<Mutex<Pending>>);

#[derive(Debug, Default)]
struct Pending {
    /// Files completely written but not flushed.
    files: BTreeSet<PathBuf>,
    /// Whether a flush failed. The operating system reports a lost write only once, so another
    /// attempt would succeed wrongly.
    has_failed: bool,
}

/// File being written, which is added to `fsync` when it is complete.
pub(super) struct NewFile {
    pub file: File,
    pub path: PathBuf,
    pub fsync: BatchedFsync,
}

impl BatchedFsync {
    /// Adds a completely written file to the set.
    pub(super) fn add(&self, path: PathBuf) {
        self.0.lock().files.insert(path);
    }

    /// Flushes all files in the set. After a failure, every later call fails too; reopening the
    /// folder recovers from the last commit.
    pub(super) fn sync(&self) -> io::Result<()> {
        let mut pending = self.0.lock();
        if pending.has_failed {
            return Err(io::Error::other(
                "an earlier file could not be flushed to the disk",
            ));
        }
        let files: Vec<PathBuf> = mem::take(&mut pending.files).into_iter().collect();
        let synced = files.chunks(PARALLEL_FLUSHES).try_for_each(|files| {
            // Own threads instead of rayon's: tantivy calls this from a rayon pool with a single
            // thread.
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

/// Flushes a file. A file deleted meanwhile belongs to no commit and is skipped.
fn sync(path: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => file.sync_data(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
