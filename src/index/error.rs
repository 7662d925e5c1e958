//! Errors of the index, worded for the operator.

use std::io;
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use thiserror::Error;

use super::LockHolder;
use crate::corpus::files::{remedy, shown};
use crate::text::reasons::os_reason;

/// Error of an operation on the index.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The index folder or a file in it cannot be read or written.
    #[error("cannot use the index in {folder}: {}", folder_remedy(.source))]
    Folder {
        /// Path of the index folder.
        folder: String,
        /// Error of the operating system.
        #[source]
        source: std::io::Error,
    },
    /// The search engine failed.
    #[error(
        "cannot {action} the index in {folder}: make sure that the disk is not full or, if it is not, \
         delete the contents of the folder: they are rebuilt from the articles"
    )]
    Engine {
        /// The operation, such as `search`.
        action: &'static str,
        /// Path of the index folder.
        folder: String,
        /// Error of the search engine.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another process, or another task of this one, holds the writer's lock.
    #[error(
        "cannot write to the index: {} is writing to it: try again when that is done",
        .holder.as_ref().map_or_else(|| "another program".to_owned(), LockHolder::to_string)
    )]
    Busy {
        /// Holder of the lock; `None` if the holder has not written its name yet.
        holder: Option<LockHolder>,
    },
    /// More articles would disappear than a refresh may remove without confirmation.
    #[error(
        "cannot refresh the index without confirmation: {removed} of {of} articles are gone from the \
         folder of articles: put them back, or confirm with `summit-bot index refresh --yes`"
    )]
    WouldRemove {
        /// Number of articles that are gone.
        removed: usize,
        /// Number of articles in the index.
        of: usize,
    },
    /// The operation was cancelled; the index holds what it held before.
    #[error("the refresh was stopped and the index is unchanged: refresh it again")]
    Cancelled,
    /// The encoder failed.
    #[error(transparent)]
    Encoder(#[from] crate::encoder::EncoderError),
    /// The folder of articles cannot be read.
    #[error(transparent)]
    Load(#[from] crate::corpus::LoadError),
}

/// Reason why an index folder cannot be used. [`super::Store::open`] then replaces the index,
/// except for [`Unusable::Unreadable`].
#[derive(Debug, Error)]
pub enum Unusable {
    /// There is no index in the folder.
    #[error("there is no index yet")]
    Missing,
    /// The folder holds an index without any commit.
    #[error("the index was never completed")]
    Unfinished,
    /// A file is missing, fails its checksum or cannot be parsed.
    #[error("the index is damaged ({0})")]
    Damaged(String),
    /// The operating system denies reading the index.
    #[error("the index cannot be read: {}", os_reason(.0))]
    Unreadable(io::Error),
    /// The index was made by another version of the program or for another language.
    #[error("the index was made by another version ({found}, now {wanted})")]
    OtherVersion {
        /// Version of the index.
        found: String,
        /// Version that this program needs.
        wanted: String,
    },
}

impl Unusable {
    /// Classifies an error of tantivy that occurred while opening an index.
    pub(super) fn from_tantivy(error: TantivyError) -> Self {
        match resolvable_io_error(&error) {
            Some(source) => Self::Unreadable(source),
            None => Self::damaged(error),
        }
    }

    pub(super) fn damaged(error: impl std::fmt::Display) -> Self {
        Self::Damaged(error.to_string())
    }
}

fn folder_remedy(error: &io::Error) -> &'static str {
    remedy(error).unwrap_or("make sure that it is a folder that can be read and written")
}

/// Creates the error for a folder that cannot be used.
pub(super) fn folder_error(folder: &Path, source: io::Error) -> IndexError {
    IndexError::Folder {
        folder: shown(folder),
        source,
    }
}

/// Creates the error for a failure of tantivy while doing `action`.
pub(super) fn engine_error(folder: &Path, action: &'static str, error: TantivyError) -> IndexError {
    match resolvable_io_error(&error) {
        Some(source) => folder_error(folder, source),
        None => IndexError::Engine {
            action,
            folder: shown(folder),
            source: Box::new(error),
        },
    }
}

/// Returns the operating system's error behind `error` if the operator can resolve it.
fn resolvable_io_error(error: &TantivyError) -> Option<io::Error> {
    let cause = match error {
        TantivyError::IoError(cause)
        | TantivyError::LockFailure(LockError::IoError(cause), _)
        | TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: cause, ..
        })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
            io_error: cause, ..
        })
        | TantivyError::OpenWriteError(OpenWriteError::IoError {
            io_error: cause, ..
        }) => cause,
        _ => return None,
    };
    remedy(cause)?;
    let number = cause.raw_os_error();
    Some(number.map_or_else(
        || io::Error::new(cause.kind(), cause.to_string()),
        io::Error::from_raw_os_error,
    ))
}
