//! Index of the articles: a tantivy index with one document for each paragraph.
//!
//! [`Search`] is the read interface for the layers above: it takes and returns plain values. Only
//! the files in this folder name tantivy.

pub mod analysis;
mod columns;
mod commit;
mod error;
mod live;
mod passage;
mod passage_words;
mod query;
mod refresh;
mod schema;
mod search;
mod snapshot;
mod store;
mod stored_quotations;
mod vectors;
mod write;

pub use analysis::{AnalyzedWord, Analyzer};
pub use commit::{CommitInfo, Edition, FileState};
pub use error::{IndexError, Unusable};
pub use live::LiveIndex;
pub use passage::{ArticleSummary, Passage, QuotedPassage, SpeakerCount};
pub use passage_words::PassageWords;
pub use query::{Hit, Meaning, Query, QuotationQuery, TermGroup};
pub use refresh::{
    Cancellation, LoadedAttributor, ReadOptions, RefreshProgress, RefreshReport, RefreshRequest,
    refresh, refresh_for,
};
pub use schema::tokenizers;
pub use search::Search;
pub use snapshot::Snapshot;
pub use store::{LockHolder, LockRequest, Store, size_on_disk};
