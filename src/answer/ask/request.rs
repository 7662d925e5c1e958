//! The request to answer a question.

use std::time::Instant;

use jiff::civil::Date;

use crate::index::Passage;

/// Request to answer a question.
#[derive(Clone, Copy, Debug, Default)]
pub struct AskRequest<'a> {
    /// Question as the asker typed it.
    pub question: &'a str,
    /// Restricts the search to the article with this ID.
    pub article: Option<&'a str>,
    /// Restricts the search to articles published on this day or later.
    pub after: Option<Date>,
    /// Restricts the search to articles published on this day or earlier.
    pub before: Option<Date>,
    /// Day of the question, to which words such as "yesterday" are relative; without it they are
    /// ordinary words.
    pub today: Option<Date>,
    /// Maximum number of passages.
    pub limit: usize,
    /// Time until which the question may wait to be encoded; `None` for no limit.
    pub encode_until: Option<Instant>,
}

impl AskRequest<'_> {
    /// Returns whether a passage satisfies the restrictions.
    pub(super) fn allows(&self, passage: &Passage) -> bool {
        let day = passage.published;
        self.article
            .is_none_or(|article| article == passage.article)
            && (self.after).is_none_or(|after| day.is_some_and(|day| day >= after))
            && (self.before).is_none_or(|before| day.is_some_and(|day| day <= before))
    }
}
