//! Saved web pages: the main content, without the menus and advertisements around it.

mod fragment;
mod guard;
mod metadata;

use dom_query::Document;
use dom_smoothie::Readability;

pub(in crate::corpus::formats) use fragment::append_fragment;

use super::blocks::Blocks;
use super::fields;
use super::headings::is_label;
use crate::corpus::{Draft, Problem};
use crate::text::failures::survive;

const TOO_MUCH: &str = "the page has too many elements, or nests them too deeply";
const TOO_MUCH_REMEDY: &str = "save its text as .txt or .md";

/// Reads the article of a page, or nothing if none can be made out.
pub(super) fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Draft> {
    let mut refuse = |message: &str, remedy: &str| {
        problems.push(Problem::error(path, None, message, remedy));
        None
    };
    if guard::is_excessive(text) {
        return refuse(TOO_MUCH, TOO_MUCH_REMEDY);
    }
    // A page is foreign input to a large parser: a page that breaks it must not take the
    // other articles along.
    match survive(|| read(text)) {
        Ok(Ok(draft)) => Some(draft),
        Ok(Err(Unreadable::TooMuch)) => refuse(TOO_MUCH, TOO_MUCH_REMEDY),
        Ok(Err(Unreadable::NoContent)) => refuse(
            "no article was found in the page",
            "save the page of one article, or its text as .txt or .md",
        ),
        Err(_) => refuse(
            "the page could not be taken apart",
            "save its text as .txt or .md",
        ),
    }
}

enum Unreadable {
    TooMuch,
    NoContent,
}

fn read(text: &str) -> Result<Draft, Unreadable> {
    let page = Document::from(text);
    if guard::is_excessive_tree(&page) {
        return Err(Unreadable::TooMuch);
    }
    let mut metadata = metadata::read(&page);
    let content = Readability::with_document(page, None, None)
        .and_then(|mut readability| readability.parse())
        .map_err(|_| Unreadable::NoContent)?;
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
    append_fragment(&content.content, &metadata.title, &mut blocks);
    // Where there is no article, a menu or a list of headlines is the best that can be found.
    if blocks.paragraphs().all(is_label) {
        return Err(Unreadable::NoContent);
    }
    Ok(blocks.into_draft(None, metadata))
}
