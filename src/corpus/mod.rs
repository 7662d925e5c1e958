//! What was written: articles, read from files into headings and numbered paragraphs.

pub mod article;
pub mod formats;
pub mod load;
pub mod names;
pub mod problem;
pub mod quotations;
pub mod sentences;
pub mod wording;

pub use article::{Article, Block, Draft, Metadata, Paragraph, Span};
pub use load::{
    ContentHash, Corpus, FileContents, Limits, LoadError, SourceFile, aliases, drop_repeated_ids,
    load, read, read_file, scan, scan_only,
};
pub use names::Aliases;
pub use problem::{Problem, Severity, nearest, plain_words, utf8};
