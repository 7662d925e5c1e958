//! The folders of articles and index that a curator keeps.

use std::path::PathBuf;

use crate::index::ReadOptions;
use crate::text::Language;

/// The folder of articles and the folder of their index.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Folder of articles.
    pub data: PathBuf,
    /// How articles are read.
    pub reading: ReadOptions,
    /// Folder of the index.
    pub index: PathBuf,
    /// Language of the articles.
    pub language: Language,
}
