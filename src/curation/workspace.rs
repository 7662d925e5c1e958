//! The folders that a curator works on.

use std::path::PathBuf;

use crate::index::ReadOptions;
use crate::text::Language;

/// Data folder and index folder, and how the one is indexed in the other.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Folder of articles.
    pub data: PathBuf,
    /// Settings for reading articles.
    pub reading: ReadOptions,
    /// Folder of the index.
    pub index: PathBuf,
    /// Language of the articles.
    pub language: Language,
}
