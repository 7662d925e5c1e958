//! Errors of the folder of articles as a whole.

use std::io;
use std::path::PathBuf;

use crate::corpus::files::shown;

/// Error that keeps all articles from being read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such folder.
    #[error("cannot find the folder of articles {}: make it and put an article in it", shown(.0))]
    Missing(PathBuf),
    /// There is something other than a folder.
    #[error("cannot read articles from {}: it is not a folder", shown(.0))]
    NotAFolder(PathBuf),
    /// The operating system refused to list it.
    #[error("cannot read the folder of articles {}: {cause}", shown(.path))]
    Unreadable {
        /// Path of the folder.
        path: PathBuf,
        /// Error of the operating system.
        #[source]
        cause: io::Error,
    },
}
