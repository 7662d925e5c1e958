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
    /// Kinds, with the name in a custom ID and the name of the command.
    const ALL: [(Self, &str, &str); 4] = [
        (Self::Answer, "answer", "ask"),
        (Self::Quotations, "quotes", "quote"),
        (Self::Verdict, "verdict", "verify"),
        (Self::List, "list", "articles"),
    ];

    /// Returns the name in a custom ID and the name of the command.
    pub(super) fn entry(self) -> (&'static str, &'static str) {
        let mut all = Self::ALL.iter();
        all.find(|(kind, _, _)| *kind == self)
            .map_or(("", ""), |(_, name, command)| (name, command))
    }

    /// Parses the name in a custom ID.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known, _)| *known == name)
            .map(|(kind, _, _)| *kind)
    }
}
