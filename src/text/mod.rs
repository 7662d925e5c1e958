//! Words, sentences and the forms by which texts are compared: shared by every layer above.

pub mod english;
pub mod failures;
mod fingerprint;
pub mod lines;
pub mod sentences;
pub mod wording;

use std::ops::Range;

pub use fingerprint::Fingerprint;

/// A half-open range of byte offsets into some text, on character boundaries.
pub type Span = Range<usize>;
