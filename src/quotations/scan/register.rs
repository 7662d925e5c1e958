//! Whether a sentence is prose.

/// What a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    Prose,
    /// A line without a full stop: a caption or a heading.
    Line,
    /// Who took a photograph: its names belong to nobody in the news.
    Credit,
}
