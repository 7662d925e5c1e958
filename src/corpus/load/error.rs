//! Errors that concern the whole data folder.

use std::io;
use std::path::PathBuf;

use crate::corpus::files::shown;
use crate::text::reasons::os_reason;

/// Error that prevents reading any article.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder does not exist.
    #[error("cannot find the folder of articles {}: make it and put an article in it", shown(.0))]
    Missing(PathBuf),
    /// The path is not a folder.
    #[error("cannot read articles from {}: it is not a folder", shown(.0))]
    NotAFolder(PathBuf),
    /// The folder cannot be listed.
    #[error("cannot read the folder of articles {}: {}: check its permissions", shown(.path), os_reason(.cause))]
    Unreadable {
        /// Path of the folder.
        path: PathBuf,
        /// Error of the operating system.
        #[source]
        cause: io::Error,
    },
}
