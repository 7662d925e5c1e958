//! Opens untrusted paths: they may be pipes, devices, links out of their folder, or files of any
//! size.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Opens a regular file for reading up to `limit` bytes and one more, which reveals that a file
/// exceeds the limit.
///
/// # Errors
///
/// If it cannot be opened, or is a pipe, device or folder.
pub fn open_regular(path: &Path, limit: u64) -> io::Result<io::Take<File>> {
    // Checked before opening, because opening a pipe would wait for a writer.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    Ok(File::open(path)?.take(limit.saturating_add(1)))
}

/// Opens a regular file at a path relative to `folder`, like [`open_regular`]. Links may lead
/// anywhere within the folder.
///
/// # Errors
///
/// As for [`open_regular`], or if a link leads out of the folder.
pub fn open_below(folder: &Path, path: &Path, limit: u64) -> io::Result<io::Take<File>> {
    let place = fs::canonicalize(folder.join(path))?;
    if !place.starts_with(fs::canonicalize(folder)?) {
        return Err(io::Error::other("it lies outside the folder"));
    }
    open_regular(&place, limit)
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
///
/// As for [`open_regular`], or if the file is larger.
pub fn read_regular(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read(open_regular(path, limit)?, limit)
}

/// Reads a regular file of at most `limit` bytes at a path relative to `folder`.
///
/// # Errors
///
/// As for [`open_below`], or if the file is larger.
pub fn read_below(folder: &Path, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read(open_below(folder, path, limit)?, limit)
}

fn read(mut file: io::Take<File>, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::other(format!(
            "it is larger than {}",
            indicatif::HumanBytes(limit)
        )));
    }
    Ok(bytes)
}
