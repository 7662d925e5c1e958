//! Quoted pieces of an article.

use super::marks::Family;
use crate::text::Span;

/// Uninterrupted run of quoted words. Spans are relative to the article's text.
#[derive(Clone, Debug)]
pub(crate) struct ArticlePiece {
    /// Number of the paragraph.
    pub(crate) paragraph: u32,
    /// Byte range with the marks.
    pub(crate) outer: Span,
    /// Byte range without the marks and without spaces at the edges; never empty.
    pub(crate) inner: Span,
    /// Whether there is a closing mark.
    pub(crate) closed: bool,
    pub(crate) family: Family,
}
