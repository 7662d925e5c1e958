//! How a command ends when nothing goes wrong.

use std::process::ExitCode;

/// How a command ended, if nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    NothingFound,
    ProblemsFound,
}

impl Outcome {
    /// The outcome of a search.
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
