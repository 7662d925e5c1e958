//! Options, progress and result of a refresh.

use std::path::Path;
use std::time::Duration;

use super::cancellation::Cancellation;
use crate::corpus::{self, Limits, Problem};
use crate::encoder::Encoder;
use crate::index::{Edition, LockRequest};
use crate::quotations::{Attributor, HIGH_PRECISION};

/// Options for reading articles.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadOptions {
    /// Maximum sizes of files.
    pub limits: Limits,
    /// Minimum confidence of an attribution, from 0 to 1. Below it a quotation has no speaker.
    pub min_confidence: f32,
    /// Encoder of the passages, for the search by meaning; `None` for the search by words alone.
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
    /// Loads the attributor for the articles in `data` with the tables of aliases and corrections
    /// in that folder.
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

/// Attributor with the problems of its tables.
#[derive(Clone, Debug)]
pub struct LoadedAttributor {
    /// The attributor. A table that cannot be read counts as empty.
    pub attributor: Attributor,
    /// Problem of the table of aliases, if it cannot be read.
    pub broken_aliases: Option<Problem>,
    /// Problem of the table of corrected speakers, if it cannot be read.
    pub broken_corrections: Option<Problem>,
}

impl LoadedAttributor {
    /// Returns the problems of both tables.
    pub fn problems(&self) -> Vec<Problem> {
        let both = [&self.broken_aliases, &self.broken_corrections];
        both.into_iter().flatten().cloned().collect()
    }
}

/// Progress of a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshProgress {
    /// Number of articles encoded or written so far.
    pub done: usize,
    /// Number of articles to be written.
    pub total: usize,
}

/// Result of a refresh.
#[derive(Clone, Debug)]
pub struct RefreshReport {
    /// Edition of the resulting state.
    pub edition: Edition,
    /// Number of new articles.
    pub added: usize,
    /// Number of articles indexed again, because their text, metadata or speakers changed.
    pub changed: usize,
    /// Number of articles removed.
    pub removed: usize,
    /// Number of articles left unchanged.
    pub unchanged: usize,
    /// Problems of the source files.
    pub problems: Vec<Problem>,
    /// Duration of the refresh.
    pub duration: Duration,
}

/// Request for a refresh: its author and what it may do.
#[derive(Clone, Debug, Default)]
pub struct RefreshRequest {
    /// Actor, and timeout for the writer's lock.
    pub lock: LockRequest,
    /// Description of the commit; if empty, the numbers of added, changed and removed articles.
    pub what: String,
    /// Whether the loss of many articles is confirmed.
    pub confirmed: bool,
    /// Files removed on purpose. Their articles may disappear without confirmation.
    pub expected: Vec<String>,
    /// Paths, relative to the data folder, that the refresh is limited to; `None` for all files.
    /// Their articles may disappear without confirmation.
    pub only: Option<Vec<String>>,
    /// Stops the refresh between two articles. The index then holds what it held before.
    pub cancellation: Cancellation,
}
