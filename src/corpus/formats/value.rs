//! Values of metadata in YAML, TOML and JSON.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// Value of metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Value {
    /// Empty value.
    #[default]
    Nothing,
    Text(String),
    /// Number, as it is displayed.
    Number(String),
    Boolean(bool),
    List(Vec<Value>),
    /// Values by key, in file order.
    Entries(Vec<(String, Value)>),
}

impl Value {
    /// Returns the kind of value in words for a message.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::List(_) => "a list",
            Self::Entries(_) => "keys and values",
        }
    }

    /// Returns the text of a text or number.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        let Self::Entries(entries) = self else {
            return None;
        };
        let mut found = entries.iter().filter(|(name, _)| name == key);
        found.next().map(|(_, value)| value)
    }

    /// Returns the texts of a list or of a single value, where an object counts by its `name`.
    /// Returns `None` if there are none.
    pub(super) fn texts(&self) -> Option<Vec<String>> {
        let one = |value: &Value| {
            let text = value.text().or_else(|| value.get("name")?.text());
            text.map(str::to_owned)
        };
        let texts: Vec<String> = match self {
            Self::List(values) => values.iter().filter_map(one).collect(),
            value => one(value).into_iter().collect(),
        };
        (!texts.is_empty() || *self == Self::List(Vec::new())).then_some(texts)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            values.push(entry);
        }
        Ok(Value::Entries(values))
    }
}
