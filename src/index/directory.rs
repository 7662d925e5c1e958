//! tantivy's folder of memory-mapped files.
//!
//! tantivy holds a lock file while it opens the files of a commit, so that a writer's clean-up does
//! not take them away. Where nothing can be written, that file cannot be made, and there is no
//! clean-up to fear either: such a folder is read without the lock.
//!
//! tantivy keeps a list of its files, for the clean-up, and would have it written whenever it makes or
//! deletes one. Here the list is what the folder holds: it costs nothing to keep, cannot be wrong, and
//! has in it what a program left that was killed.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy_common::file_slice::WrapFile;

use super::files::is_of_segment;
use super::unsynced::{NewFile, Unsynced};

/// What tantivy calls the list of its files.
const LIST: &str = ".managed.json";

const COMMIT: &str = "meta.json";

/// How the names of the files end that hold the texts of passages.
const TEXTS: &str = "store";

#[derive(Clone, Debug)]
pub(super) struct IndexDirectory {
    inner: MmapDirectory,
    folder: PathBuf,
    unsynced: Unsynced,
    purpose: Purpose,
}

/// What a directory is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Every file is mapped into memory, of which each question touches a few pages.
    Reading,
    /// The texts of passages, which are most of an index, are not mapped: merging segments passes
    /// through all of them, and would have all of them in memory at once.
    Writing,
}

impl IndexDirectory {
    pub fn open(folder: &Path, purpose: Purpose) -> tantivy::Result<Self> {
        Ok(Self {
            inner: MmapDirectory::open(folder)?,
            folder: folder.to_owned(),
            unsynced: Unsynced::default(),
            purpose,
        })
    }

    /// The list of tantivy's files, as tantivy would have written it.
    fn list(&self) -> io::Result<Vec<u8>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            if is_of_segment(&name) {
                files.extend(name.into_string().ok());
            }
        }
        Ok(serde_json::to_vec(&files)?)
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
        if self.purpose == Purpose::Reading || path.extension() != Some(OsStr::new(TEXTS)) {
            return self.inner.get_file_handle(path);
        }
        let file = File::open(self.folder.join(path)).and_then(WrapFile::new);
        match file {
            Ok(file) => Ok(Arc::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenReadError::FileDoesNotExist(path.to_owned()))
            }
            Err(error) => Err(OpenReadError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let whole = self.folder.join(path);
        let file = File::create_new(&whole).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        Ok(BufWriter::new(Box::new(NewFile {
            file,
            path: whole,
            unsynced: self.unsynced.clone(),
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(LIST) {
            let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
            return self.list().map_err(failed);
        }
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(LIST) {
            return Ok(());
        }
        if path == Path::new(COMMIT) {
            self.unsynced.sync()?;
        }
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        // Asked for right before a commit: the names of the files go to the disk with them.
        self.unsynced.sync()?;
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
