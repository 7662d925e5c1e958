//! Finds the heading of a page and the lines near it.

use dom_query::{Document, NodeData, NodeId, NodeRef, local_name};
use rustc_hash::FxHashMap;

use super::comments::is_comments;

/// Numbers of lines examined after and before the heading.
const AFTER: usize = 12;
const BEFORE: usize = 4;

/// Maximum length of a line that is not prose, in bytes. Lines after prose do not count as near the
/// heading.
const MAX_LINE_BYTES: usize = 200;

/// Returns the heading of the article. The first heading of a page may be the name of its site.
pub(super) fn heading(page: &Document) -> Option<NodeRef<'_>> {
    let body = page.body()?;
    let below = body.descendants_it().filter(NodeRef::is_element);
    let ranked = below.filter_map(|node| Some((rank(&node)?, node)));
    // `min_by_key` returns the first of equal rank.
    ranked
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, heading)| heading)
}

/// Returns the rank of an element as a candidate for the article's heading; 0 is the best, `None`
/// no candidate.
fn rank(node: &NodeRef<'_>) -> Option<usize> {
    let element = node.element_ref()?;
    let name = &*element.name.local;
    let attribute = |name| element.attr_ref(name).unwrap_or_default();
    let is_headline = || attribute(local_name!("itemprop")) == "headline";
    let class = attribute(local_name!("class"));
    if name == "h1" {
        let is_in_article = node
            .ancestors_it(None)
            .any(|above| matches!(above.node_name().as_deref(), Some("article" | "main")));
        let is_named = class.contains("title") || class.contains("headline");
        return Some(match (is_in_article, is_named || is_headline()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 3,
        });
    }
    let mut classes = class.split_whitespace();
    if classes.any(|class| matches!(class, "post-title" | "entry-title")) || is_headline() {
        return Some(2);
    }
    (name == "h2").then_some(4)
}

/// Returns the lines of text near the heading: those after it, then those before it.
pub(super) fn near_heading(page: &Document) -> Vec<String> {
    let Some(heading) = heading(page) else {
        return Vec::new();
    };
    let Some(body) = page.body() else {
        return Vec::new();
    };
    let mut lines: Vec<(String, NodeId)> = Vec::new();
    let mut place = None;
    for node in body.descendants_it() {
        if node.id == heading.id {
            place = Some(lines.len());
        }
        let is_prose = lines
            .last()
            .is_some_and(|(line, _)| line.len() > MAX_LINE_BYTES);
        let is_done = place.is_some_and(|place| {
            lines.len() > place + AFTER + 1 || lines.len() > place + 1 && is_prose
        });
        if is_done {
            break;
        }
        let text = node.query_or(None, |node| match &node.data {
            NodeData::Text { contents } => Some(contents.trim().to_owned()),
            _ => None,
        });
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            continue;
        };
        let Some(block) = block_of(&node).filter(|_| !is_elsewhere(&node)) else {
            continue;
        };
        match lines.last_mut() {
            Some((line, last)) if *last == block => {
                line.push(' ');
                line.push_str(&text);
            }
            _ => lines.push((text, block)),
        }
    }
    let place = place.unwrap_or(0).min(lines.len());
    let (before, behind) = lines.split_at(place);
    let before = before.iter().rev().take(BEFORE);
    behind
        .iter()
        .take(AFTER)
        .chain(before)
        .map(|(line, _)| line.clone())
        .collect()
}

/// Returns whether a text lies in a sidebar, navigation or comments.
fn is_elsewhere(text: &NodeRef<'_>) -> bool {
    text.ancestors_it(None).any(|above| {
        matches!(above.node_name().as_deref(), Some("aside" | "nav")) || is_comments(&above)
    })
}

/// Returns the nearest block element around a text.
fn block_of(text: &NodeRef<'_>) -> Option<NodeId> {
    let mut parent = text.parent()?;
    while matches!(
        parent.node_name().as_deref(),
        Some(
            "a" | "b"
                | "em"
                | "i"
                | "span"
                | "strong"
                | "time"
                | "small"
                | "abbr"
                | "u"
                | "cite"
                | "font"
        )
    ) {
        parent = parent.parent()?;
    }
    Some(parent.id)
}

/// Sorts elements by their distance from the heading: those after it, then those before it.
pub(super) fn order_by_heading(page: &Document, nodes: &mut [NodeRef<'_>]) {
    let (Some(heading), Some(body)) = (heading(page), page.body()) else {
        return;
    };
    if nodes.len() < 2 {
        return;
    }
    let places: FxHashMap<NodeId, usize> = body
        .descendants_it()
        .enumerate()
        .map(|(place, node)| (node.id, place))
        .collect();
    let place = |id: &NodeId| places.get(id).copied().unwrap_or_default();
    let middle = place(&heading.id);
    nodes.sort_by_key(|node| {
        let own = place(&node.id);
        if own >= middle {
            (false, own - middle)
        } else {
            (true, middle - own)
        }
    });
}
