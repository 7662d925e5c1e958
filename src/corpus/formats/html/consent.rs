//! Recognises notices about cookies and privacy.

use dom_query::{Document, NodeData, NodeId, NodeRef};
use rustc_hash::FxHashSet;

use super::prose::Prose;
use crate::lexicon::{PageWord, page_word};

/// Maximum length of a notice, in bytes.
const MAX_NOTICE_BYTES: usize = 4_000;

/// Elements of a page that may be notices about cookies and privacy.
pub(super) struct Consent {
    around: FxHashSet<NodeId>,
}

impl Consent {
    /// Finds the elements around each text that has a word such as "cookies".
    pub(super) fn find(page: &Document) -> Self {
        let mut around = FxHashSet::default();
        let root = page.root();
        let has_word = |node: &NodeRef<'_>| {
            node.query_or(false, |node| match &node.data {
                NodeData::Text { contents } => has_word(&contents.to_lowercase()),
                _ => false,
            })
        };
        for text in root.descendants_it().filter(has_word) {
            for above in text.ancestors_it(None) {
                if !around.insert(above.id) {
                    break;
                }
            }
        }
        Self { around }
    }

    /// Returns whether an element is a notice, which may be longer than the article.
    pub(super) fn is_notice(&self, node: &NodeRef<'_>, prose: &Prose) -> bool {
        self.around.contains(&node.id) && prose.all(node) < MAX_NOTICE_BYTES && is_consent(node)
    }
}

/// Returns whether a text in lower case contains a word that all these notices have.
fn has_word(text: &str) -> bool {
    text.contains("cookie") || text.contains("consent")
}

fn is_consent(node: &NodeRef<'_>) -> bool {
    let text = node.text().to_lowercase();
    let mut words = 0_usize;
    let mut found = Vec::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        if page_word(word).contains(PageWord::CONSENT) {
            found.push(word);
        }
    }
    let all = found.len();
    found.sort_unstable();
    found.dedup();
    found.iter().any(|word| has_word(word)) && found.len() >= 2 && all * 25 >= words
}
