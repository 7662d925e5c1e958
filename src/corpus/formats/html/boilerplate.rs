//! Removes everything around an article on its page: menus, teasers, comments, notices.

use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::FxHashSet;

use super::comments::is_comments;
use super::consent::Consent;
use super::elements::Elements;
use super::near_heading::heading;
use super::prose::Prose;
use super::text::{plain, words_of_name};
use crate::lexicon::{PageWord, is_side_heading, page_word};

/// Elements without text of an article: code, fallbacks that browsers hide, and controls.
const UNSEEN: Elements = Elements {
    names: &[
        "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "canvas",
        "audio", "video", "svg", "map", "select", "textarea", "button", "input", "dialog", "rt",
        "rp", "nav",
    ],
    attributes: &["hidden"],
    values: &[
        ("role", "navigation"),
        ("role", "search"),
        ("role", "dialog"),
        ("role", "alertdialog"),
        ("role", "menu"),
        ("role", "menubar"),
        ("role", "toolbar"),
        ("role", "contentinfo"),
        ("aria-modal", "true"),
    ],
    classes: &["headerlink", "mw-editsection"],
    ..Elements::NONE
};

/// Classes with which common style sheets hide elements.
const HIDDEN: [&str; 8] = [
    "hidden",
    "hide",
    "invisible",
    "d-none",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
];

/// Elements whose name says that they contain an article's text.
pub(super) const TEXT: Elements = Elements {
    class_parts: &[
        "article-body",
        "articleBody",
        "article_body",
        "article__body",
        "entry-content",
        "post-content",
        "post-body",
        "story-body",
        "article-content",
        "post_content",
    ],
    values: &[("itemprop", "articleBody")],
    ..Elements::NONE
};

/// Minimum length of a `<noscript>` text that is more than a notice, in bytes.
const MIN_FALLBACK_BYTES: usize = 1_000;
/// Maximum length of a line about an article, in bytes.
const MAX_LINE_BYTES: usize = 300;
/// Maximum length of a box about an author, in bytes.
const MAX_BOX_BYTES: usize = 600;

/// Removes invisible elements.
pub(super) fn remove_unseen(page: &Document) {
    for footer in page.select("footer").nodes() {
        if is_below(footer, "blockquote") {
            footer.rename("p");
        }
    }
    // Some sites have their text only in `<noscript>`.
    for fallback in page.select("noscript").nodes() {
        if fallback.text().len() >= MIN_FALLBACK_BYTES && !has_below(fallback, "iframe") {
            fallback.rename("div");
        }
    }
    for unseen in UNSEEN.of(page) {
        unseen.remove_from_parent();
    }
}

/// Removes elements that neither belong to the article nor describe it.
pub(super) fn remove_surroundings(page: &Document) {
    let prose = Prose::measure(page);
    let kept = around_article(page, &prose);
    let consent = Consent::find(page);
    let mut removed = Vec::new();
    walk(page, |node| {
        let is_removed =
            !kept.contains(&node.id) && (is_side(node, &prose) || consent.is_notice(node, &prose));
        if is_removed {
            removed.push(node.id);
        }
        !is_removed
    });
    for id in removed {
        page.tree.get_unchecked(&id).remove_from_parent();
    }
}

/// Removes captions, lines about the article and boxes about its authors, once the metadata was
/// read.
pub(super) fn remove_lines(page: &Document, authors: &[String]) {
    let prose = Prose::measure(page);
    let mut removed = Vec::new();
    walk(page, |node| {
        let is_removed = is_line(node, &prose) || is_about_author(node, authors, &prose);
        if is_removed {
            removed.push(node.id);
        }
        !is_removed
    });
    for id in removed {
        page.tree.get_unchecked(&id).remove_from_parent();
    }
}

