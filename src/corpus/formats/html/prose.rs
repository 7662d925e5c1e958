//! How much of the prose of a page is below each element.

use dom_query::{Document, NodeData, NodeId, NodeRef};
use rustc_hash::FxHashMap;

/// Text of a page that is more than this part of all its prose is no notice.
const LARGEST_PART: f64 = 0.4;
/// Bytes from which a text without an element of its own counts as prose.
const SHORTEST_PROSE: usize = 80;

/// Bytes of text below each element: all of it, and what is prose.
pub(super) struct Prose {
    all: FxHashMap<NodeId, usize>,
    prose: FxHashMap<NodeId, usize>,
    of_page: usize,
}

impl Prose {
    pub(super) fn measure(page: &Document) -> Self {
        let mut measured = Self {
            all: FxHashMap::default(),
            prose: FxHashMap::default(),
            of_page: 0,
        };
        let Some(body) = page.body() else {
            return measured;
        };
        // An element is visited again once all below it is measured.
        let mut open = vec![(body, false)];
        while let Some((node, is_measured)) = open.pop() {
            if !is_measured {
                open.push((node, true));
                open.extend(node.children_it(true).map(|child| (child, false)));
                continue;
            }
            let own = node.query_or(0, |node| match &node.data {
                NodeData::Text { contents } => contents.trim().len(),
                _ => 0,
            });
            let all = own + measured.all.get(&node.id).copied().unwrap_or_default();
            let mut prose = measured.prose.get(&node.id).copied().unwrap_or_default();
            if own >= SHORTEST_PROSE {
                prose = own;
            } else if matches!(node.node_name().as_deref(), Some("p" | "blockquote" | "li")) {
                // Many short pieces, such as links, make a paragraph too.
                prose = if all >= SHORTEST_PROSE { all } else { prose };
            }
            measured.all.insert(node.id, all);
            measured.prose.insert(node.id, prose);
            match node.parent() {
                Some(parent) if node.id != body.id => {
                    *measured.all.entry(parent.id).or_default() += all;
                    *measured.prose.entry(parent.id).or_default() += prose;
                }
                _ => measured.of_page = prose,
            }
        }
        measured
    }

    pub(super) fn all(&self, node: &NodeRef<'_>) -> usize {
        self.all.get(&node.id).copied().unwrap_or_default()
    }

    /// The part of the prose of the page that is below an element.
    pub(super) fn part(&self, node: &NodeRef<'_>) -> f64 {
        let prose = self.prose.get(&node.id).copied().unwrap_or_default();
        prose as f64 / self.of_page.max(1) as f64
    }

    pub(super) fn is_large(&self, node: &NodeRef<'_>) -> bool {
        self.part(node) > LARGEST_PART
    }
}
