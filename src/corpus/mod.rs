//! What was written: articles, read from files into headings and numbered paragraphs.

pub mod article;
pub mod names;
pub mod problem;
pub mod quotations;

pub use article::{Article, Block, Draft, Metadata, Paragraph, Span};
pub use names::{AliasError, Aliases};
pub use problem::{Problem, Severity, nearest};
