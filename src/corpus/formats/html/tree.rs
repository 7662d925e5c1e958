//! Parses HTML into a tree of bounded size, in linear time.
//!
//! A tree builder repeatedly searches the open elements, and a tokenizer compares each attribute of
//! a tag with all others. Both take quadratic time on hostile input. The depth of the tree and the
//! number of attributes are therefore limited while the HTML is read, not afterwards.

use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeId};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{QualName, TokenizerResult, local_name, ns};

use super::attributes::AttributeCounter;
use super::bounded_sink::{BoundedSink, MAX_DEPTH};

/// Maximum number of attributes of one tag.
const MAX_ATTRIBUTES_OF_TAG: usize = 500;
/// Maximum sum of the depths of all nodes, where a text counts once for each [`TEXT_UNIT`]. It
/// bounds the work of reading the text of every element. Large real pages stay below a tenth of it.
const MAX_SUM_OF_DEPTHS: usize = 5_000_000;
/// Length of text that counts as one node in the sum of depths, in bytes.
const TEXT_UNIT: usize = 64;

/// Error for HTML with too many elements or attributes, or with too deep nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Excessive;

/// Parses a page.
pub(super) fn page(html: &str) -> Result<Document, Excessive> {
    build(html, TreeBuilder::new(BoundedSink::page(), options())).0
}

/// Parses HTML as the contents of a body.
pub(super) fn fragment(html: &str) -> Result<Document, Excessive> {
    let sink = BoundedSink::fragment();
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let body = create_element(&sink, body, Vec::new());
    let options = TreeBuilderOpts {
        drop_doctype: true,
        ..options()
    };
    build(
        html,
        TreeBuilder::new_for_fragment(sink, body, None, options),
    )
    .0
}

fn options() -> TreeBuilderOpts {
    TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    }
}

type Builder = TreeBuilder<NodeId, BoundedSink>;

/// Builds the tree and returns it with the number of steps.
fn build(html: &str, builder: Builder) -> (Result<Document, Excessive>, usize) {
    let tokenizer = Tokenizer::new(Watch::new(builder), TokenizerOpts::default());
    let is_read = feed(&tokenizer, html);
    let sink = tokenizer.sink.builder.sink;
    let steps = sink.steps();
    let is_bounded = is_read && !sink.is_excessive() && !is_too_deep(sink.document());
    let tree = if is_bounded {
        Ok(sink.into_document())
    } else {
        Err(Excessive)
    };
    (tree, steps)
}

/// Feeds the tokenizer in pieces that end with `>`, because only there a tag can end. Returns
/// whether all of the HTML was read.
fn feed(tokenizer: &Tokenizer<Watch>, html: &str) -> bool {
    let watch = &tokenizer.sink;
    let whole = StrTendril::from_slice(html);
    let queue = BufferQueue::default();
    let mut counter = AttributeCounter::default();
    // Earliest possible start of the open tag, and the end of the part that was counted.
    let (mut open, mut counted) = (0, 0);
    let mut end = 0;
    for piece in html.split_inclusive('>') {
        let place = (u32::try_from(end), u32::try_from(piece.len()));
        let (Ok(at), Ok(length)) = place else {
            return false;
        };
        end += piece.len();
        // Counting is needed only for tags that are long enough to have too many attributes.
        if end - open > MAX_ATTRIBUTES_OF_TAG {
            let raw_text = watch.raw_text.borrow();
            let pieces = html
                .get(counted..end)
                .unwrap_or_default()
                .split_inclusive('>');
            let count = |piece| counter.count(piece, raw_text.as_deref());
            if pieces.map(count).any(|count| count > MAX_ATTRIBUTES_OF_TAG) {
                return false;
            }
            counted = end;
        }
        queue.push_back(whole.subtendril(at, length));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        if watch.is_complete.take() {
            counter.complete();
            (open, counted) = (end, end);
        }
        if watch.builder.sink.is_excessive() {
            return false;
        }
    }
    tokenizer.end();
    true
}

/// Token sink that forwards tokens and records state that the tokenizer does not expose.
struct Watch {
    builder: Builder,
    /// Whether a tag, a comment or a doctype was completed since the flag was last read.
    is_complete: Cell<bool>,
    /// The element whose raw text is being read.
    raw_text: RefCell<Option<String>>,
}

impl Watch {
    fn new(builder: Builder) -> Self {
        Self {
            builder,
            is_complete: Cell::new(false),
            raw_text: RefCell::new(None),
        }
    }
}

