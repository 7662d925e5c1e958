//! Storage of the index: tantivy's directory of memory-mapped files with these differences.
//!
//! - tantivy locks a file while it opens the files of a commit, so that a writer does not delete
//!   them meanwhile. Here a read-only folder is opened without this lock: the file cannot be
//!   created, and no writer can delete anything. The wait for the lock has a timeout, because its
//!   holder may be a suspended process.
//! - tantivy keeps a list of its files, to delete those that no commit names, and writes it
//!   whenever it creates or deletes a file. Here the list is computed from the contents of the
//!   folder: it costs no writes, cannot be wrong, and includes the files left by a killed process.
//! - `meta.json` has a checksum, and the same permissions as the other files.
//! - Pipes, devices, and links out of the folder are not opened.
//! - Files are flushed together, once for each commit; see [`BatchedFsync`].

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy_common::file_slice::WrapFile;

use super::batched_fsync::{BatchedFsync, NewFile};
use super::commit_checksum;
use super::files::is_segment_file;
use crate::corpus::files::{self, open_below, read_below};

/// Name of tantivy's list of its files.
const MANAGED_FILES: &str = ".managed.json";

/// Name of the file whose replacement completes a commit.
const META: &str = "meta.json";

/// Timeout for tantivy's locks. The one that protects opening files is held for a few milliseconds,
/// and a released one while another thread starts a process, which has the file open at first.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// Interval between attempts to take that lock.
const LOCK_RETRY_INTERVAL: Duration = Duration::from_millis(1);

/// Extension of the files with the stored fields.
const STORE_EXTENSION: &str = "store";

/// Index folder as a tantivy [`Directory`].
#[derive(Clone, Debug)]
pub(super) struct IndexDirectory {
    inner: MmapDirectory,
    folder: PathBuf,
    fsync: BatchedFsync,
    purpose: Purpose,
}

/// Purpose of opening a directory, which decides the files that are memory-mapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// All files are mapped. A question touches only a few pages of them.
    Reading,
    /// The stored fields, most of an index, are not mapped: merging segments reads all of them,
    /// which would keep all of them in memory at once.
    Writing,
}

impl IndexDirectory {
    pub(super) fn open(folder: &Path, purpose: Purpose) -> tantivy::Result<Self> {
        Ok(Self {
            inner: MmapDirectory::open(folder)?,
            folder: folder.to_owned(),
            fsync: BatchedFsync::default(),
            purpose,
        })
    }

    /// Returns the list of tantivy's files as tantivy would have written it.
    fn managed_files(&self) -> io::Result<Vec<u8>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            if is_segment_file(&name) {
                files.extend(name.into_string().ok());
            }
        }
        Ok(serde_json::to_vec(&files)?)
    }
}

impl Directory for IndexDirectory {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let attempt = Lock {
            filepath: lock.filepath.clone(),
            is_blocking: false,
        };
        let deadline = Instant::now() + LOCK_TIMEOUT;
        loop {
            match self.inner.acquire_lock(&attempt) {
                Err(LockError::LockBusy) if Instant::now() < deadline => {
                    thread::sleep(LOCK_RETRY_INTERVAL);
                }
                // Only the lock that protects opening files is blocking; the writer's is not.
                Err(LockError::LockBusy) if lock.is_blocking => {
                    return Err(LockError::wrap_io_error(io::ErrorKind::TimedOut.into()));
                }
                Err(LockError::IoError(error)) if lock.is_blocking && is_read_only(&error) => {
                    return Ok(DirectoryLock::from(Box::new(())));
                }
                other => return other,
            }
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = open_below(&self.folder, path, u64::MAX)
            .map_err(|error| open_read_error(path, error))?;
        if self.purpose == Purpose::Reading || path.extension() != Some(OsStr::new(STORE_EXTENSION))
        {
            return self.inner.get_file_handle(path);
        }
        let file =
            WrapFile::new(file.into_inner()).map_err(|error| open_read_error(path, error))?;
        Ok(Arc::new(file))
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
            fsync: self.fsync.clone(),
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED_FILES) {
            return self
                .managed_files()
                .map_err(|error| open_read_error(path, error));
        }
        let bytes = read_below(&self.folder, path, u64::MAX)
            .map_err(|error| open_read_error(path, error))?;
        if path == Path::new(META) && !commit_checksum::is_valid(&bytes) {
            let error = io::Error::new(io::ErrorKind::InvalidData, "its checksum does not match");
            return Err(open_read_error(path, error));
        }
        Ok(bytes)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED_FILES) {
            return Ok(());
        }
        if path == Path::new(META) {
            self.fsync.sync()?;
        }
        files::put(&self.folder.join(path), &commit_checksum::add(data))
    }

    fn sync_directory(&self) -> io::Result<()> {
        // tantivy calls this right before a commit: the files and their directory entries are
        // flushed together.
        self.fsync.sync()?;
        self.inner.sync_directory()
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}

fn open_read_error(path: &Path, error: io::Error) -> OpenReadError {
    if error.kind() == io::ErrorKind::NotFound {
        OpenReadError::FileDoesNotExist(path.to_owned())
    } else {
        OpenReadError::wrap_io_error(error, path.to_owned())
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied
    )
}
