//! Extracts text from elements, and from values that contain HTML.

use dom_query::{Document, NodeData, NodeRef};
use rustc_hash::FxHashMap;

use super::tree;
use crate::corpus::formats::fields;

/// Maximum number of `<meta>` elements read of one name. Real pages have a few, and values are
/// compared with each other.
const MAX_VALUES: usize = 50;

/// Returns the words of a value on one line. Remaining character references and tags are decoded
/// once more, because many pages escape their values twice.
pub(super) fn decoded(text: &str) -> Option<String> {
    if text.contains(['&', '<'])
        && let Ok(fragment) = tree::fragment(text)
    {
        return fields::one_line(&fragment.text());
    }
    fields::one_line(text)
}

/// Returns the words of an element on one line, with ` | ` between elements that no text separates.
pub(super) fn separated(element: &NodeRef<'_>) -> String {
    let mut words = String::new();
    let mut is_after_element = false;
    let mut open = vec![(*element, false)];
    while let Some((node, is_end)) = open.pop() {
        if is_end {
            is_after_element = true;
            continue;
        }
        let text = node.query_or(None, |node| match &node.data {
            NodeData::Text { contents } => Some(contents.to_string()),
            _ => None,
        });
        if let Some(text) = text {
            if !text.trim().is_empty() {
                is_after_element = false;
            }
            words.push_str(&text);
            continue;
        }
        let name = node.node_name();
        if matches!(
            name.as_deref(),
            Some("script" | "style" | "svg" | "button" | "template")
        ) {
            continue;
        }
        let is_break = name.as_deref() == Some("br");
        if (is_after_element || is_break) && !words.trim_end().is_empty() {
            words.push_str(" | ");
        }
        is_after_element = false;
        open.push((node, true));
        open.extend(node.children_it(true).map(|child| (child, false)));
    }
    fields::one_line(&words).unwrap_or_default()
}

/// Returns the letters and digits of a text in lower case.
pub(super) fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Splits a class or an ID into words: `relatedPosts_list` → `related`, `posts`, `list`.
pub(super) fn words_of_name(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() || before.is_lowercase() && c.is_uppercase() {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Contents of the `<meta>` elements of a page by name in lower case, whichever attribute contains
/// the name.
pub(super) struct Metas(FxHashMap<String, Vec<String>>);

impl Metas {
    pub(super) fn read(page: &Document) -> Self {
        let mut metas: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for node in page.select("meta").nodes() {
            let Some(content) = node.attr("content") else {
                continue;
            };
            for key in ["name", "property", "itemprop", "http-equiv"] {
                let Some(name) = node.attr(key) else {
                    continue;
                };
                let values = metas.entry(name.trim().to_ascii_lowercase()).or_default();
                if values.len() < MAX_VALUES {
                    values.push(content.to_string());
                }
            }
        }
        Self(metas)
    }

    /// Returns the values of this name.
    pub(super) fn of(&self, name: &str) -> Vec<String> {
        let values = self.0.get(name).into_iter().flatten();
        values.filter_map(|value| decoded(value)).collect()
    }
}

/// Returns the texts of the first 50 elements that match.
pub(super) fn texts(page: &Document, selector: &str) -> Vec<String> {
    let nodes = page.select(selector);
    let nodes = nodes.nodes().iter().take(50);
    nodes.filter_map(|node| decoded(&node.text())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_once_more() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(decoded(text).as_deref(), expected, "{text}");
        };
        check("Doe &amp; Sons &#8211; again", Some("Doe & Sons – again"));
        check("Q&A <em>now</em> if 1 < 2", Some("Q&A now if 1 < 2"));
        check(" A\n B ", Some("A B"));
        check("&nbsp;", None);
    }

    #[test]
    fn names_fall_into_words() {
        assert_eq!(
            words_of_name("relatedPosts_list-2"),
            ["related", "posts", "list", "2"]
        );
        assert_eq!(words_of_name("article__byline"), ["article", "byline"]);
    }
}
