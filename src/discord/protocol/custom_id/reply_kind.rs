//! The kinds of replies that have buttons.

/// Kind of a reply that has buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// Passages that answer a question.
    Answer,
    /// Quotations.
    Quotations,
    /// Verdict on a text.
    Verdict,
    /// List of articles.
    List,
}

impl ReplyKind {
    const ALL: [Self; 4] = [Self::Answer, Self::Quotations, Self::Verdict, Self::List];

    /// Returns the name in a custom ID.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Quotations => "quotes",
            Self::Verdict => "verdict",
            Self::List => "list",
        }
    }

    /// Returns the kind with this name in a custom ID.
    pub(super) fn with_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns the name of the command that makes such replies.
    pub(super) fn command(self) -> &'static str {
        match self {
            Self::Answer => "ask",
            Self::Quotations => "quote",
            Self::Verdict => "verify",
            Self::List => "articles",
        }
    }
}
