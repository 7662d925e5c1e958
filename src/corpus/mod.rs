//! Articles, read from files into headings and numbered paragraphs.

pub mod article;
pub mod corrections;
pub mod files;
pub mod formats;
pub mod load;
pub mod problem;

pub use article::{Article, Block, Draft, Metadata, Paragraph};
pub use corrections::{
    CORRECTIONS_FILE, Correction, CorrectionError, Corrections, NOBODY, corrections, quotation_key,
};
pub use load::{
    ContentHash, Corpus, FileContents, Limits, LoadError, SourceFile, aliases, drop_repeated_ids,
    load, read, read_file, scan, scan_only, with_alias,
};
pub use problem::{Problem, Severity, nearest, plain_words, utf8};
