//! Why an index could not be used, in the operator's words.

use std::io;
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenWriteError};
use thiserror::Error;

use super::Holder;

/// Why an index could not be used.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The folder or a file in it cannot be read or written.
    #[error(
        "cannot use the index in {folder}: make sure that the folder is writable and the disk is not full"
    )]
    Folder {
        /// The index folder.
        folder: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The engine failed.
    #[error(
        "cannot {action} the index in {folder}: make sure that the disk is not full or, if it is not, \
         delete the contents of the folder: they are made again from the articles"
    )]
    Engine {
        /// What was being done, such as `search`.
        action: &'static str,
        /// The index folder.
        folder: String,
        /// What the engine said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another program, or another part of this one, is writing to the index.
    #[error(
        "cannot write to the index: {} is writing to it: try again when that is done",
        .holder.as_ref().map_or_else(|| "another program".to_owned(), Holder::to_string)
    )]
    Busy {
        /// Who, if they have said so yet.
        holder: Option<Holder>,
    },
    /// Many articles would disappear, and nobody has agreed to that.
    #[error(
        "cannot refresh the index unasked: {removed} of {of} articles are gone from the folder of \
         articles: put them back, or agree with `summit-bot index refresh --yes`"
    )]
    WouldRemove {
        /// So many articles are gone.
        removed: usize,
        /// Of so many that the index holds.
        of: usize,
    },
    /// The articles cannot be read at all.
    #[error(transparent)]
    Load(#[from] crate::corpus::LoadError),
}

pub(super) fn in_folder(folder: &Path, source: io::Error) -> IndexError {
    IndexError::Folder {
        folder: folder.display().to_string(),
        source,
    }
}

pub(super) fn engine_error(folder: &Path, action: &'static str, error: TantivyError) -> IndexError {
    match trouble_of_folder(&error) {
        Some(source) => in_folder(folder, source),
        None => IndexError::Engine {
            action,
            folder: folder.display().to_string(),
            source: Box::new(error),
        },
    }
}

/// What the system said, if that is something which the operator can change about the folder.
fn trouble_of_folder(error: &TantivyError) -> Option<io::Error> {
    let cause = match error {
        TantivyError::IoError(cause)
        | TantivyError::LockFailure(LockError::IoError(cause), _)
        | TantivyError::OpenWriteError(OpenWriteError::IoError {
            io_error: cause, ..
        }) => cause,
        _ => return None,
    };
    let is_of_folder = matches!(
        cause.kind(),
        io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge
    );
    is_of_folder.then(|| io::Error::new(cause.kind(), cause.to_string()))
}
