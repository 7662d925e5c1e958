//! Errors of the folder of articles as a whole.

use std::io;
use std::path::PathBuf;

/// Error that keeps all articles from being read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such folder.
    #[error("cannot find the folder of articles {}: make it and put an article in it", .0.display())]
    Missing(PathBuf),
    /// There is something other than a folder.
    #[error("cannot read articles from {}: it is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The operating system refused to list it.
    #[error("cannot read the folder of articles {}: {cause}", .path.display())]
    Unreadable {
        /// Path of the folder.
        path: PathBuf,
        /// Error of the operating system.
        #[source]
        cause: io::Error,
    },
}
