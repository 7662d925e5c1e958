//! Where it can be found: paragraphs in a tantivy index, searched through plain values.
//!
//! [`Search`] and [`Apply`] are all that the layers above know of an engine. They speak of terms,
//! passages and editions; tantivy is named below this file alone.

pub mod analysis;
mod browse;
mod catalog;
mod directory;
mod error;
mod files;
mod live;
mod lock;
mod plan;
mod quotations;
mod refresh;
mod schema;
mod search;
mod state;
mod store;
mod tokenizer;
mod unsynced;
mod write;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::corpus::Article;
use crate::quotations::Attributor;

pub use crate::text::Language;
pub use analysis::{Analyzer, Word};
pub use browse::Listed;
pub use error::IndexError;
pub use files::size_on_disk;
pub use live::Live;
pub use lock::{Claim, Holder};
pub use quotations::{QuotationQuery, QuotedPassage, SearchQuotations, SpeakerCount};
pub use refresh::{Order, Progress, Reading, Report, refresh, refresh_for};
pub use schema::tokenizers;
pub use search::Snapshot;
pub use state::{Edition, FileState, Made};
pub use store::Store;

/// A paragraph as it is found, with its article's metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The id of the article.
    pub article: String,
    /// The article's title.
    pub title: String,
    /// Where the article can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The paragraph's number in the article, counted from 1 without headings.
    pub number: u32,
    /// The nearest heading above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The paragraph, word for word.
    pub text: String,
    /// Start and end of each sentence, as byte offsets into `text`.
    pub sentences: Vec<(usize, usize)>,
}

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// What the passages should speak of; any one of them is enough to be found.
    pub concepts: Vec<Concept>,
    /// Words in exactly this order, as stems without stop words would be too loose: each is the
    /// original phrase, which the engine analyses as it analysed the articles.
    pub phrases: Vec<String>,
    /// Only passages of the article with this id.
    pub article: Option<String>,
    /// Only passages published on this day or later.
    pub after: Option<Date>,
    /// Only passages published on this day or earlier.
    pub before: Option<Date>,
    /// At most this many hits.
    pub limit: usize,
}

/// One thing that a question speaks of, under all the names it goes by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concept {
    /// Stems any of which stands for it, each with its weight: 1 for the asker's own word.
    pub stems: Vec<(String, f32)>,
}

/// A passage that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// BM25 over body, heading and title.
    pub score: f32,
    /// For each concept of the query, whether the title, the heading or a neighbouring paragraph
    /// speaks of it.
    pub nearby: Vec<bool>,
    /// The passage itself.
    pub passage: Passage,
}

/// The reading side of an engine: one committed state, which does not change under its user.
pub trait Search: SearchQuotations {
    /// Which state this is.
    fn edition(&self) -> &Edition;

    /// How many paragraphs it holds.
    fn paragraphs(&self) -> u64;

    /// How many articles it holds.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn article_count(&self) -> Result<usize, IndexError>;

    /// In how many paragraphs, headings or titles a stem occurs, whichever is most.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn frequency(&self, stem: &str) -> Result<u64, IndexError>;

    /// The known words that differ from `word` by one letter, the most frequent first.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn spellings(&self, word: &str) -> Result<Vec<String>, IndexError>;

    /// The best hits, best first.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError>;
}

/// The writing side of an engine.
pub trait Apply {
    /// Removes and adds articles in one commit: after a crash at any moment the index holds either
    /// all of the change or none of it.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be written; it then holds what it held before.
    fn apply(&mut self, changes: Changes<'_>) -> Result<Edition, IndexError>;
}

/// A difference between what an index holds and what it should hold.
pub struct Changes<'a> {
    /// Ids of articles to forget. An article that changed is both removed and added.
    pub removed: Vec<String>,
    /// Articles to hold from now on; none of them is needed any more once it is written.
    pub added: &'a mut dyn Iterator<Item = Article>,
    /// How the quotations of these articles and their speakers are found.
    pub attributor: &'a Attributor,
    /// What the resulting state says of how speakers were found; see [`Store::speakers`].
    pub speakers: String,
    /// The files that the resulting state stands for, by path.
    pub files: std::collections::BTreeMap<String, FileState>,
    /// Who makes the change, when, and by doing what.
    pub made: Made,
}
