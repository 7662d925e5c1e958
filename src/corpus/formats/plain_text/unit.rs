//! The units of plain text: paragraphs and headings, before it is known which is which.

use crate::text::Span;

/// A run of lines that belong together, without the white space around them.
pub(super) struct Unit {
    pub(super) span: Span,
    pub(super) is_one_line: bool,
}

impl Unit {
    pub(super) fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.span.clone()).unwrap_or_default()
    }
}
