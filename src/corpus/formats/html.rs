//! Saved web pages: the main content, without the menus and advertisements around it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks::Blocks;
use super::{fields, html_blocks, html_metadata};
use crate::corpus::{Draft, Problem};

/// More elements than the longest real pages have. Finding the main content takes several
/// passes over all of them.
const MOST_ELEMENTS: usize = 100_000;

/// Reads the article of a page, or nothing if none can be made out.
pub(super) fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Draft> {
    let mut refuse = |message: &str, remedy: &str| {
        problems.push(Problem::error(path, None, message, remedy));
        None
    };
    if html_blocks::is_too_deep(text) {
        return refuse(
            "the page nests its elements too deeply to be read",
            "save its text as .txt or .md",
        );
    }
    // A page is foreign input to a large parser: a page that breaks it must not take the
    // other articles along.
    match catch_unwind(AssertUnwindSafe(|| read(text))) {
        Ok(Some(draft)) => Some(draft),
        Ok(None) => refuse(
            "no main content was found in the page",
            "save the whole page, or its text as .txt or .md",
        ),
        Err(_) => refuse(
            "the page could not be taken apart",
            "save its text as .txt or .md",
        ),
    }
}

fn read(text: &str) -> Option<Draft> {
    let page = Document::from(text);
    let mut metadata = html_metadata::read(&page);
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let content = Readability::with_document(page, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .ok()?;
    if metadata.title.is_empty() {
        metadata.title = fields::one_line(&content.title).unwrap_or_default();
    }
    if metadata.authors.is_empty() {
        let byline = content.byline.as_deref().and_then(fields::one_line);
        metadata.authors = byline
            .map(|line| match line.get(..3) {
                Some(by) if by.eq_ignore_ascii_case("by ") => {
                    line.get(3..).unwrap_or_default().to_owned()
                }
                _ => line,
            })
            .into_iter()
            .collect();
    }
    let mut blocks = Blocks::default();
    html_blocks::append_fragment(&content.content, &metadata.title, &mut blocks);
    (!blocks.is_empty()).then(|| blocks.into_draft(None, metadata))
}
