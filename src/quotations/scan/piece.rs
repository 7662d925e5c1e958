//! A quoted piece of an article.

use super::marks::Family;
use crate::text::Span;

/// An uninterrupted run of quoted words in an article; spans are relative to the article's text.
#[derive(Clone, Debug)]
pub(crate) struct ArticlePiece {
    /// Number of the paragraph.
    pub(crate) paragraph: u32,
    /// With the marks.
    pub(crate) outer: Span,
    /// Without the marks and without spaces at the edges; never empty.
    pub(crate) inner: Span,
    /// Whether the closing mark is there.
    pub(crate) closed: bool,
    pub(crate) family: Family,
}
