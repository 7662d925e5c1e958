//! Reads the articles and problems of one file.

use std::fs::File;
use std::io::{self, Read};

use indicatif::HumanBytes;

use crate::corpus::files::shortage;
use crate::corpus::formats::{self, Format};
use crate::corpus::{Article, Problem, utf8};
use crate::text::reasons::os_reason;

/// Hash of a file's bytes, which identifies its contents.
pub type ContentHash = blake3::Hash;

/// Contents of one file.
#[derive(Clone, Debug)]
pub struct FileContents {
    /// Hash of the bytes that `articles` were read from; `None` if the file cannot be read.
    pub hash: Option<ContentHash>,
    /// The articles in file order.
    pub articles: Vec<Article>,
    /// Problems of the file.
    pub problems: Vec<Problem>,
}

/// Options for reading a file.
pub(super) struct FileContext<'a> {
    /// Path for messages.
    pub shown: &'a str,
    /// Path relative to the data folder, for [`Article::source`].
    pub source: &'a str,
    /// ID of an article that has none of its own.
    pub fallback_id: &'a str,
    /// Format; `None` if the extension is unknown.
    pub format: Option<Format>,
    /// Maximum size, in bytes.
    pub limit: u64,
}

/// Reads an opened file, or reports why it could not be opened.
pub(super) fn contents(
    opened: io::Result<io::Take<File>>,
    context: &FileContext<'_>,
) -> FileContents {
    let mut bytes = Vec::new();
    if let Err(error) = opened.and_then(|mut file| file.read_to_end(&mut bytes)) {
        let message = format!("cannot read the file: {}", os_reason(&error));
        let remedy = shortage(&error)
            .unwrap_or("check that it exists and that its permissions let this program read it");
        return FileContents {
            hash: None,
            articles: Vec::new(),
            problems: vec![Problem::error(context.shown, None, message, remedy)],
        };
    }
    let hash = blake3::hash(&bytes);
    let (articles, problems) = match text_of(bytes, context) {
        Ok(text) => articles_of(context, &text),
        Err(problem) => (Vec::new(), vec![problem]),
    };
    FileContents {
        hash: Some(hash),
        articles,
        problems,
    }
}

/// Decodes a file, if it is not too large or empty.
fn text_of(bytes: Vec<u8>, context: &FileContext<'_>) -> Result<String, Problem> {
    let (shown, limit) = (context.shown, context.limit);
    if bytes.len() as u64 > limit {
        return Err(Problem::error(
            shown,
            None,
            format!("the file is larger than {}", HumanBytes(limit)),
            "split it, or raise the limit in config.toml",
        ));
    }
    // A saved page declares its own encoding.
    let text = if context.format == Some(Format::Html) {
        formats::decode_html(&bytes, None)
    } else {
        utf8(bytes, shown)?
    };
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Problem::error(
            shown,
            None,
            "the file is empty",
            "write the article into it, or delete it",
        ));
    }
    Ok(text)
}

/// Parses the articles of a file.
fn articles_of(context: &FileContext<'_>, text: &str) -> (Vec<Article>, Vec<Problem>) {
    let Some(format) = context.format else {
        let remedy = "write articles as .md, .txt, .html or .jsonl";
        let message = "this is not a format of articles";
        let problem = Problem::error(context.shown, None, message, remedy);
        return (Vec::new(), vec![problem]);
    };
    let (drafts, mut problems) = formats::parse(format, context.shown, text);
    let mut articles = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match Article::new(draft, context.source, context.fallback_id) {
            Some(article) => articles.push(article),
            None => problems.push(Problem::error(
                context.shown,
                None,
                "there is no paragraph in it",
                "write the article's text below its title",
            )),
        }
    }
    (articles, problems)
}
