//! Unanswered questions: asking them again after a refresh, and grouping them for moderators.

mod groups;

use std::sync::Arc;

use jiff::Timestamp;

use super::ask::{Answer, AskRequest};
use super::asker::Asker;
use crate::index::{IndexError, Passage, Search};
use crate::state::{Gap, State, StateError};

pub use groups::{GapGroup, gap_groups};

/// Error of asking gaps again or listing them.
#[derive(Debug, thiserror::Error)]
pub enum GapsError {
    /// The database failed.
    #[error(transparent)]
    State(#[from] StateError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Asks every gap again, and deletes those that are answered now. Returns their number.
///
/// # Errors
///
/// [`GapsError`] if the database or the index fails.
pub fn ask_gaps_again(
    asker: &Asker,
    state: &State,
    engine: &dyn Search,
    now: Timestamp,
) -> Result<usize, GapsError> {
    let mut closed = 0;
    for gap in state.gaps(now)? {
        if is_answered(asker, engine, &gap)? {
            state.close_gap(&gap.question)?;
            closed += 1;
        }
    }
    Ok(closed)
}

/// Returns whether there is an answer other than the one that was marked as wrong.
fn is_answered(asker: &Asker, engine: &dyn Search, gap: &Gap) -> Result<bool, IndexError> {
    let best = best_passage(asker, engine, &gap.question)?;
    Ok(best.is_some_and(|best| gap.refused != Some(passage_mark(&best))))
}

/// Returns the best passage of the answer to a question; `None` if the question is declined.
///
/// # Errors
///
/// [`IndexError`] if the index cannot be read.
pub fn best_passage(
    asker: &Asker,
    engine: &dyn Search,
    question: &str,
) -> Result<Option<Arc<Passage>>, IndexError> {
    let request = AskRequest {
        question,
        limit: 1,
        ..AskRequest::default()
    };
    Ok(match asker.ask(engine, &request)? {
        Answer::Found(ranked) => ranked.into_iter().next().map(|best| best.passage),
        Answer::NotFound { .. } => None,
    })
}

/// Returns a hash of a passage's text, by which a passage that was marked as wrong is recognised.
pub fn passage_mark(passage: &Passage) -> i64 {
    let hash = blake3::hash(passage.text.as_bytes());
    i64::from_le_bytes(hash.as_bytes().first_chunk().copied().unwrap_or_default())
}
