//! File formats of articles. [`parse`] reads all of them.

mod blocks;
mod byline;
mod charset;
mod date;
mod edit;
mod fields;
mod front_matter;
mod headings;
mod html;
mod json_lines;
mod lines;
mod markdown;
mod mojibake;
mod plain_text;
mod value;
mod write;

pub use charset::{decode_html, decode_text};
pub use edit::{EditError, Edits, edit};
pub use html::page_tree;
pub use write::{Origin, Unwritable, to_markdown};

use super::{Draft, Problem};

/// Maximum number of paragraphs and headings of an article. Each takes far more memory in the index
/// than its text does.
const MAX_BLOCKS: usize = 20_000;

/// File format of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `CommonMark` with tables, footnotes and optional front matter.
    Markdown,
    /// Paragraphs and short heading lines, with optional front matter.
    PlainText,
    /// Saved web page.
    Html,
    /// One passage per line, in the corpus format of BEIR.
    JsonLines,
}

impl Format {
    /// Returns the format for a file's extension; `None` if it is not a format of articles.
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

/// Parses the articles of one file.
///
/// `path` names the file in problems. Parts that cannot be read are reported as problems next to
/// the drafts. A draft may have no paragraph.
pub fn parse(format: Format, path: &str, text: &str) -> (Vec<Draft>, Vec<Problem>) {
    let mut problems = Vec::new();
    let drafts = match format {
        Format::Markdown => Vec::from_iter(markdown::parse(path, text, &mut problems)),
        Format::PlainText => Vec::from_iter(plain_text::parse(path, text, &mut problems)),
        Format::Html => Vec::from_iter(html::parse(path, text, &mut problems)),
        Format::JsonLines => json_lines::parse(path, text, &mut problems),
    };
    if !drafts.is_empty()
        && let Some(message) = mojibake::damage(text)
    {
        let remedy = "get the text again and save it as UTF-8";
        problems.push(Problem::warning(path, None, message, remedy));
    }
    let (short, long): (Vec<Draft>, Vec<Draft>) = drafts
        .into_iter()
        .partition(|draft| draft.blocks.len() <= MAX_BLOCKS);
    problems.extend(long.iter().map(|draft| {
        Problem::error(
            path,
            Some(draft.line),
            format!("the article has more than {MAX_BLOCKS} paragraphs"),
            "split it into several files",
        )
    }));
    (short, problems)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::Article;

    #[test]
    fn the_name_tells_the_format() {
        assert_eq!(Format::of("a/b.MD"), Some(Format::Markdown));
        assert_eq!(Format::of("a.b.htm"), Some(Format::Html));
        assert_eq!(Format::of("a.jsonl"), Some(Format::JsonLines));
        assert_eq!(Format::of("a.json"), None);
        assert_eq!(Format::of("md"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn no_text_breaks_a_format(
            text in r#"(\u{feff}|\PC|\PC|---|\+\+\+|\n|\r|\n\n|# |- |> |\||title: |\[|\]|<p>|</div>|<h1|"|\{|\}|`|&){0,80}"#,
            head in r"(---\n|\+\+\+\n|<div>|\{)?",
        ) {
            let text = head + &text;
            for format in [Format::Markdown, Format::PlainText, Format::Html, Format::JsonLines] {
                let (drafts, problems) = parse(format, "data/a", &text);
                for draft in drafts {
                    let blocks = draft.blocks.len();
                    if let Some(article) = Article::new(draft, "a", "a") {
                        // A blank block or one outside the text would have been dropped.
                        prop_assert!(article.paragraphs().count() <= blocks);
                        prop_assert!(article.paragraphs().all(|p| p.text.trim() == p.text));
                    }
                }
                for problem in problems {
                    let lines = text.split(['\n', '\r']).count();
                    prop_assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)));
                }
            }
        }
    }
}
