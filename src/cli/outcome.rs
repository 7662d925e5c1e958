//! The outcome of a command, which determines the exit code.

use std::process::ExitCode;

/// Outcome of a command that had no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    NothingFound,
    ProblemsFound,
}

impl Outcome {
    /// Returns the outcome of a search.
    pub(super) fn of_search(found: bool) -> Self {
        if found {
            Self::Done
        } else {
            Self::NothingFound
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::ProblemsFound => Self::FAILURE,
            Outcome::NothingFound => Self::from(2),
        }
    }
}
