//! Interface between the layers above and the search engine.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{
    ArticleSummary, CommitInfo, Edition, FileState, Hit, IndexError, Passage, Query,
    QuotationQuery, QuotedPassage, SpeakerCount,
};

/// Read access to one committed, immutable state of an index.
///
/// Methods that return a `Result` fail with [`IndexError`] if the index cannot be read.
pub trait Search: Send + Sync {
    /// Returns the edition of this state.
    fn edition(&self) -> &Edition;

    /// Returns the author, time and description of the commit.
    fn commit_info(&self) -> &CommitInfo;

    /// Returns the source files of this state, by path.
    fn files(&self) -> &BTreeMap<String, FileState>;

    /// Returns the [`crate::quotations::Attributor::name`] of the attributor that found the
    /// speakers; empty if articles were indexed with different ones.
    fn attributor_name(&self) -> &str;

    /// Returns, by the ID of each article with corrected speakers, the fingerprint of the
    /// corrections it was indexed with.
    fn corrections(&self) -> &BTreeMap<String, u64>;

    /// Returns the [`crate::encoder::Encoder::identity`] of the encoder of the passages; `None` if
    /// passages have no vectors.
    fn encoder(&self) -> Option<&str>;

    /// Returns the number of paragraphs.
    fn paragraph_count(&self) -> u64;

    /// Returns the number of articles; cached after the first call.
    fn article_count(&self) -> Result<usize, IndexError>;

    /// Returns the number of quotations. The same words twice in one paragraph count once.
    fn quotation_count(&self) -> Result<u64, IndexError>;

    /// Lists all articles, newest first; articles without a date come last.
    fn article_summaries(&self) -> Result<Vec<ArticleSummary>, IndexError>;

    /// Returns the paragraphs of an article whose numbers lie in `numbers`, in order.
    fn paragraphs_of(
        &self,
        article: &str,
        numbers: RangeInclusive<u32>,
    ) -> Result<Vec<Passage>, IndexError>;

    /// Returns the document frequency of a stem: the highest of its frequencies in paragraphs,
    /// headings and titles.
    fn frequency(&self, stem: &str) -> Result<u64, IndexError>;

    /// Returns the indexed words of which `word` is probably a misspelling by one edit, most
    /// frequent first. A swap of neighbouring letters counts as one edit.
    fn spellings(&self, word: &str) -> Result<Vec<String>, IndexError>;

    /// Returns the passages that match a query, best first.
    fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError>;

    /// Returns the paragraphs with matching quotations: best first if the query has words or
    /// concepts, otherwise newest first.
    fn quotations(&self, query: &QuotationQuery) -> Result<Vec<QuotedPassage>, IndexError>;

    /// Returns the paragraphs that contain the words of `text` consecutively in the text, the
    /// heading or the title, inside quotation marks or not. Only the first words of a long text are
    /// searched for.
    fn prose(&self, text: &str, limit: usize) -> Result<Vec<QuotedPassage>, IndexError>;

    /// Returns the number of paragraphs with a quotation that contains `word`.
    fn quoted_frequency(&self, word: &str) -> Result<u64, IndexError>;

    /// Lists all speakers, most quoted first; cached after the first call.
    fn speakers(&self) -> Result<&[SpeakerCount], IndexError>;
}
