//! Why a verb was not carried out, in words for those who asked for it.

use std::io;

use super::ActiveTask;
use crate::corpus::Problem;
use crate::corpus::formats::{EditError, Unwritable};
use crate::index::IndexError;

/// Why a verb was not carried out. Nothing has changed then, unless the error says so.
#[derive(Debug, thiserror::Error)]
pub enum CurationError {
    /// Another verb is being carried out by this program.
    #[error("cannot do that yet: {0}: try again when that is done")]
    Busy(ActiveTask),
    /// The index was not written, or would lose many articles.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The file was changed, but the index was not.
    #[error("{path} is changed on the disk, but not yet in the index: {source}")]
    NotIndexed {
        /// The file, as the operator would name it.
        path: String,
        /// Why the index was not written; the next refresh that succeeds takes the file in.
        source: IndexError,
    },
    /// A file or folder among the articles cannot be used.
    #[error("cannot {action} {path}: {source}: check its permissions and the space on the disk")]
    File {
        /// What was being done, such as `write`.
        action: &'static str,
        /// The file, as the operator would name it.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// What was to be added is no article.
    #[error("cannot add this: {0}")]
    Unreadable(Problem),
    /// The page was not fetched.
    #[error(transparent)]
    Fetch(#[from] super::FetchError),
    /// What was to be added cannot be written down as it is.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
    /// Very many articles have the same title.
    #[error("cannot find a free name for {0:?}: give the article another title")]
    Crowded(String),
    /// What was previewed is not kept any more, or for somebody else.
    #[error("this preview has expired or was published already: add the article again")]
    NoDraft,
    /// The index has no article of that id.
    #[error("there is no article {0:?}: look its id up in an answer with --json, or in the index")]
    NoArticle(String),
    /// The article shares its file with others.
    #[error("cannot {verb} {id:?} alone: it is one of the articles in {path}: edit that file")]
    Shared {
        /// What was to be done, such as `remove`.
        verb: &'static str,
        /// The article.
        id: String,
        /// Its file, as the operator would name it.
        path: String,
    },
    /// Nothing of that id was removed, or it was removed for good.
    #[error("there is no removed article {0:?}: see those that can be restored in data/.removed")]
    NotRemoved(String),
    /// Something else is where an article is to be put back.
    #[error("cannot restore {id:?}: {path} is taken: remove or rename that first")]
    Taken {
        /// The article.
        id: String,
        /// What is in its place, as the operator would name it.
        path: String,
    },
    /// An edit says nothing new.
    #[error("nothing was edited: give a new title, outlet, url or published")]
    NothingToEdit,
    /// Front matter was not edited.
    #[error("cannot edit {path}: {source}")]
    Edit {
        /// The file, as the operator would name it.
        path: String,
        /// What is wrong with that.
        source: EditError,
    },
}
