//! What to say: a question becomes the passages that answer it, or the news that none does.

pub mod ask;
pub mod question;
pub mod rank;
mod words;

pub use ask::{Answer, Asker, Settings};
pub use question::Question;
