//! Which parts of a page belong to other articles than its own.

use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashMap;

use super::comments::is_comments;
use crate::corpus::formats::date::{self, NumberOrder};

/// Most elements between a date and the teaser that it is in.
const MOST_LEVELS: usize = 6;
/// Bytes of a teaser.
const LONGEST_TEASER: usize = 2_000;
/// Bytes of the text of a link that leads to an article.
const LONG_LINK: usize = 8;

/// What was found out about elements so far. Each is looked at once, however many dates there are.
#[derive(Default)]
pub(super) struct Others {
    /// Whether an element has a date and a link.
    teasers: FxHashMap<NodeId, bool>,
    /// How many elements of one name and class below an element have a date and a link.
    alike: FxHashMap<NodeId, FxHashMap<(String, String), usize>>,
    /// Whether what is below an element belongs to other articles or to comments.
    around: FxHashMap<NodeId, bool>,
}

impl Others {
    /// Whether an element belongs to another article, to a comment, or to the day of a change.
    pub(super) fn has(&mut self, node: &NodeRef<'_>) -> bool {
        let class = node.class().unwrap_or_default().to_lowercase();
        let is_change = ["updated", "modified"]
            .iter()
            .any(|word| class.contains(word))
            && !["published", "entry-date"]
                .iter()
                .any(|word| class.contains(word));
        is_change
            || self.is_listed(node)
            || node
                .ancestors_it(None)
                .any(|parent| self.is_around(&parent))
    }

    /// Whether what is below an element belongs to other articles.
    fn is_around(&mut self, parent: &NodeRef<'_>) -> bool {
        *self
            .around
            .entry(parent.id)
            .or_insert_with(|| match parent.node_name().as_deref() {
                Some("aside") => has_link(parent),
                Some("body" | "html") => false,
                _ => is_comments(parent),
            })
    }

    /// Whether an element is one of several alike that all have a date and a link, as in a list of
    /// teasers.
    fn is_listed(&mut self, node: &NodeRef<'_>) -> bool {
        let mut inner = *node;
        for _ in 0..MOST_LEVELS {
            let outer = inner.parent().filter(|outer| !outer.has_name("body"));
            let Some(outer) = outer else {
                return false;
            };
            if self.is_teaser(&inner) && self.count_alike(&outer, &inner) > 1 {
                return true;
            }
            inner = outer;
        }
        false
    }

    fn is_teaser(&mut self, node: &NodeRef<'_>) -> bool {
        *self.teasers.entry(node.id).or_insert_with(|| {
            let text = node.text();
            let has_time = || node.descendants_it().any(|below| below.has_name("time"));
            text.len() < LONGEST_TEASER
                && (has_time() || date::find(&text, NumberOrder::DayFirst).is_some())
                && has_link(node)
        })
    }

    /// Number of teasers below `outer` with the name and class of `inner`.
    fn count_alike(&mut self, outer: &NodeRef<'_>, inner: &NodeRef<'_>) -> usize {
        if !self.alike.contains_key(&outer.id) {
            let mut counts: FxHashMap<(String, String), usize> = FxHashMap::default();
            for child in outer.children_it(false) {
                if self.is_teaser(&child) {
                    *counts.entry(kind(&child)).or_default() += 1;
                }
            }
            self.alike.insert(outer.id, counts);
        }
        let counts = self.alike.get(&outer.id);
        let count = counts.and_then(|counts| counts.get(&kind(inner)));
        count.copied().unwrap_or_default()
    }
}

fn has_link(node: &NodeRef<'_>) -> bool {
    let mut below = node.descendants_it();
    below.any(|below| below.has_name("a") && below.text().trim().len() > LONG_LINK)
}

/// The name and the class of an element.
fn kind(node: &NodeRef<'_>) -> (String, String) {
    let name = node.node_name().unwrap_or_default();
    (
        name.to_string(),
        node.class().unwrap_or_default().to_string(),
    )
}
