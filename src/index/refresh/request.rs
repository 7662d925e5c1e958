//! What a refresh is asked to do, and what it reports.

use std::path::Path;
use std::time::Duration;

use super::cancellation::Cancellation;
use crate::corpus::{self, Limits, Problem};
use crate::encoder::Encoder;
use crate::index::{Edition, LockRequest};
use crate::quotations::{Attributor, HIGH_PRECISION};

/// How articles are read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadOptions {
    /// Maximum sizes of files.
    pub limits: Limits,
    /// Confidence, from 0 to 1, below which a quotation is left without a speaker.
    pub min_confidence: f32,
    /// Encodes passages, so that they are found by meaning as well; `None` for words alone.
    pub encoder: Option<Encoder>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            min_confidence: HIGH_PRECISION,
            encoder: None,
        }
    }
}

impl ReadOptions {
    /// The attributor for the articles in `data`, by the tables that stand beside them.
    pub fn attributor(&self, data: &Path) -> LoadedAttributor {
        let (aliases, broken_aliases) = corpus::aliases(data);
        let (corrections, broken_corrections) = corpus::corrections(data);
        let min_confidence = self.min_confidence;
        LoadedAttributor {
            attributor: Attributor {
                aliases,
                corrections,
                min_confidence,
            },
            broken_aliases,
            broken_corrections,
        }
    }
}

/// An attributor, and what is wrong with the tables that it goes by.
#[derive(Clone, Debug)]
pub struct LoadedAttributor {
    /// The attributor, without what cannot be read.
    pub attributor: Attributor,
    /// Problem of the table of other names, if it cannot be read.
    pub broken_aliases: Option<Problem>,
    /// Problem of the table of corrected speakers, if it cannot be read.
    pub broken_corrections: Option<Problem>,
}

impl LoadedAttributor {
    /// The problems of both tables.
    pub fn problems(&self) -> Vec<Problem> {
        let both = [&self.broken_aliases, &self.broken_corrections];
        both.into_iter().flatten().cloned().collect()
    }
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshProgress {
    /// Number of articles written so far.
    pub done: usize,
    /// Number of articles to be written.
    pub total: usize,
}

/// What a refresh did.
#[derive(Clone, Debug)]
pub struct RefreshReport {
    /// Edition of the resulting state.
    pub edition: Edition,
    /// Number of new articles.
    pub added: usize,
    /// Number of articles whose text or metadata changed, or whose speakers were found anew.
    pub changed: usize,
    /// Number of articles that are gone.
    pub removed: usize,
    /// Number of articles that stayed as they were.
    pub unchanged: usize,
    /// Problems of the source files.
    pub problems: Vec<Problem>,
    /// Duration of the refresh.
    pub duration: Duration,
}

/// Who wants a refresh, and what it may do.
#[derive(Clone, Debug, Default)]
pub struct RefreshRequest {
    /// The actor, and the timeout for the writer's lock.
    pub lock: LockRequest,
    /// Description of the change for the commit; empty for a plain refresh.
    pub what: String,
    /// Whether someone confirmed that many articles disappear.
    pub confirmed: bool,
    /// Files that someone removed on purpose: their articles may disappear without confirmation.
    pub expected: Vec<String>,
    /// Paths below the data folder of the only files to look at; `None` for all files. A change of
    /// such a file needs no confirmation: whoever made it meant it.
    pub only: Option<Vec<String>>,
    /// Ends the refresh between two articles. The index then holds what it held before.
    pub cancellation: Cancellation,
}