/// Returns the elements that contain the page's heading or its article text, which must be kept
/// whatever their names: `class="article with-sidebar"`.
fn around_article(page: &Document, prose: &Prose) -> FxHashSet<NodeId> {
    let text = TEXT.of(page).into_iter();
    let text = text.max_by_key(|node| prose.all(node));
    let inner = text.into_iter().chain(heading(page));
    inner
        .flat_map(|node| {
            [node.id]
                .into_iter()
                .chain(node.ancestors(None).iter().map(|node| node.id))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn has_below(node: &NodeRef<'_>, name: &str) -> bool {
    node.descendants_it().any(|below| below.has_name(name))
}

fn is_below(node: &NodeRef<'_>, name: &str) -> bool {
    node.ancestors_it(None).any(|above| above.has_name(name))
}

/// Visits the elements of the body. Does not descend into elements for which `enter` returns false.
fn walk<'a>(page: &'a Document, mut enter: impl FnMut(&NodeRef<'a>) -> bool) {
    let mut open: Vec<NodeRef<'a>> = page.body().into_iter().collect();
    while let Some(node) = open.pop() {
        let children = node.children_it(true).filter(NodeRef::is_element);
        open.extend(children.filter(|child| enter(child)));
    }
}

/// Returns the meanings of the words in an element's class and ID.
fn meanings(node: &NodeRef<'_>) -> PageWord {
    let id = node.id_attr().filter(|id| !is_of_heading(id, node));
    let names = [node.class(), id];
    let words = names.iter().flatten().flat_map(|name| words_of_name(name));
    words.fold(PageWord::empty(), |all, word| all | page_word(&word))
}

/// Returns whether an ID repeats the words of the heading that an element begins with, as document
/// generators create them.
fn is_of_heading(id: &str, node: &NodeRef<'_>) -> bool {
    let words = words_of_name(id);
    let mut first = node.first_element_child();
    while let Some(child) = first {
        if matches!(
            child.node_name().as_deref(),
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        ) {
            let heading = words_of_name(&child.text());
            return words.len() >= 2 && words.iter().all(|word| heading.contains(word));
        }
        first = child.first_element_child();
    }
    false
}

/// Returns whether an element does not belong to an article.
fn is_side(node: &NodeRef<'_>, prose: &Prose) -> bool {
    let name = node.node_name().unwrap_or_default();
    if is_hidden(node) && !prose.is_large(node) || is_comments(node) {
        return true;
    }
    if prose.is_large(node) {
        return false;
    }
    match name.as_ref() {
        "aside" | "form" => return true,
        "footer" => {
            // The footer of an article may name its author.
            return !is_below(node, "article");
        }
        "p" | "h1" | "h2" | "h3" | "blockquote" | "time" | "a" | "em" | "strong" | "b" | "i" => {
            return false;
        }
        _ => {}
    }
    let meanings = meanings(node);
    meanings.contains(PageWord::SIDE_CLASS) && !meanings.contains(PageWord::LINE_CLASS)
        || node.attr("role").as_deref() == Some("complementary")
        || is_below_side_heading(node)
}

/// Returns whether an element is hidden by its style, class or attributes.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let class = node.class().unwrap_or_default();
    let mut classes = class.split_whitespace();
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || node.attr("aria-hidden").as_deref() == Some("true")
        || classes.any(|class| HIDDEN.contains(&class))
}

/// Returns whether an element begins with a heading such as "Read more".
fn is_below_side_heading(node: &NodeRef<'_>) -> bool {
    let mut first = node.first_element_child();
    for _ in 0..3 {
        let Some(child) = first else {
            return false;
        };
        let is_heading = matches!(
            child.node_name().as_deref(),
            Some("h2" | "h3" | "h4" | "h5" | "h6" | "p" | "strong" | "span" | "b" | "div")
        );
        let text = child.text();
        if is_heading && text.len() < 80 && is_side_heading(&text) {
            return true;
        }
        first = child.first_element_child();
    }
    false
}

/// Returns whether an element is a caption or a line about the article.
fn is_line(node: &NodeRef<'_>, prose: &Prose) -> bool {
    let name = node.node_name().unwrap_or_default();
    match name.as_ref() {
        "figcaption" => return true,
        "footer" => return !prose.is_large(node),
        "h1" | "h2" | "h3" | "h4" | "blockquote" => return false,
        _ => {}
    }
    if prose.is_large(node) {
        return false;
    }
    let has_heading = node
        .descendants_it()
        .any(|below| matches!(below.node_name().as_deref(), Some("h1" | "h2" | "h3")));
    if has_heading {
        return false;
    }
    let meanings = meanings(node);
    meanings.contains(PageWord::CAPTION_CLASS)
        || meanings.contains(PageWord::LINE_CLASS) && prose.all(node) < MAX_LINE_BYTES
        || node.has_attr("itemprop")
            && matches!(
                node.attr_or("itemprop", "").as_ref(),
                "author" | "datePublished" | "dateModified" | "publisher" | "caption"
            )
}

/// Returns whether an element is a short box that begins with the name of an author.
fn is_about_author(node: &NodeRef<'_>, authors: &[String], prose: &Prose) -> bool {
    let is_box = matches!(
        node.node_name().as_deref(),
        Some("div" | "section" | "footer" | "aside")
    );
    if !is_box || prose.all(node) > MAX_BOX_BYTES || prose.is_large(node) {
        return false;
    }
    let texts = node.descendants_it().filter(NodeRef::is_text);
    let mut texts = texts.map(|text| plain(&text.text()));
    let first = texts.find(|text| !text.is_empty()).unwrap_or_default();
    authors.iter().any(|author| plain(author) == first)
}
