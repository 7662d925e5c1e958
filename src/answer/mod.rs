//! Answering questions, finding quotations, and verifying them.
//!
//! [`Asker`] answers three kinds of request, each in its own folder: [`AskRequest`] with the
//! passages that answer a question, [`QuoteRequest`] with quotations, and [`VerifyRequest`] with a
//! verdict.

mod ask;
mod asker;
mod gaps;
mod query;
mod quote;
mod similarity;
mod speaker_match;
mod verify;

pub use crate::text::compare::Change;
pub use ask::{Answer, AskRequest, Ranked};
pub use asker::{AnswerSettings, Asker};
pub use gaps::{GapGroup, GapsError, ask_gaps_again, best_passage, gap_groups, passage_mark};
pub use quote::{FoundQuotation, QuoteRequest, SameWords, known_by};
pub use verify::{
    Claim, CutSense, Unverifiable, Verdict, Verification, VerifyRequest, Warning, wording,
};
