//! The boundary between the layers above and a search engine.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{
    ArticleSummary, CommitInfo, Edition, FileState, Hit, IndexError, Passage, Query,
    QuotationQuery, QuotedPassage, SpeakerCount,
};

/// One committed state of an index, which never changes.
///
/// Every method that returns a `Result` fails with [`IndexError`] if the index cannot be read.
pub trait Search: Send + Sync {
    /// The edition of this state.
    fn edition(&self) -> &Edition;

    /// Who made this state, when, and by doing what.
    fn commit_info(&self) -> &CommitInfo;

    /// The source files of this state, by path.
    fn files(&self) -> &BTreeMap<String, FileState>;

    /// The [`crate::quotations::Attributor::name`] that the speakers were attributed with; empty if
    /// there was more than one.
    fn attributor_name(&self) -> &str;

    /// For each article whose speakers were corrected, the fingerprint of the corrections that it
    /// was indexed with.
    fn corrections(&self) -> &BTreeMap<String, u64>;

    /// The [`crate::encoder::Encoder::identity`] of the encoder that passages can be searched with by
    /// their vectors; `None` if they have none.
    fn encoder(&self) -> Option<&str>;

    /// Number of paragraphs.
    fn paragraph_count(&self) -> u64;

    /// Number of articles; cached after the first call.
    fn article_count(&self) -> Result<usize, IndexError>;

    /// Number of quotations. The same words twice in one paragraph count once.
    fn quotation_count(&self) -> Result<u64, IndexError>;

    /// Every article, the newest first, those without a date last.
    fn article_summaries(&self) -> Result<Vec<ArticleSummary>, IndexError>;

    /// The paragraphs of an article with these numbers, in order.
    fn paragraphs_of(
        &self,
        article: &str,
        numbers: RangeInclusive<u32>,
    ) -> Result<Vec<Passage>, IndexError>;

    /// Document frequency of a stem: the highest of those in paragraphs, headings and titles.
    fn frequency(&self, stem: &str) -> Result<u64, IndexError>;

    /// The indexed words that differ from `word` by one letter, the most frequent first.
    fn spellings(&self, word: &str) -> Result<Vec<String>, IndexError>;

    /// The passages that match a query, the best first.
    fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError>;

    /// Paragraphs with matching quotations: the best first where the query has words or concepts,
    /// else the newest first.
    fn quotations(&self, query: &QuotationQuery) -> Result<Vec<QuotedPassage>, IndexError>;

    /// Paragraphs that contain the words of `text` in a row, inside quotation marks or not, in the
    /// text, the heading or the title. Of a long text only the first words are searched for.
    fn prose(&self, text: &str, limit: usize) -> Result<Vec<QuotedPassage>, IndexError>;

    /// Number of paragraphs with a quotation that contains `word`.
    fn quoted_frequency(&self, word: &str) -> Result<u64, IndexError>;

    /// Every speaker, the most quoted first; cached after the first call.
    fn speakers(&self) -> Result<&[SpeakerCount], IndexError>;
}
