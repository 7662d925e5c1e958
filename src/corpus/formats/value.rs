//! Values of metadata in YAML, TOML and JSON.

use std::borrow::Cow;

use serde_json::Value;

/// Returns the kind of value in words for a message.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::String(_) => "a text",
        Value::Number(_) => "a number",
        Value::Bool(_) => "true or false",
        Value::Array(_) => "a list",
        Value::Object(_) => "keys and values",
    }
}

/// Returns the text of a text or number.
pub(super) fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        // A whole number is displayed without ".0".
        Value::Number(number) if number.is_f64() => Some(number.as_f64()?.to_string().into()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// Returns the text of a single value, where an object counts by its `name`.
pub(super) fn text_or_name(value: &Value) -> Option<Cow<'_, str>> {
    text(value).or_else(|| text(value.get("name")?))
}

/// Returns the texts of a list or of a single value; `None` if there are none.
pub(super) fn texts(value: &Value) -> Option<Vec<Cow<'_, str>>> {
    let values = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let texts: Vec<_> = values.iter().filter_map(text_or_name).collect();
    (!texts.is_empty() || values.is_empty()).then_some(texts)
}
