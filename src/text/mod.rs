//! Text processing shared by every layer above: words, sentences, normalisation and comparison.

pub(crate) mod beginnings;
pub mod characters;
pub mod compare;
pub mod dates;
pub mod english;
pub mod failures;
mod fingerprint;
mod language;
pub mod lines;
pub mod reasons;
pub mod sentences;
pub mod wording;
pub mod words;

use std::ops::Range;

pub use fingerprint::Fingerprint;
pub use language::{Language, UnknownLanguage};

/// Half-open range of byte offsets into a text, on character boundaries.
pub type Span = Range<usize>;
