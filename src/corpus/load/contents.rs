//! The bytes of a file -> its articles, and what is wrong with them.

use std::fs::File;
use std::io::{self, Read};

use super::FileContents;
use crate::corpus::formats::{self, Format};
use crate::corpus::{Article, Problem, utf8};

/// A file, and how it is read.
pub(super) struct Place<'a> {
    /// How a problem names it.
    pub shown: &'a str,
    /// How its articles name it.
    pub source: &'a str,
    /// What an article is called that has no id.
    pub fallback_id: &'a str,
    /// `None` for a file that holds no article.
    pub format: Option<Format>,
    /// The bytes that are too many when there is one more.
    pub limit: u64,
}

/// All that a file holds, once it was opened or was not.
pub(super) fn contents(opened: io::Result<io::Take<File>>, place: &Place<'_>) -> FileContents {
    let mut bytes = Vec::new();
    if let Err(error) = opened.and_then(|mut file| file.read_to_end(&mut bytes)) {
        let message = format!("cannot read the file: {error}");
        let remedy = "check that it exists and that its permissions let this program read it";
        return FileContents {
            hash: None,
            articles: Vec::new(),
            problems: vec![Problem::error(place.shown, None, message, remedy)],
        };
    }
    let hash = blake3::hash(&bytes);
    let (articles, problems) = match text_of(bytes, place.shown, place.limit) {
        Ok(text) => articles_of(place, &text),
        Err(problem) => (Vec::new(), vec![problem]),
    };
    FileContents {
        hash: Some(hash),
        articles,
        problems,
    }
}

fn text_of(bytes: Vec<u8>, shown: &str, limit: u64) -> Result<String, Problem> {
    if bytes.len() as u64 > limit {
        return Err(Problem::error(
            shown,
            None,
            format!("the file is larger than {}", size(limit)),
            "split it, or raise the limit in config.toml",
        ));
    }
    let text = utf8(bytes, shown)?;
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

fn size(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes >= MIB && bytes.is_multiple_of(MIB) {
        return format!("{} MiB", bytes / MIB);
    }
    format!("{bytes} bytes")
}

fn articles_of(place: &Place<'_>, text: &str) -> (Vec<Article>, Vec<Problem>) {
    let Some(format) = place.format else {
        let remedy = "write articles as .md, .txt, .html or .jsonl";
        let message = "this is not a format of articles";
        let problem = Problem::error(place.shown, None, message, remedy);
        return (Vec::new(), vec![problem]);
    };
    let (drafts, mut problems) = formats::parse(format, place.shown, text);
    let mut articles = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match Article::new(draft, place.source, place.fallback_id) {
            Some(article) => articles.push(article),
            None => problems.push(Problem::error(
                place.shown,
                None,
                "there is no paragraph in it",
                "write the article's text below its title",
            )),
        }
    }
    (articles, problems)
}
