//! What to say: a question becomes the passages that answer it, or the news that none does.

mod ask;
mod concept;
mod evidence;
mod question;
mod rank;
mod recognise;
mod words;

pub use ask::{Answer, Asker, Ranked, Request, Settings};
