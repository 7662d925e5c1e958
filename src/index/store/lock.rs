//! Writer's lock: one writer at a time among all processes that share an index folder.
//!
//! It is an operating system's lock on a file, so it is released whenever its holder ends, even by
//! a crash. The contents of the file name the holder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::LockHolder;
use crate::index::IndexError;
use crate::index::error::folder_error;

/// Name of the lock file. The lock is held from comparing an index with its sources, or finding it
/// unusable, until the difference or the new index is committed. tantivy's own lock is held for a
/// shorter time.
const FILE: &str = "writer.lock";

/// Interval between attempts to take a held lock.
const RETRY_INTERVAL: Duration = Duration::from_millis(20);

/// Actor and timeout of an attempt to take the writer's lock.
#[derive(Clone, Debug)]
pub struct LockRequest {
    /// Actor who wants to write, such as `terminal (alice)`.
    pub actor: String,
    /// Time to wait while another process holds the lock, before failing with [`IndexError::Busy`].
    pub timeout: Duration,
}

impl Default for LockRequest {
    /// Returns a request by an unnamed actor with a timeout of one minute.
    fn default() -> Self {
        Self {
            actor: "another program".to_owned(),
            timeout: Duration::from_secs(60),
        }
    }
}

/// Held writer's lock, released on drop.
#[derive(Debug)]
pub(super) struct WriterLock {
    file: File,
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that another thread starts at this moment has
        // it open, too, until it runs its own program.
        let _ = self.file.unlock();
    }
}

impl WriterLock {
    /// Takes the lock of the index in `folder`, which must exist.
    pub(super) fn take(folder: &Path, request: &LockRequest) -> Result<Self, IndexError> {
        let path = folder.join(FILE);
        // The file is overwritten with its holder, so it must not be a link to another file.
        let is_other = |metadata: fs::Metadata| !metadata.is_file();
        if fs::symlink_metadata(&path).is_ok_and(is_other) {
            return Err(folder_error(
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
            .map_err(|source| folder_error(folder, source))?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(folder_error(folder, error)),
                Err(TryLockError::WouldBlock) if started.elapsed() < request.timeout => {
                    std::thread::sleep(RETRY_INTERVAL);
                }
                Err(TryLockError::WouldBlock) => {
                    let holder = LockHolder::read(&mut file);
                    return Err(IndexError::Busy { holder });
                }
            }
        }
        LockHolder::sign(&mut file, &request.actor)
            .map_err(|source| folder_error(folder, source))?;
        Ok(Self { file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_released_although_a_new_process_has_its_file_open() {
        let folder = tempfile::tempdir().unwrap();
        let request = LockRequest {
            timeout: Duration::ZERO,
            ..LockRequest::default()
        };
        let take = || WriterLock::take(folder.path(), &request);
        let lock = take().unwrap();
        let _inherited = lock.file.try_clone().unwrap();
        assert!(matches!(take(), Err(IndexError::Busy { .. })));
        drop(lock);
        assert!(take().is_ok());
    }
}
