//! Measures the amount of prose in each element of a page.

use dom_query::{Document, NodeData, NodeId, NodeRef};
use rustc_hash::FxHashMap;

/// Share of a page's prose above which an element is too large to be a notice.
const MAX_NOTICE_SHARE: f64 = 0.4;
/// Minimum length of a text node that counts as prose, in bytes.
const MIN_PROSE_BYTES: usize = 80;

/// Lengths of all text and of the prose in each element, in bytes.
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
        // An element is visited a second time after everything below it was measured.
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
            if own >= MIN_PROSE_BYTES {
                prose = own;
            } else if matches!(node.node_name().as_deref(), Some("p" | "blockquote" | "li")) {
                // Many short text nodes, such as links, also make a paragraph.
                prose = if all >= MIN_PROSE_BYTES { all } else { prose };
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

    /// Returns the length of an element's text, in bytes.
    pub(super) fn all(&self, node: &NodeRef<'_>) -> usize {
        self.all.get(&node.id).copied().unwrap_or_default()
    }

    /// Returns the share of the page's prose in an element, from 0 to 1.
    pub(super) fn part(&self, node: &NodeRef<'_>) -> f64 {
        let prose = self.prose.get(&node.id).copied().unwrap_or_default();
        prose as f64 / self.of_page.max(1) as f64
    }

    /// Returns whether an element has too much of the page's prose to be a notice.
    pub(super) fn is_large(&self, node: &NodeRef<'_>) -> bool {
        self.part(node) > MAX_NOTICE_SHARE
    }
}
