//! Parses YAML and TOML into flat lists of keys and values with line numbers.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_saphyr::Spanned;
use toml::de::{DeTable, DeValue};

use crate::corpus::formats::fields;
use crate::corpus::plain_words;
use crate::text::lines::line_of;

/// Key with its value, and its line in the front matter, counted from 1.
pub(in crate::corpus::formats) struct Entry {
    pub(in crate::corpus::formats) line: usize,
    pub(in crate::corpus::formats) key: String,
    pub(in crate::corpus::formats) value: Value,
}

/// Syntax error with its line, counted from 1.
pub(in crate::corpus::formats) struct SyntaxError {
    pub(in crate::corpus::formats) line: usize,
    pub(in crate::corpus::formats) message: String,
}

/// Parses TOML.
pub(in crate::corpus::formats) fn toml(source: &str) -> Result<Vec<Entry>, SyntaxError> {
    let table = DeTable::parse(source).map_err(|error| SyntaxError {
        line: line_of(source, error.span().map_or(0, |span| span.start)),
        message: first_line(error.message()),
    })?;
    let mut entries: Vec<Entry> = table
        .into_inner()
        .into_iter()
        .map(|(key, value)| Entry {
            line: line_of(source, key.span().start),
            key: key.into_inner().into_owned(),
            value: toml_value(value.into_inner()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.line);
    Ok(entries)
}

fn toml_value(value: DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Datetime(moment) => Value::String(moment.to_string()),
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Integer(number) => Value::String(number.to_string()),
        DeValue::Float(number) => Value::String(number.to_string()),
        DeValue::Table(table) => {
            let entries = table.into_iter();
            let entries = entries.map(|(key, value)| {
                (
                    key.into_inner().into_owned(),
                    toml_value(value.into_inner()),
                )
            });
            Value::Object(entries.collect())
        }
        DeValue::Array(items) => {
            let items = items.into_iter();
            Value::Array(items.map(|item| toml_value(item.into_inner())).collect())
        }
    }
}

/// Parses each key of an erroneous source separately. The value of a line that stays unreadable is
/// taken as text, as in `title: Talks: a beginning`.
pub(in crate::corpus::formats) fn by_key(source: &str, mark: char) -> Vec<Entry> {
    let mut chunks: Vec<(usize, String)> = Vec::new();
    for (line, text) in (1..).zip(source.split('\n')) {
        let is_key = text.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"');
        match chunks.last_mut() {
            Some((_, chunk)) if !is_key => {
                chunk.push_str(text);
                chunk.push('\n');
            }
            _ => chunks.push((line, format!("{text}\n"))),
        }
    }
    let mut entries: Vec<Entry> = Vec::new();
    for (line, chunk) in chunks {
        let read = if mark == ':' {
            yaml(&chunk)
        } else {
            toml(&chunk)
        };
        let read = read.ok().and_then(|read| read.into_iter().next());
        let entry = read.or_else(|| {
            let (key, value) = chunk.trim_end().split_once(mark)?;
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            // An unclosed list is not taken as text.
            let is_one_line =
                !value.is_empty() && !value.contains('\n') && !value.starts_with(['[', '{']);
            is_one_line.then(|| Entry {
                line: 1,
                key: key.trim().to_owned(),
                value: Value::String(value),
            })
        });
        let is_new = |entry: &Entry| !entries.iter().any(|known| known.key == entry.key);
        entries.extend(entry.filter(is_new).map(|entry| Entry { line, ..entry }));
    }
    entries
}

/// Parses YAML.
pub(in crate::corpus::formats) fn yaml(source: &str) -> Result<Vec<Entry>, SyntaxError> {
    // Metadata is flat and short. Deep or self-referential values are an attack or a mistake.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: 16, max_aliases: 16, max_anchors: 16 },
        strict_booleans: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options::<YamlEntries>(source, options)
        .map(|entries| entries.0)
        .map_err(|error| SyntaxError {
            line: error.location().map_or(1, |at| at.line() as usize).max(1),
            message: yaml_message(&error.render()),
        })
}

struct YamlEntries(Vec<Entry>);

impl<'de> Deserialize<'de> for YamlEntries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = YamlEntries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys and values such as `title: …`")
    }

    fn visit_unit<E>(self) -> Result<YamlEntries, E> {
        Ok(YamlEntries(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<YamlEntries, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<Spanned<String>, Value>()? {
            entries.push(Entry {
                line: key.referenced.line() as usize,
                key: key.value,
                value,
            });
        }
        Ok(YamlEntries(entries))
    }
}

fn first_line(message: &str) -> String {
    fields::one_line(message.lines().next().unwrap_or_default()).unwrap_or_default()
}

/// Returns the message without its line number, which is not that of the file, and without its
/// advice to programmers.
fn yaml_message(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or_default();
    plain_words(&first_line(
        message.split(", set ").next().unwrap_or_default(),
    ))
}
