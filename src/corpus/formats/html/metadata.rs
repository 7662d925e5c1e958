//! What a web page says about itself: JSON-LD, Open Graph, and its own elements.

use dom_query::Document;
use serde_json::{Map, Value};

use crate::corpus::Metadata;
use crate::corpus::formats::fields;

/// Reads the metadata of a page. The title may stay empty.
pub(super) fn read(page: &Document) -> Metadata {
    let linked = LinkedData::read(page);
    let article = linked.article();
    let linked_text = |key: &str| {
        let value = article.and_then(|article| article.get(key));
        value.and_then(Value::as_str).map(str::to_owned)
    };
    let linked_names = |key: &str| {
        let value = article.and_then(|article| article.get(key));
        value.map_or_else(Vec::new, |value| linked.names(value))
    };
    let meta = |names: &[&str]| names.iter().flat_map(|name| meta(page, name)).collect();
    let attribute = |selector: &str, name: &str| -> Vec<String> {
        let nodes = page.select(selector);
        let values = nodes.nodes().iter().filter_map(|node| node.attr(name));
        values.map(|value| value.to_string()).collect()
    };
    let first = |candidates: [Vec<String>; 4], check: fn(&str) -> Option<String>| {
        candidates.iter().flatten().find_map(|text| check(text))
    };
    let optional = |text: Option<String>| Vec::from_iter(text);

    let mut authors = linked_names("author");
    if authors.is_empty() {
        authors = meta(&["author", "article:author"]);
        authors.retain(|author| fields::web_address(author).is_none());
    }
    let published = [
        optional(linked_text("datePublished")),
        meta(&[
            "article:published_time",
            "date",
            "dc.date",
            "dc.date.issued",
        ]),
        attribute("[itemprop=datePublished]", "content"),
        attribute("article time[datetime], time[datetime]", "datetime"),
    ];
    Metadata {
        title: linked_text("headline")
            .and_then(|title| fields::one_line(&title))
            .unwrap_or_default(),
        url: first(
            [
                attribute("link[rel=canonical]", "href"),
                meta(&["og:url"]),
                optional(linked_text("url")),
                optional(linked_text("mainEntityOfPage")),
            ],
            fields::web_address,
        ),
        outlet: first(
            [
                meta(&["og:site_name"]),
                linked_names("publisher"),
                vec![],
                vec![],
            ],
            fields::one_line,
        ),
        authors: authors
            .iter()
            .filter_map(|name| fields::one_line(name))
            .collect(),
        published: published
            .iter()
            .flatten()
            .find_map(|text| fields::day(text)),
        language: first(
            [
                attribute("html", "lang"),
                meta(&["og:locale"]),
                optional(linked_text("inLanguage")),
                vec![],
            ],
            fields::language_tag,
        ),
        tags: Vec::new(),
    }
}

/// The contents of the `<meta>` elements of this name, which Open Graph calls a property.
fn meta(page: &Document, name: &str) -> Vec<String> {
    let nodes = page.select("meta[content]");
    let named = nodes.nodes().iter().filter(|node| {
        ["name", "property"].iter().any(|key| {
            node.attr(key)
                .is_some_and(|value| value.trim().eq_ignore_ascii_case(name))
        })
    });
    named
        .filter_map(|node| node.attr("content"))
        .map(|content| content.to_string())
        .collect()
}

/// The JSON-LD of a page: its objects, wherever they are nested.
struct LinkedData(Vec<Value>);

impl LinkedData {
    fn read(page: &Document) -> Self {
        let scripts = page.select("script[type='application/ld+json']");
        let values = scripts.nodes().iter().filter_map(|script| {
            let text = script.text();
            let text = text.trim();
            let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
            let text = text.strip_suffix("]]>").unwrap_or(text);
            serde_json::from_str(text).ok()
        });
        Self(values.collect())
    }

    /// Every object, outer ones before the ones in them. What is parsed is at most 128 deep.
    fn objects(&self) -> Vec<&Map<String, Value>> {
        let mut objects = Vec::new();
        let mut open: Vec<&Value> = self.0.iter().rev().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(object) => {
                    objects.push(object);
                    open.extend(object.values().rev());
                }
                _ => {}
            }
        }
        objects
    }

    /// The object that describes the article, if there is one.
    fn article(&self) -> Option<&Map<String, Value>> {
        let is_article = |kind: &Value| {
            kind.as_str().is_some_and(|kind| {
                ["Article", "BlogPosting", "Report"]
                    .iter()
                    .any(|known| kind.ends_with(known))
            })
        };
        self.objects()
            .into_iter()
            .find(|object| match object.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            })
    }

    /// The names of people or organisations; more than fifty are no byline.
    fn names(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Array(items) => {
                let items = items.iter().take(50);
                items.filter_map(|item| self.name(item)).collect()
            }
            one => Vec::from_iter(self.name(one)),
        }
    }

    /// A name as such, that of an object, or that of an object referred to elsewhere on the page.
    fn name(&self, value: &Value) -> Option<String> {
        let object = match value {
            Value::String(name) if fields::web_address(name).is_none() => {
                return Some(name.clone());
            }
            Value::Object(object) => object,
            _ => return None,
        };
        let named = match object.get("@id") {
            Some(id) if !object.contains_key("name") => self
                .objects()
                .into_iter()
                .find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?,
            _ => object,
        };
        named.get("name")?.as_str().map(str::to_owned)
    }
}
