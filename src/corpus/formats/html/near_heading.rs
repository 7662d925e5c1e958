//! What stands near the heading of a page.

use dom_query::{Document, NodeData, NodeId, NodeRef};
use rustc_hash::FxHashMap;

use super::comments::is_comments;

/// Lines that are looked at behind the heading, and before it.
const BEHIND: usize = 12;
const BEFORE: usize = 4;

/// A longer line is prose, and what stands behind it is not near the heading.
const LONGEST_LINE: usize = 200;

/// The heading of the article. The first heading of a page may be the name of its site.
pub(super) fn heading(page: &Document) -> Option<NodeRef<'_>> {
    let body = page.body()?;
    let below = body.descendants_it().filter(NodeRef::is_element);
    let ranked = below.filter_map(|node| Some((rank(&node)?, node)));
    // The first of those of one rank.
    ranked
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, heading)| heading)
}

/// How sure it is that an element is the heading of the article; 0 is the surest.
fn rank(node: &NodeRef<'_>) -> Option<usize> {
    let name = node.node_name()?;
    let is_headline = || node.attr("itemprop").as_deref() == Some("headline");
    let class = node.class().unwrap_or_default();
    if name.as_ref() == "h1" {
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
    (name.as_ref() == "h2").then_some(4)
}

/// The lines of text near the heading, those behind it first.
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
            .is_some_and(|(line, _)| line.len() > LONGEST_LINE);
        let is_done = place.is_some_and(|place| {
            lines.len() > place + BEHIND + 1 || lines.len() > place + 1 && is_prose
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
        .take(BEHIND)
        .chain(before)
        .map(|(line, _)| line.clone())
        .collect()
}

/// Whether a text stands beside or below the article, wherever its heading is.
fn is_elsewhere(text: &NodeRef<'_>) -> bool {
    text.ancestors_it(None).any(|above| {
        matches!(above.node_name().as_deref(), Some("aside" | "nav")) || is_comments(&above)
    })
}

/// The nearest element around a text that begins and ends a line.
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

/// Sorts elements by their distance from the heading: those behind it first, then those before it.
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
