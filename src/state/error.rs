//! Errors of the database, worded for the operator.

use std::io;
use std::path::Path;

use crate::text::reasons::os_reason;
use rusqlite::ErrorCode;

/// Error of the database.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The folder cannot be created.
    #[error("cannot make the folder {path}: {}: check its permissions", os_reason(.source))]
    Folder {
        /// Path of the folder.
        path: String,
        /// Error of the operating system.
        source: io::Error,
    },
    /// The database was created by a later version of the program.
    #[error(
        "cannot use {path}: a later version of this program made it: start that one, or delete the \
         file, which loses feeds, gaps and wishes, but no article"
    )]
    Later {
        /// Path of the database.
        path: String,
    },
    /// An operation of the database failed.
    #[error("cannot use {path}: {source}: {remedy}")]
    Database {
        /// Path of the database.
        path: String,
        /// Error of `SQLite`.
        source: rusqlite::Error,
        /// Next step for the operator.
        remedy: &'static str,
    },
}

impl StateError {
    /// Makes an error of `SQLite` with a remedy.
    pub(super) fn new(path: &Path, source: rusqlite::Error) -> Self {
        let remedy = match source.sqlite_error_code() {
            // Without a code, a value has another type than the program wrote.
            None
            | Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::Unknown) => {
                "delete the file, which loses feeds, gaps and wishes, but no article"
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                "another program uses it: try again in a moment"
            }
            _ => "check its permissions and the space on the disk",
        };
        Self::Database {
            path: path.display().to_string(),
            source,
            remedy,
        }
    }
}
