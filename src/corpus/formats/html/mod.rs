//! Saved web pages: the main content, without the menus and advertisements around it.

mod attributes;
mod author;
mod boilerplate;
mod bounded_sink;
mod comments;
mod content;
mod declared;
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
use no_article::{Finding, Look};

use super::blocks::Blocks;
use super::headings::is_label;
use super::plain_text::{About, line_about};
use crate::corpus::{Draft, Metadata, Problem};
use crate::text::failures::survive;

/// Reads the article of a page, or nothing if none can be made out.
pub(super) fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Draft> {
    let mut refuse = |message: &str, remedy: &str| {
        problems.push(Problem::error(path, None, message, remedy));
        None
    };
    // A page is foreign input to a large parser: a page that breaks it must not take the
    // other articles along.
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
                "the page could not be taken apart",
                "save its text as .txt or .md",
            );
        }
    };
    match finding {
        Some(Finding::Refuse(kind)) => {
            refuse(&format!("this is no article but {kind}"), NO_ARTICLE_REMEDY)
        }
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

/// Blocks at the top among which the byline and the date stand.
const TOP: usize = 4;

const NO_ARTICLE_REMEDY: &str = "save the page of one article, or its text as .txt or .md";

enum Unreadable {
    TooMuch,
    NoContent,
}

fn read(text: &str) -> Result<(Draft, Option<Finding>), Unreadable> {
    let page = tree::page(text).map_err(|tree::Excessive| Unreadable::TooMuch)?;
    let declared = Declared::read(&page);
    let look = Look::at(&page, declared.linked.is_for_subscribers());
    boilerplate::remove_unseen(&page);
    let published = published::read(&page, &declared);
    let signed = author::signed(&page);
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
    // Where there is no article, a menu or a list of headlines is the best that can be found.
    let is_empty = blocks.paragraphs().next().is_none();
    let is_refused = matches!(finding, Some(Finding::Refuse(_)));
    if !is_refused && (is_empty || is_list_of_labels(&blocks)) {
        return Err(Unreadable::NoContent);
    }
    Ok((blocks.into_draft(None, metadata), finding))
}

/// Takes lines about the article from its beginning into the metadata.
fn take_lines(blocks: &mut Blocks, metadata: &mut Metadata) {
    blocks.take_top(TOP, |line| {
        match line_about(line) {
            Some(About::Authors(authors, day)) => {
                if metadata.authors.is_empty() {
                    metadata.authors = authors;
                }
                metadata.published = metadata.published.or(day);
            }
            Some(About::Day(day)) => metadata.published = metadata.published.or(Some(day)),
            Some(About::Mark) => {}
            None => return false,
        }
        true
    });
}

/// Whether there is no sentence, and not as many lines as a poem has.
fn is_list_of_labels(blocks: &Blocks) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    blocks.paragraphs().all(is_label) && blocks.paragraphs().map(words).sum::<usize>() < 80
}
