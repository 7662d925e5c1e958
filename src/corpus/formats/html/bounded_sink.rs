//! Tree sink that detects an excessive tree while it is built.

use std::borrow::Cow;
use std::cell::{Cell, Ref};

use dom_query::{Document, NodeId};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

/// Maximum depth of an element. Browsers stop nesting at 512 elements too.
pub(super) const MAX_DEPTH: usize = 512;
/// Maximum number of elements, and of attributes, of a page; more than the longest real pages have.
const MAX_ELEMENTS: usize = 100_000;
/// Maximum number of attributes that later `<html>` and `<body>` tags add to the first ones.
const MAX_ADDED_ATTRIBUTES: usize = 500;

/// [`Document`] under construction. The caller must stop once it is excessive.
pub(super) struct BoundedSink {
    document: Document,
    elements: Cell<usize>,
    attributes: Cell<usize>,
    added_attributes: Cell<usize>,
    is_too_deep: Cell<bool>,
    /// Number of visited nodes and compared attributes.
    steps: Cell<usize>,
}

impl BoundedSink {
    pub(super) fn page() -> Self {
        Self::new(Document::default())
    }

    pub(super) fn fragment() -> Self {
        Self::new(Document::fragment_sink())
    }

    fn new(document: Document) -> Self {
        Self {
            document,
            elements: Cell::new(0),
            attributes: Cell::new(0),
            added_attributes: Cell::new(0),
            is_too_deep: Cell::new(false),
            steps: Cell::new(0),
        }
    }

    /// Returns whether a limit is exceeded.
    pub(super) fn is_excessive(&self) -> bool {
        self.is_too_deep.get()
            || self.elements.get() > MAX_ELEMENTS
            || self.attributes.get() > MAX_ELEMENTS
            || self.added_attributes.get() > MAX_ADDED_ATTRIBUTES
    }

    /// Returns the number of steps so far.
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    pub(super) fn into_document(self) -> Document {
        self.document
    }

    fn step(&self, steps: usize) {
        self.steps.set(self.steps.get() + steps);
    }

    /// Checks the depth of a newly attached element.
    fn check_depth(&self, child: NodeId) {
        let child = self.document.tree.get_unchecked(&child);
        let depth = child.ancestors_it(None).take(MAX_DEPTH + 1).count();
        self.step(depth);
        if depth > MAX_DEPTH {
            self.is_too_deep.set(true);
        }
    }

    /// Returns the attached node, unless it is text.
    fn attached(child: &NodeOrText<NodeId>) -> Option<NodeId> {
        match child {
            NodeOrText::AppendNode(node) => Some(*node),
            NodeOrText::AppendText(_) => None,
        }
    }
}

impl TreeSink for BoundedSink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    /// Ignores errors: there may be one for each byte.
    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.step(1);
        self.document.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        self.attributes
            .set(self.attributes.get() + attributes.len());
        self.step(1 + attributes.len() * attributes.len() / 2);
        self.document.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let attached = Self::attached(&child);
        self.document.append(parent, child);
        attached
            .into_iter()
            .for_each(|child| self.check_depth(child));
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let attached = Self::attached(&child);
        self.document.append_before_sibling(sibling, child);
        attached
            .into_iter()
            .for_each(|child| self.check_depth(child));
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let attached = Self::attached(&child);
        self.document
            .append_based_on_parent_node(element, previous, child);
        attached
            .into_iter()
            .for_each(|child| self.check_depth(child));
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document
            .append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.step(1);
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let added = self.added_attributes.get() + attributes.len();
        self.added_attributes.set(added);
        self.step(added * attributes.len());
        self.document.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.step(1);
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.step(1);
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document
            .is_mathml_annotation_xml_integration_point(handle)
    }
}
