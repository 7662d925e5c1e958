//! A question and the articles it is put to.

use std::time::Instant;

use jiff::civil::Date;

use crate::index::Passage;

/// A question and where to look for its answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct AskRequest<'a> {
    /// The question in the asker's words.
    pub question: &'a str,
    /// Only in the article with this id.
    pub article: Option<&'a str>,
    /// Only in articles published on this day or later.
    pub after: Option<Date>,
    /// Only in articles published on this day or earlier.
    pub before: Option<Date>,
    /// The day on which it is asked, by which "yesterday" is read; without it such words only say
    /// what stands in the articles.
    pub today: Option<Date>,
    /// At most this many passages.
    pub limit: usize,
    /// Until when the question may wait to be encoded; without it as long as that takes.
    pub encode_until: Option<Instant>,
}

impl AskRequest<'_> {
    /// Whether a passage stands in the articles that are asked.
    pub(super) fn allows(&self, passage: &Passage) -> bool {
        let day = passage.published;
        self.article
            .is_none_or(|article| article == passage.article)
            && (self.after).is_none_or(|after| day.is_some_and(|day| day >= after))
            && (self.before).is_none_or(|before| day.is_some_and(|day| day <= before))
    }
}
