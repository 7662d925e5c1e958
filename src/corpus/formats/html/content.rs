//! Finds the element that contains the article.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use super::boilerplate::TEXT;
use super::elements::Elements;
use super::fragment::{append_fragment, append_tree};
use super::prose::Prose;
use crate::corpus::formats::blocks::Blocks;

/// Minimum share of a page's prose in the element of its article.
const MIN_SHARE: f64 = 0.5;
/// Minimum share if no other element has such a name.
const MIN_SHARE_OF_ONLY: f64 = 0.25;

/// Elements whose name says that they contain an article, most reliable first.
const ARTICLES: [Elements; 3] = [
    Elements {
        names: &["article"],
        values: &[("role", "article")],
        ..Elements::NONE
    },
    TEXT,
    Elements {
        classes: &["post", "story", "hentry"],
        ..Elements::NONE
    },
];

/// Adds the blocks of the article of a cleaned page.
pub(super) fn append(page: Document, is_live: bool, title: &str, blocks: &mut Blocks) {
    let prose = Prose::measure(&page);
    // The entries of a live blog may be too short to be recognised as prose.
    let main = is_live.then(|| page.select_single("main, [role=main]"));
    let main = main.and_then(|main| main.nodes().first().copied());
    if let Some(root) = root(&page, &prose).or(main) {
        remove_links(&root, &prose);
        append_tree(root, title, blocks);
        return;
    }
    let content = Readability::with_document(page, None, None)
        .and_then(|mut readability| readability.parse());
    if let Ok(content) = content {
        append_fragment(&content.content, title, blocks);
    }
}

/// Returns the element that contains the article, by its name and its share of the prose.
fn root<'a>(page: &'a Document, prose: &Prose) -> Option<NodeRef<'a>> {
    ARTICLES.iter().find_map(|articles| {
        let nodes = articles.of(page);
        let largest = nodes
            .iter()
            .copied()
            .max_by(|one, other| prose.part(one).total_cmp(&prose.part(other)))?;
        let is_only = nodes.len() == 1 && prose.part(&largest) >= MIN_SHARE_OF_ONLY;
        (is_only || prose.part(&largest) >= MIN_SHARE).then_some(largest)
    })
}

/// Removes lists of links and elements that consist of links.
fn remove_links(root: &NodeRef<'_>, prose: &Prose) {
    let mut removed = Vec::new();
    for node in root.descendants_it().filter(NodeRef::is_element) {
        let is_links = match node.node_name().as_deref() {
            Some("ul" | "ol") => {
                let items: Vec<NodeRef<'_>> = node.element_children();
                let links = items.iter().filter(|item| is_linked(item, 0.6, prose));
                links.count() * 5 > items.len() * 3
            }
            Some("p" | "div" | "section" | "table" | "dl") => is_linked(&node, 0.9, prose),
            _ => false,
        };
        if is_links && prose.part(&node) < 0.4 {
            removed.push(node);
        }
    }
    for node in removed {
        node.remove_from_parent();
    }
}

/// Returns whether more than the share `least` of an element's text is links.
fn is_linked(node: &NodeRef<'_>, least: f64, prose: &Prose) -> bool {
    let links = node.find(&["a"]);
    let linked: usize = links.iter().map(|link| link.text().trim().len()).sum();
    linked > 0 && linked as f64 > prose.all(node) as f64 * least
}
