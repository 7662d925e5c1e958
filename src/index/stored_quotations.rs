//! Stored form of a paragraph's quotations.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::quotations::Quotation;

/// Quotations that begin in a paragraph, stored as JSON in its document.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct StoredQuotations<'a> {
    /// Byte offset of the paragraph in its article's text.
    pub start: usize,
    pub quotations: Cow<'a, [Quotation]>,
}
