//! Recognises parts of a page that belong to other articles.

use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashMap;

use super::comments::is_comments;
use crate::corpus::formats::date::{self, NumberOrder};

/// Maximum number of elements between a date and its teaser.
const MAX_LEVELS: usize = 6;
/// Maximum length of a teaser, in bytes.
const MAX_TEASER_BYTES: usize = 2_000;
/// Minimum length of the text of a link to an article, in bytes.
const MIN_LINK_BYTES: usize = 8;

/// Memoised properties of elements: each element is examined once, however many dates there are.
#[derive(Default)]
pub(super) struct Others {
    /// Whether an element contains a date and a link.
    teasers: FxHashMap<NodeId, bool>,
    /// Number of child elements with a date and a link, by name and class.
    alike: FxHashMap<NodeId, FxHashMap<(String, String), usize>>,
    /// Whether the contents of an element belong to other articles or to comments.
    around: FxHashMap<NodeId, bool>,
}

impl Others {
    /// Returns whether an element belongs to another article, to a comment, or to the date of a
    /// change.
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

    /// Returns whether the contents of an element belong to other articles or to comments.
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

    /// Returns whether an element lies in a list of teasers: several similar elements that each
    /// contain a date and a link.
    fn is_listed(&mut self, node: &NodeRef<'_>) -> bool {
        let mut inner = *node;
        for _ in 0..MAX_LEVELS {
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

    /// Returns whether an element is short and contains a date and a link.
    fn is_teaser(&mut self, node: &NodeRef<'_>) -> bool {
        *self.teasers.entry(node.id).or_insert_with(|| {
            let text = node.text();
            let has_time = || node.descendants_it().any(|below| below.has_name("time"));
            text.len() < MAX_TEASER_BYTES
                && (has_time() || date::find(&text, NumberOrder::DayFirst).is_some())
                && has_link(node)
        })
    }

    /// Counts the teasers below `outer` with the name and class of `inner`.
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
    below.any(|below| below.has_name("a") && below.text().trim().len() > MIN_LINK_BYTES)
}

/// Returns the name and the class of an element.
fn kind(node: &NodeRef<'_>) -> (String, String) {
    let name = node.node_name().unwrap_or_default();
    (
        name.to_string(),
        node.class().unwrap_or_default().to_string(),
    )
}
