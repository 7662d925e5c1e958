//! The writer's lock: one writer at a time among all programs that share an index folder.
//!
//! It is the operating system's lock on a file, so it is freed when its holder ends, however that
//! happens. The contents of the file say who holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::LockHolder;
use crate::index::IndexError;
use crate::index::error::in_folder;

/// Name of the lock's file. The lock is held from reading what an index holds, or finding it
/// unusable, until the difference or the new index is committed; tantivy's own is held for less.
const FILE: &str = "writer.lock";

/// Interval between attempts to take a lock that is held.
const RETRY_INTERVAL: Duration = Duration::from_millis(20);

/// In whose name the writer's lock is taken, and how long to wait for it.
#[derive(Clone, Debug)]
pub struct LockRequest {
    /// The actor, such as `terminal (alice)`.
    pub actor: String,
    /// Time to wait for another holder before the request fails with [`IndexError::Busy`].
    pub timeout: Duration,
}

impl Default for LockRequest {
    /// No actor in particular, and a timeout of one minute.
    fn default() -> Self {
        Self {
            actor: "another program".to_owned(),
            timeout: Duration::from_secs(60),
        }
    }
}

/// The right to write, until it is dropped.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock of the index in `folder`, which must exist.
    pub(super) fn take(folder: &Path, request: &LockRequest) -> Result<Self, IndexError> {
        let path = folder.join(FILE);
        // What the file says of its holder is overwritten, so it must not be a link to another file.
        let is_other = |metadata: fs::Metadata| !metadata.is_file();
        if fs::symlink_metadata(&path).is_ok_and(is_other) {
            return Err(in_folder(
                folder,
                io::Error::other("writer.lock is not a file"),
            ));
        }
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|source| in_folder(folder, source))?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(in_folder(folder, error)),
                Err(TryLockError::WouldBlock) if started.elapsed() < request.timeout => {
                    std::thread::sleep(RETRY_INTERVAL);
                }
                Err(TryLockError::WouldBlock) => {
                    let holder = LockHolder::read(&mut file);
                    return Err(IndexError::Busy { holder });
                }
            }
        }
        LockHolder::sign(&mut file, &request.actor).map_err(|source| in_folder(folder, source))?;
        Ok(Self { _file: file })
    }
}
