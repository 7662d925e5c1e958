//! Words, sentences and the forms by which texts are compared: shared by every layer above.

pub mod characters;
pub mod compare;
pub mod dates;
pub mod english;
pub mod failures;
mod fingerprint;
mod language;
pub mod lines;
pub mod sentences;
pub mod wording;
pub mod words;

use std::ops::Range;

pub use fingerprint::Fingerprint;
pub use language::{Language, UnknownLanguage};

/// A half-open range of byte offsets into some text, on character boundaries.
pub type Span = Range<usize>;
