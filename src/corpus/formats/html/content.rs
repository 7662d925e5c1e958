//! Finds the element that holds the article.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use super::boilerplate::TEXT;
use super::fragment::{append_fragment, append_tree};
use super::prose::Prose;
use crate::corpus::formats::blocks::Blocks;

/// Part of the prose of a page that its article has at least.
const LEAST_PART: f64 = 0.5;

/// Elements that hold an article by their name, the surest first.
const ARTICLES: [&str; 2] = ["article, [role=article]", TEXT];

/// Adds the blocks of the article of a page that has been cleaned.
pub(super) fn append(page: Document, is_live: bool, title: &str, blocks: &mut Blocks) {
    let prose = Prose::measure(&page);
    // The entries of a live blog may be too short for anyone who looks for prose.
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

fn root<'a>(page: &'a Document, prose: &Prose) -> Option<NodeRef<'a>> {
    ARTICLES.iter().find_map(|selector| {
        let nodes = page.select(selector);
        let nodes = nodes.nodes().iter().copied();
        let largest = nodes.max_by(|one, other| prose.part(one).total_cmp(&prose.part(other)))?;
        (prose.part(&largest) >= LEAST_PART).then_some(largest)
    })
}

/// Removes lists of links.
fn remove_links(root: &NodeRef<'_>, prose: &Prose) {
    let mut removed = Vec::new();
    for node in root.descendants_it().filter(NodeRef::is_element) {
        if !matches!(
            node.node_name().as_deref(),
            Some("ul" | "ol" | "p" | "div" | "section" | "table" | "dl")
        ) {
            continue;
        }
        let all = prose.all(&node);
        let links = node.find(&["a"]);
        let linked: usize = links.iter().map(|link| link.text().trim().len()).sum();
        let is_list = matches!(node.node_name().as_deref(), Some("ul" | "ol"));
        let least = if is_list { 0.6 } else { 0.9 };
        if linked > 0 && linked as f64 > all as f64 * least && prose.part(&node) < 0.4 {
            removed.push(node);
        }
    }
    for node in removed {
        node.remove_from_parent();
    }
}
