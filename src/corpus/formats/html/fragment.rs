//! Converts an HTML tree into blocks.

use dom_query::NodeRef;

use super::live::is_time;
use super::tree;
use crate::corpus::formats::blocks::Blocks;
use crate::corpus::formats::fields;

/// Elements without visible text.
const HIDDEN: [&str; 11] = [
    "script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg",
    "select", "textarea",
];

/// Inline elements; all others begin and end a block.
const INLINE: [&str; 40] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "math", "nobr",
    "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u",
];

/// Maximum number of words in a heading.
const MAX_HEADING_WORDS: usize = 40;
/// Minimum number of words in a heading that counts as a sentence if it ends like one.
const MIN_SENTENCE_WORDS: usize = 6;

/// Adds the blocks of a piece of HTML. Returns `false` and adds nothing if it is too large or too
/// deeply nested.
pub(in crate::corpus::formats) fn append_fragment(
    html: &str,
    title: &str,
    blocks: &mut Blocks,
) -> bool {
    let Ok(document) = tree::fragment(html) else {
        return false;
    };
    append_tree(document.root(), title, blocks);
    true
}

/// Adds the blocks below an element.
pub(super) fn append_tree(root: NodeRef<'_>, title: &str, blocks: &mut Blocks) {
    let mut walk = Walk {
        title,
        blocks,
        words: String::new(),
        preformatted: 0,
        first_cell: true,
    };
    walk.below(root);
    walk.end_block(None);
}

struct Walk<'a> {
    title: &'a str,
    blocks: &'a mut Blocks,
    words: String,
    /// Number of open elements that preserve white space.
    preformatted: usize,
    /// Whether the next table cell is the first of its row.
    first_cell: bool,
}

impl Walk<'_> {
    /// Visits everything below `root` in reading order, without recursion.
    fn below(&mut self, root: NodeRef<'_>) {
        let Some(mut node) = root.first_child() else {
            return;
        };
        loop {
            if self.enter(&node)
                && let Some(child) = node.first_child()
            {
                node = child;
                continue;
            }
            loop {
                self.leave(&node);
                if let Some(sibling) = node.next_sibling() {
                    node = sibling;
                    break;
                }
                match node.parent() {
                    Some(parent) if parent.id != root.id => node = parent,
                    _ => return,
                }
            }
        }
    }

    /// Processes the start of a node. Returns whether to visit its children.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else {
            return true;
        };
        let name = name.as_ref();
        match name {
            _ if HIDDEN.contains(&name) => return false,
            "br" => {
                self.trim_space();
                if self.words.ends_with('\n') {
                    self.end_block(None);
                } else {
                    self.words.push('\n');
                }
            }
            "td" | "th" => {
                if !self.first_cell {
                    self.trim_space();
                    self.words.push_str(" | ");
                }
                self.first_cell = false;
            }
            _ if INLINE.contains(&name) => {}
            _ => {
                self.end_block(None);
                self.first_cell = true;
                self.preformatted += usize::from(name == "pre");
            }
        }
        true
    }

    /// Processes the end of a node.
    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else {
            return;
        };
        let name = name.as_ref();
        if matches!(name, "td" | "th") || INLINE.contains(&name) || HIDDEN.contains(&name) {
            return;
        }
        self.end_block(Some(name));
        self.preformatted -= usize::from(name == "pre");
    }

    /// Appends text, with white space collapsed outside of preformatted elements.
    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.words.push_str(text);
            return;
        }
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.words.push(c);
            } else if !self.words.is_empty() && !self.words.ends_with([' ', '\n']) {
                self.words.push(' ');
            }
        }
    }

    fn trim_space(&mut self) {
        while self.words.ends_with(' ') {
            self.words.pop();
        }
    }

    /// Adds a heading. Appends it to the time of a live blog's entry, if that directly precedes it.
    fn heading(&mut self, words: &str) {
        let time = self.blocks.open_heading();
        if time.is_some_and(is_time) && !words.trim().is_empty() {
            self.blocks.extend_heading(&format!(" · {}", words.trim()));
        } else {
            self.blocks.heading(words);
        }
    }

    /// Ends the block before a tag. `name` is the element's name if the tag is its end tag.
    fn end_block(&mut self, name: Option<&str>) {
        let words = std::mem::take(&mut self.words);
        match name {
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") if !is_sentence(&words) => {
                if fields::one_line(&words).as_deref() != Some(self.title) {
                    self.heading(&words);
                }
            }
            _ => self.blocks.paragraph(&words),
        }
    }
}

/// Returns whether a heading is a sentence of the text: some pages mark up their lead as a heading.
fn is_sentence(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let ends = words.trim_end().trim_end_matches(['"', '”', '’', '»', ')']);
    count > MAX_HEADING_WORDS || count >= MIN_SENTENCE_WORDS && ends.ends_with('.')
}
