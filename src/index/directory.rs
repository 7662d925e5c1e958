//! tantivy's folder of memory-mapped files, for readers.
//!
//! tantivy holds a lock file while it opens the files of a commit, so that a writer's clean-up does
//! not take them away. Where nothing can be written, that file cannot be made, and there is no
//! clean-up to fear either: such a folder is read without the lock.
//!
//! Before tantivy makes a file it writes down its name, for a clean-up after a crash. The list is in
//! its place at once, but the disk is made to have it only when a commit is about to name these files,
//! not with each of them, which cost a small commit more than all else it waits for. If the power fails
//! in between, the list may be broken; then the index is made anew, like any that is damaged.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// The list of all files that tantivy made and may delete.
const LIST: &str = ".managed.json";

const COMMIT: &str = "meta.json";

#[derive(Clone, Debug)]
pub(super) struct IndexDirectory {
    inner: MmapDirectory,
    folder: PathBuf,
}

impl IndexDirectory {
    pub fn open(folder: &Path) -> tantivy::Result<Self> {
        Ok(Self {
            inner: MmapDirectory::open(folder)?,
            folder: folder.to_owned(),
        })
    }

    /// Replaces the list of files: whoever looks sees the old one or the new one.
    fn write_list(&self, list: &[u8]) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(list)?;
        file.persist(self.folder.join(LIST))?;
        Ok(())
    }

    /// Has the disk keep the list of files.
    fn sync_list(&self) -> io::Result<()> {
        match OpenOptions::new().write(true).open(self.folder.join(LIST)) {
            Ok(file) => file.sync_data(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Directory for IndexDirectory {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            // Only the lock that protects opening files waits for others; the writer's does not.
            Err(LockError::IoError(error)) if lock.is_blocking && is_read_only(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(LIST) {
            return self.write_list(data);
        }
        if path == Path::new(COMMIT) {
            self.sync_list()?;
        }
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied
    )
}
