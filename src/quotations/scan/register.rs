//! Register of a sentence.

/// Kind of sentence: prose, or a line next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    Prose,
    /// Line without a full stop: a caption or a heading.
    Line,
    /// Credit line of a photograph, whose names belong to nobody in the news.
    Credit,
}
