//! Units of plain text: paragraphs and headings before they are told apart.

use crate::text::Span;

/// Lines that belong together, without surrounding white space.
pub(super) struct Unit {
    pub(super) span: Span,
    pub(super) is_one_line: bool,
}

impl Unit {
    pub(super) fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.span.clone()).unwrap_or_default()
    }
}
