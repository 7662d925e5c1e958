//! Extracts the authors of a page.

use dom_query::{Document, NodeRef};

use super::comments::is_comments;
use super::declared::Declared;
use super::near_heading::near_heading;
use super::text::{plain, separated};
use crate::corpus::formats::byline::{begins_with_by, names};
use crate::corpus::formats::fields;

/// Names of `<meta>` elements with authors.
const META: [&str; 10] = [
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "article:author_name",
    "twitter:creator_name",
];

/// Selectors of elements with the byline, most reliable first.
const ELEMENTS: [&str; 6] = [
    "[itemprop=author] [itemprop=name], [itemprop=author][content]",
    "[itemprop=author], [rel=author], .vcard .fn, .author.vcard, .h-card .p-name",
    "[class*=byline] a, [class*=Byline] a, [class*=author-name], [class*=authorName], [class*=author_name]",
    "[class*=byline], [class*=Byline], [id*=byline], [data-testid*=byline]",
    "[class*=author], [class*=Author], [id*=author]",
    ".by, .submitted, address, [class*=writer], [class*=posted-by], [class*=postedby]",
];

/// Maximum length of the text of a byline element, in bytes.
const MAX_BYLINE_BYTES: usize = 200;

/// Extracts the authors. The visible byline takes precedence if the page declares only its own name
/// as the author.
pub(super) fn read(page: &Document, declared: &Declared) -> Vec<String> {
    let Declared {
        linked,
        metas,
        sites,
    } = declared;
    let declared = linked.names("author").into_iter();
    let declared = declared.chain(linked.names("creator"));
    let declared: Vec<String> = declared.flat_map(|name| names(&name)).collect();
    let of_page = || {
        META.iter().find_map(|name| {
            let authors = metas.of(name).into_iter();
            let authors = authors.filter(|author| fields::web_address(author).is_none());
            let authors: Vec<String> = authors.flat_map(|author| names(&author)).collect();
            (!authors.is_empty()).then_some(authors)
        })
    };
    let declared = if declared.is_empty() {
        of_page().unwrap_or_default()
    } else {
        declared
    };
    let is_site = |name: &String| sites.contains(&plain(name));
    if !declared.is_empty() && !declared.iter().all(is_site) {
        return unique(declared);
    }
    let mut shown = of_elements(page)
        .or_else(|| of_lines(page))
        .unwrap_or_default();
    if shown.is_empty() || shown.iter().all(is_site) && !declared.is_empty() {
        return unique(declared);
    }
    if !shown.iter().all(is_site) {
        shown.retain(|name| !is_site(name));
    }
    unique(shown)
}

/// Returns the authors that the page's markup names anywhere, such as in its footer.
pub(super) fn marked_up_authors(page: &Document) -> Vec<String> {
    let nodes = page.select(ELEMENTS[0]);
    let mut nodes = nodes.nodes().iter();
    let first = nodes.find(|node| !node.ancestors_it(None).any(|above| is_comments(&above)));
    first.map(of_element).unwrap_or_default()
}

/// Returns the authors in elements whose markup names them.
fn of_elements(page: &Document) -> Option<Vec<String>> {
    ELEMENTS.iter().find_map(|selector| {
        let nodes = page.select(selector);
        let mut found = Vec::new();
        for node in nodes.nodes() {
            // Only the first element and those next to it: elements further down name others.
            if found.is_empty() || is_beside(node, nodes.nodes()) {
                found.extend(of_element(node));
            }
        }
        (!found.is_empty()).then_some(found)
    })
}

/// Returns the authors in a line near the heading that begins with a word such as "By".
fn of_lines(page: &Document) -> Option<Vec<String>> {
    let lines = near_heading(page);
    let line = lines
        .iter()
        .find(|line| line.len() < MAX_BYLINE_BYTES && begins_with_by(line))?;
    Some(names(line))
}

/// Returns the authors in one element.
fn of_element(node: &NodeRef<'_>) -> Vec<String> {
    if let Some(content) = node.attr("content") {
        return names(&content);
    }
    let line = separated(node);
    if line.is_empty() || line.len() > MAX_BYLINE_BYTES {
        return Vec::new();
    }
    names(&line)
}

/// Returns whether an element has the same parent or grandparent as the first.
fn is_beside(node: &NodeRef<'_>, all: &[NodeRef<'_>]) -> bool {
    let above = |node: &NodeRef<'_>| {
        let parent = node.parent()?;
        Some((parent.id, parent.parent()?.id))
    };
    let (Some(first), Some(own)) = (all.first().and_then(above), above(node)) else {
        return false;
    };
    first.0 == own.0 || first.1 == own.1
}

/// Removes repeated names, ignoring ASCII case, and keeps the order.
fn unique(found: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in found {
        if !names.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}
