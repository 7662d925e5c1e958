//! What to say: a question becomes the passages that answer it, or the news that none does.

mod ask;
mod concept;
mod difference;
mod evidence;
mod idf;
mod near;
mod question;
mod quote;
mod rank;
mod recognise;
mod similarity;
mod speaker_match;
mod thesaurus;
pub mod verify;
mod words;

pub use ask::{Answer, Asker, Ranked, Request, Settings};
pub use difference::Change;
pub use quote::{FoundQuotation, QuoteRequest, SameWords};
pub use verify::{Unverifiable, Verdict, Verification, VerifyRequest, Warning};