impl TokenSink for Watch {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let mut opened = None;
        match &token {
            Token::TagToken(tag) => {
                self.is_complete.set(true);
                self.raw_text.take();
                opened = (tag.kind == StartTag).then(|| tag.name.clone());
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.is_complete.set(true),
            _ => {}
        }
        let result = self.builder.process_token(token, line);
        if let TokenSinkResult::RawData(_) = result {
            self.raw_text.replace(opened.map(|name| name.to_string()));
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Returns whether an element is too deep or the sum of all depths is too large.
fn is_too_deep(document: &Document) -> bool {
    let root = document.root();
    let (mut depth, mut sum) = (1_usize, 0_usize);
    let mut next = root.first_child();
    while let Some(node) = next {
        let units = node.query_or(1, |node| match &node.data {
            dom_query::NodeData::Text { contents } => 1 + contents.len() / TEXT_UNIT,
            _ => 1,
        });
        sum += depth * units;
        if depth > MAX_DEPTH || sum > MAX_SUM_OF_DEPTHS {
            return true;
        }
        next = node.first_child();
        if next.is_some() {
            depth += 1;
            continue;
        }
        let mut last = node;
        next = loop {
            if let Some(sibling) = last.next_sibling() {
                break Some(sibling);
            }
            match last.parent() {
                Some(parent) if parent.id != root.id => last = parent,
                _ => break None,
            }
            depth -= 1;
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Maximum number of steps for each byte of HTML: an element may search all open ones.
    const STEPS_PER_BYTE: usize = 4 * MAX_DEPTH;

    fn check(html: &str, is_refused: bool) {
        let (tree, steps) = build(html, TreeBuilder::new(BoundedSink::page(), options()));
        let shown = html.get(..html.floor_char_boundary(40)).unwrap_or_default();
        assert_eq!(tree.is_err(), is_refused, "{shown}");
        // Excessive pages are rejected early.
        let bytes = if is_refused { 64 << 10 } else { html.len() };
        assert!(steps <= bytes * STEPS_PER_BYTE, "{steps} steps: {shown}");
    }

    fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
        (0..count).map(piece).collect()
    }

    #[test]
    fn hostile_html_is_refused_in_linear_time() {
        check(&"<div>".repeat(100_000), true);
        check(&"<div></x>".repeat(100_000), true);
        check(&"<div></p>".repeat(100_000), true);
        check(&"<div><!--</div>-->".repeat(50_000), true);
        check(&"<svg><g></x>".repeat(100_000), true);
        check(&"<ul><li>".repeat(50_000), true);
        check(&format!("<svg>{}", "<tr>".repeat(50_000)), true);
        check(&"<math><mi><p></mi>".repeat(50_000), true);
        check(&"<table><td>".repeat(50_000), true);
        check(&"<select><option></select><b>".repeat(50_000), true);
        check(&numbered(50_000, |n| format!("<b a={n}>x")), true);
        // Each paragraph reopens the elements that the one before left open.
        check(&numbered(50_000, |n| format!("<p><b a={n}>x</p>")), true);
        check(&numbered(50_000, |n| format!("<a{n}></x>")), true);
    }

    #[test]
    fn many_attributes_are_refused_before_they_are_compared() {
        let many = |separator: &str| numbered(100_000, |n| format!("a{n}{separator}"));
        check(&format!("<p {}>", many(" ")), true);
        check(&format!("<p {}>", many("/")), true);
        check(&format!("<p {}>", many("=''")), true);
        check(&format!("<p x='>' {}>", many(" ")), true);
        check(&format!("<p x=\"'>\" {}>", many(" ")), true);
        check(&format!("<script></script {}>", many(" ")), true);
        check(&format!("<!-- <p x=\"> --><p {}>", many(" ")), true);
        check(&format!("<svg><![CDATA[<p x=\">]]><p {}>", many(" ")), true);
        // Later tags add to the attributes of the first.
        check(&numbered(50_000, |n| format!("<html a{n}>")), true);
    }

    #[test]
    fn large_pages_are_read() {
        check(&"<div></div>".repeat(90_000), false);
        check(&"<div><p>words</p></div>".repeat(2_000), false);
        check(&"<p>left open<br>".repeat(40_000), false);
        check(&"<ul><li>left open</ul>".repeat(9_000), false);
        check(&format!("<svg>{}</svg>", "<path/>".repeat(9_000)), false);
        check(&"a < b ".repeat(9_000), false);
        check(&format!("<path d=\"{}\">", "1 / ".repeat(200_000)), false);
        // Markup in a script, a style or a template is not nested.
        let markup = "x+='<div class=\"a\"><p a b c>';".repeat(9_000);
        check(&format!("<script>{markup}</script><p>words"), false);
        check(&format!("<style>{markup}</style><p>words"), false);
        check(&format!("<textarea>{markup}</textarea><p>words"), false);
        check(
            &format!("<script>{}</script>", "a <b c d ".repeat(9_000)),
            false,
        );
    }
}
