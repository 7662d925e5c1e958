//! Measures the amount of prose in each element of a page.

use dom_query::{Document, NodeData, NodeId, NodeRef};
use rustc_hash::FxHashMap;

/// Share of a page's prose above which an element is too large to be a notice.
const MAX_NOTICE_SHARE: f64 = 0.4;
/// Minimum length of a text node that counts as prose, in bytes.
const MIN_PROSE_BYTES: usize = 80;

/// Lengths of all text and of the prose in each element, in bytes.
pub(super) struct Prose {
    measures: FxHashMap<NodeId, Measure>,
    of_page: usize,
}

/// Lengths of all text and of the prose in one element, in bytes.
#[derive(Clone, Copy, Default)]
struct Measure {
    all: usize,
    prose: usize,
}

impl Prose {
    /// Measures all elements of a page.
    pub(super) fn measure(page: &Document) -> Self {
        let mut measured = Self {
            measures: FxHashMap::default(),
            of_page: 0,
        };
        let Some(body) = page.body() else {
            return measured;
        };
        // An element is visited a second time after everything below it was measured.
        let mut open = vec![(body, false)];
        while let Some((node, is_measured)) = open.pop() {
            if !is_measured && node.is_element() {
                open.push((node, true));
                open.extend(node.children_it(true).map(|child| (child, false)));
                continue;
            }
            let measure = if is_measured {
                measured.element(&node)
            } else {
                text(&node)
            };
            match node.parent() {
                Some(parent) if node.id != body.id => {
                    let above = measured.measures.entry(parent.id).or_default();
                    above.all += measure.all;
                    above.prose += measure.prose;
                }
                _ => measured.of_page = measure.prose,
            }
        }
        measured
    }

    /// Returns the measure of an element after everything below it was measured.
    fn element(&mut self, node: &NodeRef<'_>) -> Measure {
        let Some(measure) = self.measures.get_mut(&node.id) else {
            return Measure::default();
        };
        // Many short text nodes, such as links, also make a paragraph.
        if measure.all >= MIN_PROSE_BYTES
            && matches!(node.node_name().as_deref(), Some("p" | "blockquote" | "li"))
        {
            measure.prose = measure.all;
        }
        *measure
    }

    /// Returns the length of an element's text, in bytes.
    pub(super) fn all(&self, node: &NodeRef<'_>) -> usize {
        self.measures.get(&node.id).map_or(0, |measure| measure.all)
    }

    /// Returns the share of the page's prose in an element, from 0 to 1.
    pub(super) fn part(&self, node: &NodeRef<'_>) -> f64 {
        let prose = self
            .measures
            .get(&node.id)
            .map_or(0, |measure| measure.prose);
        prose as f64 / self.of_page.max(1) as f64
    }

    /// Returns whether an element has too much of the page's prose to be a notice.
    pub(super) fn is_large(&self, node: &NodeRef<'_>) -> bool {
        self.part(node) > MAX_NOTICE_SHARE
    }
}

fn text(node: &NodeRef<'_>) -> Measure {
    let all = node.query_or(0, |node| match &node.data {
        NodeData::Text { contents } => contents.trim().len(),
        _ => 0,
    });
    Measure {
        all,
        prose: if all >= MIN_PROSE_BYTES { all } else { 0 },
    }
}
