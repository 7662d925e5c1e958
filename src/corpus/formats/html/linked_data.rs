//! Reads a page's JSON-LD.

use dom_query::Document;
use serde_json::{Map, Value};

use super::text::decoded;
use crate::corpus::formats::fields;

/// Maximum number of names read under one key.
const MAX_NAMES: usize = 50;

/// Keys that lead from an object to another that may describe the page. Other keys lead to teasers
/// and comments, which have titles and dates of their own.
const PATHS: [&str; 3] = ["@graph", "mainEntity", "mainEntityOfPage"];

/// JSON-LD of a page.
pub(super) struct LinkedData(Vec<Value>);

type Object = Map<String, Value>;

impl LinkedData {
    pub(super) fn read(page: &Document) -> Self {
        let scripts = page.select("script");
        let scripts = scripts.nodes().iter().filter(|script| {
            let kind = script.attr("type").unwrap_or_default();
            kind.to_ascii_lowercase().contains("ld+json")
        });
        let texts = scripts.map(|script| script.text());
        Self(texts.flat_map(|text| values(&text)).collect())
    }

    /// Returns the objects that may describe the page, outer ones first.
    fn top_objects(&self) -> Vec<&Object> {
        self.objects(|object, open| {
            open.extend(PATHS.iter().rev().filter_map(|key| object.get(*key)));
        })
    }

    /// Returns all objects, outer ones first.
    fn all_objects(&self) -> Vec<&Object> {
        self.objects(|object, open| open.extend(object.values().rev()))
    }

    /// Collects objects. The parser limits their depth to 128.
    fn objects<'a>(&'a self, descend: impl Fn(&'a Object, &mut Vec<&'a Value>)) -> Vec<&'a Object> {
        let mut objects = Vec::new();
        let mut open: Vec<&Value> = self.0.iter().rev().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(object) => {
                    objects.push(object);
                    descend(object, &mut open);
                }
                _ => {}
            }
        }
        objects
    }

    /// Returns the first text under `key` of the article, or otherwise of the page.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let mut values = self.descriptions().into_iter().filter_map(|object| {
            let value = object.get(key)?;
            match value {
                Value::Array(items) => items.first()?.as_str(),
                value => value.as_str(),
            }
        });
        values.find_map(decoded)
    }

    /// Returns the headline of the article. Objects that describe the page do not count, because
    /// their name may be anything.
    pub(super) fn headline(&self) -> Option<String> {
        let article = self
            .descriptions()
            .into_iter()
            .find(|object| is_article(object))?;
        let text = |key: &str| article.get(key).and_then(Value::as_str).and_then(decoded);
        text("headline").or_else(|| text("name"))
    }

    /// Returns the names under `key` of the article, or otherwise of the page.
    pub(super) fn names(&self, key: &str) -> Vec<String> {
        let values = self.descriptions().into_iter();
        let mut names = values.filter_map(|object| object.get(key)).map(|value| {
            let items = match value {
                Value::Array(items) => items.as_slice(),
                one => std::slice::from_ref(one),
            };
            let items = items.iter().take(MAX_NAMES);
            items.filter_map(|item| self.name(item)).collect::<Vec<_>>()
        });
        names.find(|names| !names.is_empty()).unwrap_or_default()
    }

    /// Returns the names of the site and its publisher.
    pub(super) fn site_names(&self) -> Vec<String> {
        let sites = self.all_objects().into_iter().filter(|object| {
            has_type(object, |kind| {
                kind == "WebSite" || kind.ends_with("Organization")
            })
        });
        let sites = sites.filter_map(|site| site.get("name")?.as_str());
        let mut names = self.names("publisher");
        names.extend(sites.filter_map(decoded));
        names
    }

    /// Returns whether the article is marked as for subscribers only.
    pub(super) fn is_for_subscribers(&self) -> bool {
        let articles = self.descriptions();
        let access = articles
            .iter()
            .find_map(|object| object.get("isAccessibleForFree"));
        match access {
            Some(Value::Bool(is_free)) => !is_free,
            Some(Value::String(text)) => text.eq_ignore_ascii_case("false"),
            _ => false,
        }
    }

    /// Returns the objects that describe the article, followed by those that describe the page.
    fn descriptions(&self) -> Vec<&Object> {
        let objects = self.top_objects();
        let (articles, others): (Vec<_>, Vec<_>) =
            objects.into_iter().partition(|object| is_article(object));
        let pages = others
            .into_iter()
            .filter(|object| has_type(object, |kind| kind.ends_with("Page")));
        articles.into_iter().chain(pages).collect()
    }

    /// Returns a name given as text, as an object, or by reference to an object elsewhere on the
    /// page.
    fn name(&self, value: &Value) -> Option<String> {
        let object = match value {
            Value::String(name) if fields::web_address(name).is_none() => return decoded(name),
            Value::Object(object) => object,
            _ => return None,
        };
        let named = match object.get("@id") {
            Some(id) if !object.contains_key("name") => self
                .all_objects()
                .into_iter()
                .find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?,
            _ => object,
        };
        match named.get("name")? {
            Value::Array(names) => names.first()?.as_str().and_then(decoded),
            name => name.as_str().and_then(decoded),
        }
    }
}

fn is_article(object: &Object) -> bool {
    has_type(object, |kind| {
        [
            "Article",
            "Posting",
            "Report",
            "Review",
            "Recipe",
            "CreativeWork",
        ]
        .iter()
        .any(|known| kind.ends_with(known))
    })
}

fn has_type(object: &Object, is_known: impl Fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_known),
        Some(kind) => kind.as_str().is_some_and(is_known),
        None => false,
    }
}

/// Parses the values of a script. Tolerates errors that browsers and search engines forgive.
fn values(text: &str) -> Vec<Value> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let text = text.trim_start_matches("//").trim_start();
    let text = text
        .strip_prefix("<![CDATA[")
        .or_else(|| text.strip_prefix("<!--"))
        .unwrap_or(text);
    // A line break inside a string is invalid JSON, and between values it is insignificant.
    let text = text.replace(char::is_control, " ");
    let read = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let values: Vec<Value> = read.map_while(Result::ok).collect();
    if values.is_empty() {
        let end = text.rfind(['}', ']']).map_or(0, |end| end + 1);
        let text = text.get(..end).unwrap_or_default();
        return json5::from_str(text).into_iter().collect();
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_json_is_read() {
        let check = |text: &str| {
            let read = values(text);
            let name = read.first().and_then(|value| value.get("name")?.as_str());
            assert_eq!(name, Some("A B"), "{text}");
        };
        check(r#"{"name": "A B"}"#);
        check("{\"name\": \"A\nB\"}");
        check("//<![CDATA[\n{\"name\": \"A B\"}\n//]]>");
        check("<!-- {\"name\": \"A B\"} -->");
        check(r#"{"name": "A B"};"#);
        check(r#"{"name": "A B",}"#);
        check(r#"{"name": 'A B', /* c */ "other": [1, 2,],};"#);
        assert_eq!(values("{"), Vec::<Value>::new());
        assert_eq!(values(r#"{"name": "A"} {"name": "B"}"#).len(), 2);
    }
}
