//! Errors of the curator's verbs, worded for the actor.

use std::io;

use super::ActiveTask;
use crate::corpus::files::remedy;
use crate::corpus::formats::{EditError, Unwritable};
use crate::corpus::{CorrectionError, Problem};
use crate::index::IndexError;
use crate::state::StateError;
use crate::text::reasons::os_reason;

/// Error of a verb. Nothing was changed, unless the message says so.
#[derive(Debug, thiserror::Error)]
pub enum CurationError {
    /// This program is carrying out another verb.
    #[error("cannot do that yet: {0}: try again when that is done")]
    Busy(ActiveTask),
    /// The index could not be read or written.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The file was changed, but the index was not.
    #[error("{path} is changed on the disk, but not yet in the index: {source}")]
    NotIndexed {
        /// Path of the file.
        path: String,
        /// Error of the index. The next successful refresh indexes the file.
        source: IndexError,
    },
    /// A file or folder below the data folder cannot be read or written.
    #[error("cannot {action} {path}: {}: {}", os_reason(.source), remedy_of(.source))]
    File {
        /// The operation, such as `write`.
        action: &'static str,
        /// Path of the file.
        path: String,
        /// Error of the operating system.
        source: io::Error,
    },
    /// The file or page is not an article.
    #[error("cannot add this: {0}")]
    Unreadable(Problem),
    /// The page could not be fetched.
    #[error(transparent)]
    Fetch(#[from] super::FetchError),
    /// The database of feeds and gaps failed.
    #[error(transparent)]
    State(#[from] StateError),
    /// The article cannot be written as Markdown.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
    /// Every file name made of this title is taken.
    #[error("cannot find a free name for {0:?}: give the article another title")]
    Crowded(String),
    /// The draft has expired, was published, or belongs to somebody else.
    #[error("this preview has expired or was published already: add the article again")]
    NoDraft,
    /// The index has no article with this ID.
    #[error(
        "there is no article {0:?}: its ID is the path of its file without the extension, or the `id` \
         in its front matter"
    )]
    NoArticle(String),
    /// The article's file holds several articles.
    #[error("cannot {verb} {id:?} alone: it is one of the articles in {path}: edit that file")]
    Shared {
        /// The verb, such as `remove`.
        verb: &'static str,
        /// ID of the article.
        id: String,
        /// Path of its file.
        path: String,
    },
    /// No article with this ID was removed, so none can be restored.
    #[error("there is no removed article {0:?}: see those that can be restored in data/.removed")]
    NotRemoved(String),
    /// Another file has the path to which an article would be restored.
    #[error("cannot restore {id:?}: {path} is taken: remove or rename that first")]
    Taken {
        /// ID of the article.
        id: String,
        /// Path of that file.
        path: String,
    },
    /// An edit without changes.
    #[error("nothing was edited: give a new title, outlet, url or published")]
    NothingToEdit,
    /// None of the article's quotations contains these words, or more than one does.
    #[error(
        "no single quotation in {id:?} has the words {words:?}: `summit-bot quotations {id}` lists \
         them"
    )]
    NoQuotation {
        /// ID of the article.
        id: String,
        /// The words.
        words: String,
    },
    /// The file of corrected speakers could not be edited.
    #[error("cannot edit {path}: {source}")]
    Correction {
        /// Path of the file.
        path: String,
        /// The reason.
        source: CorrectionError,
    },
    /// Front matter could not be edited.
    #[error("cannot edit {path}: {source}")]
    Edit {
        /// Path of the file.
        path: String,
        /// The reason.
        source: EditError,
    },
}

fn remedy_of(error: &io::Error) -> &'static str {
    remedy(error).unwrap_or("check its permissions and the space on the disk")
}
