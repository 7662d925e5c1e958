//! How articles are written down: one file a format, one way in.

mod blocks;
mod entries;
mod fields;
mod front_matter;
mod html;
mod html_blocks;
mod html_guard;
mod html_metadata;
mod json_lines;
mod lines;
mod markdown;
mod plain_text;
mod value;

use super::{Draft, Problem};

/// A way of writing an article down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with tables, footnotes and optional front matter.
    Markdown,
    /// Paragraphs and short heading lines, with optional front matter.
    PlainText,
    /// A saved web page.
    Html,
    /// One passage a line, in BEIR's corpus form.
    JsonLines,
}

impl Format {
    /// The format that a file's name promises, or `None` for a file that holds no article.
    pub fn of(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" => Some(Self::PlainText),
            "html" | "htm" => Some(Self::Html),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

/// Reads the articles of one file.
///
/// `path` is how problems name the file. What cannot be read is a problem beside the drafts, and
/// a draft may still turn out to have no paragraph.
pub fn parse(format: Format, path: &str, text: &str) -> (Vec<Draft>, Vec<Problem>) {
    let mut problems = Vec::new();
    let drafts = match format {
        Format::Markdown => Vec::from_iter(markdown::parse(path, text, &mut problems)),
        Format::PlainText => Vec::from_iter(plain_text::parse(path, text, &mut problems)),
        Format::Html => Vec::from_iter(html::parse(path, text, &mut problems)),
        Format::JsonLines => json_lines::parse(path, text, &mut problems),
    };
    (drafts, problems)
}
