//! Finds the elements of a page by their names, classes and attributes.
//!
//! A page is searched a dozen times. `Document::select` examines an element anew for each selector
//! of a list, and the lists here have up to forty selectors.

use dom_query::{Document, Element, NodeRef, local_name};

/// Selector of elements with one of these names, classes, IDs or attributes.
pub(super) struct Elements {
    pub(super) names: &'static [&'static str],
    /// Whole classes.
    pub(super) classes: &'static [&'static str],
    /// Parts of the attribute `class`: `byline` is one of `article__byline`.
    pub(super) class_parts: &'static [&'static str],
    /// Parts of the attribute `id`.
    pub(super) id_parts: &'static [&'static str],
    /// Attributes with any value.
    pub(super) attributes: &'static [&'static str],
    /// Attributes with their values.
    pub(super) values: &'static [(&'static str, &'static str)],
}

impl Elements {
    /// Selector without elements.
    pub(super) const NONE: Self = Self {
        names: &[],
        classes: &[],
        class_parts: &[],
        id_parts: &[],
        attributes: &[],
        values: &[],
    };

    /// Returns the selected elements of a page, in reading order.
    pub(super) fn of<'a>(&self, page: &'a Document) -> Vec<NodeRef<'a>> {
        let root = page.root();
        let nodes = root.descendants_it();
        nodes.filter(|node| self.has(node)).collect()
    }

    /// Returns whether a node is selected.
    pub(super) fn has(&self, node: &NodeRef<'_>) -> bool {
        node.element_ref()
            .is_some_and(|element| self.has_element(&element))
    }

    fn has_element(&self, element: &Element) -> bool {
        if self.names.contains(&&*element.name.local) {
            return true;
        }
        element.attrs.iter().any(|attribute| {
            let value = &*attribute.value;
            match attribute.name.local {
                local_name!("class") => self.has_class(value),
                local_name!("id") => self.id_parts.iter().any(|part| value.contains(part)),
                ref name => {
                    let name = &**name;
                    self.attributes.contains(&name) || self.values.contains(&(name, value))
                }
            }
        })
    }

    fn has_class(&self, value: &str) -> bool {
        let mut classes = value.split_ascii_whitespace();
        self.class_parts.iter().any(|part| value.contains(part))
            || !self.classes.is_empty() && classes.any(|class| self.classes.contains(&class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_as_selectors_find_them() {
        let elements = Elements {
            names: &["time"],
            classes: &["dt"],
            class_parts: &["byline"],
            id_parts: &["date"],
            attributes: &["hidden"],
            values: &[("role", "menu")],
        };
        let selectors = "time, .dt, [class*=byline], [id*=date], [hidden], [role=menu]";
        let page = Document::from(
            r#"<body><time>1</time><p class="x dt">2<p class="dts">no<p class="a-bylines">3
            <p class="Byline">no<p id="update-1">4<p hidden>5<p role="menu">6<p role="menubar">no
            <svg><g role="menu" class="dt"/></svg>"#,
        );
        let found: Vec<_> = elements.of(&page).iter().map(|node| node.id).collect();
        let selected = page.select(selectors);
        let selected: Vec<_> = selected.nodes().iter().map(|node| node.id).collect();
        assert_eq!(found, selected);
        assert_eq!(found.len(), 7);
    }
}
