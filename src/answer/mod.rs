//! What to say: a question becomes the passages that answer it, or the news that none does.

mod ask;
mod concept;
mod difference;
mod evidence;
mod idf;
mod near;
mod people;
mod question;
mod quote;
mod rank;
mod recognise;
mod thesaurus;
mod verdict;
mod verify;
pub mod wording;
mod words;

pub use ask::{Answer, Asker, Ranked, Request, Settings};
pub use difference::Change;
pub use quote::{FoundQuotation, QuoteRequest, SameWords};
pub use verdict::{Unverifiable, Verdict, Verification, VerifyRequest, Warning};
