//! Atomic file operations: after a crash at any moment, a file is either complete or absent.
//!
//! A file is written under a hidden name in its own folder, flushed to the disk and renamed. Then
//! the folder is flushed, so that the new name survives a power failure.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};
use walkdir::WalkDir;

/// Prefix of the names of unfinished files, which hides them from readers of the data folder.
const PREFIX: &str = ".summit-bot-";

/// Writes a new file. Returns `false` and changes nothing if the file exists.
///
/// # Errors
///
/// If the file cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match written_temp_file(path, bytes, None)?.persist_noclobber(path) {
        Ok(_) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error.error),
    }
    sync_folder_of(path)?;
    Ok(true)
}

/// Creates a symbolic link to `target`. Returns `false` and changes nothing if `path` exists.
///
/// # Errors
///
/// If the link cannot be created.
pub fn link_new(path: &Path, target: &Path) -> io::Result<bool> {
    match symlink(target, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        made => made?,
    }
    sync_folder_of(path)?;
    Ok(true)
}

/// Writes a file. Replaces an existing file.
///
/// # Errors
///
/// If the file cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    written_temp_file(path, bytes, None)?
        .persist(path)
        .map_err(|error| error.error)?;
    sync_folder_of(path)
}

/// Replaces the contents of an existing file and keeps its permissions. A symbolic link stays a
/// link: its target is replaced.
///
/// # Errors
///
/// If the file does not exist or cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = &fs::canonicalize(path)?;
    let permissions = fs::metadata(path)?.permissions();
    written_temp_file(path, bytes, Some(permissions))?
        .persist(path)
        .map_err(|error| error.error)?;
    sync_folder_of(path)
}

/// Renames a file on the same disk. The caller makes sure that the new name is free.
///
/// # Errors
///
/// If the file cannot be moved.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder_of(to)?;
    sync_folder_of(from)
}

/// Deletes a file, if it exists.
///
/// # Errors
///
/// If the file cannot be deleted.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => sync_folder_of(path),
    }
}

/// Finds the unfinished files below `folder`, which killed processes left.
pub fn leftovers(folder: &Path) -> impl Iterator<Item = walkdir::DirEntry> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file() && is_unfinished(entry.file_name()))
}

/// Returns whether a name is that of an unfinished file.
pub fn is_unfinished(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(PREFIX.as_bytes())
}

/// Writes a temporary file next to `path` and flushes it. It gets `permissions`, or else those of a
/// new file.
fn written_temp_file(
    path: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    // The process's umask is applied to these.
    builder.permissions(fs::Permissions::from_mode(0o666));
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Flushes the folder of `path`, and thus the names in it.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
