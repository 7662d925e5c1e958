//! Saved web pages: extracts the article without the menus and advertisements around it.

mod attributes;
mod author;
mod boilerplate;
mod bounded_sink;
mod comments;
mod consent;
mod content;
mod declared;
mod elements;
mod fragment;
mod linked_data;
mod live;
mod metadata;
mod near_heading;
mod no_article;
mod others;
mod prose;
mod published;
mod sites;
mod text;
mod title;
mod tree;

pub(in crate::corpus::formats) use fragment::append_fragment;

use declared::Declared;
use dom_query::Document;
use no_article::{Finding, Look};

use super::blocks::Blocks;
use super::headings::is_label;
use super::plain_text::line_about;
use crate::corpus::{Draft, Metadata, Problem};
use crate::text::failures::survive;

/// Reads the article of a page; `None` if there is none.
pub(super) fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Draft> {
    let mut refuse = |message: &str, remedy: &str| {
        problems.push(Problem::error(path, None, message, remedy));
        None
    };
    // A page is untrusted input to a large parser: a page that makes it panic must not affect other
    // articles.
    let (draft, finding) = match survive(|| read(text)) {
        Ok(Ok(read)) => read,
        Ok(Err(Unreadable::TooMuch)) => {
            return refuse(
                "the page has too many elements, or nests them too deeply",
                "save its text as .txt or .md",
            );
        }
        Ok(Err(Unreadable::NoContent)) => {
            return refuse("no article was found in the page", NO_ARTICLE_REMEDY);
        }
        Err(_) => {
            return refuse(
                "the page could not be parsed",
                "save its text as .txt or .md",
            );
        }
    };
    match finding {
        Some(Finding::Refuse(kind)) => refuse(
            &format!("this is not an article but {kind}"),
            NO_ARTICLE_REMEDY,
        ),
        Some(Finding::Warn(kind)) => {
            problems.push(Problem::warning(
                path,
                None,
                format!("this may be only {kind}"),
                "check that the text is complete",
            ));
            Some(draft)
        }
        None => Some(draft),
    }
}

/// Parses a page into a tree; `None` if it has too many elements or nests them too deeply.
pub fn page_tree(html: &str) -> Option<Document> {
    survive(|| tree::page(html)).ok()?.ok()
}

/// Number of blocks at the top that may contain the byline and the date.
const TOP: usize = 4;

const NO_ARTICLE_REMEDY: &str = "save the page of one article, or its text as .txt or .md";

enum Unreadable {
    TooMuch,
    NoContent,
}

/// Extracts the draft and what its page looks like.
fn read(text: &str) -> Result<(Draft, Option<Finding>), Unreadable> {
    let page = tree::page(text).map_err(|tree::Excessive| Unreadable::TooMuch)?;
    let declared = Declared::read(&page);
    let look = Look::at(&page, declared.linked.is_for_subscribers());
    boilerplate::remove_unseen(&page);
    let published = published::read(&page, &declared);
    let signed = author::marked_up_authors(&page);
    boilerplate::remove_surroundings(&page);
    let mut metadata = Metadata {
        published,
        ..metadata::read(&page, &declared)
    };
    if metadata.authors.is_empty() {
        metadata.authors = signed;
    }
    let is_live = live::mark_times(&page);
    boilerplate::remove_lines(&page, &metadata.authors);
    let mut blocks = Blocks::default();
    content::append(page, is_live, &metadata.title, &mut blocks);
    take_lines(&mut blocks, &mut metadata);
    let finding = look.judge(&blocks);
    // In a page without an article, a menu or a list of headlines may have been taken for one.
    let is_empty = blocks.paragraphs().next().is_none();
    let is_refused = matches!(finding, Some(Finding::Refuse(_)));
    if !is_refused && (is_empty || is_list_of_labels(&blocks)) {
        return Err(Unreadable::NoContent);
    }
    Ok((blocks.into_draft(None, metadata), finding))
}

/// Moves lines about the article from its beginning to the metadata.
fn take_lines(blocks: &mut Blocks, metadata: &mut Metadata) {
    blocks.take_top(TOP, |line| {
        let Some(about) = line_about(line) else {
            return false;
        };
        about.add_to(metadata);
        true
    });
}

/// Returns whether there are no sentences and fewer words than in a poem.
fn is_list_of_labels(blocks: &Blocks) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    blocks.paragraphs().all(is_label) && blocks.paragraphs().map(words).sum::<usize>() < 80
}
