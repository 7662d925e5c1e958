//! Discord's validation of requests, and its error responses.
//!
//! The limits are from the developer documentation; only some of them are also in Discord's OpenAPI
//! description. It is stricter in one point: Discord ignores unknown fields, but sending them is a
//! mistake of the bot.

mod command;
mod components;
mod embeds;
mod mentions;
mod message;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use serde_json::{Value, json};

pub(super) use command::commands;
pub(super) use message::{create, edit, follow_up};

use super::make::Kind;

/// Error response.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub status: u16,
    /// Discord's error code.
    pub code: u32,
    pub message: &'static str,
    /// Invalid fields.
    pub faults: Vec<Fault>,
}

/// Invalid field of a body.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// Path of the field, such as `data.components.0`.
    pub at: String,
    pub code: &'static str,
    pub message: String,
}

impl Refusal {
    pub(crate) const fn new(status: u16, code: u32, message: &'static str) -> Self {
        Self {
            status,
            code,
            message,
            faults: Vec::new(),
        }
    }

    /// Returns the body in Discord's format.
    pub(crate) fn body(&self) -> Value {
        let mut body = json!({ "message": self.message, "code": self.code });
        for fault in &self.faults {
            let mut place = &mut body["errors"];
            for step in fault.at.split('.').filter(|step| !step.is_empty()) {
                place = &mut place[step];
            }
            if place["_errors"].is_null() {
                place["_errors"] = json!([]);
            }
            let said = json!({ "code": fault.code, "message": fault.message });
            place["_errors"].as_array_mut().unwrap().push(said);
        }
        body
    }
}

/// Collects the errors of a body.
#[derive(Default)]
pub(super) struct Check {
    faults: Vec<Fault>,
    custom_ids: BTreeSet<String>,
}

impl Check {
    /// Returns an error response if anything is invalid.
    pub(super) fn verdict(self) -> Result<(), Refusal> {
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(Refusal {
            faults: self.faults,
            ..Refusal::new(400, 50_035, "Invalid Form Body")
        })
    }

    fn wrong(&mut self, at: &str, code: &'static str, message: impl Into<String>) {
        self.faults.push(Fault {
            at: at.to_owned(),
            code,
            message: message.into(),
        });
    }

    /// Checks that a value is an object with no other fields.
    fn fields(&mut self, at: &str, value: &Value, known: &[&str]) {
        let Some(object) = value.as_object() else {
            self.wrong(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.");
            return;
        };
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            self.wrong(&below(at, name), "UNKNOWN_FIELD", "This field is unknown.");
        }
    }

    /// Checks that a value is a string of this length in characters, or absent if 0 is permitted.
    fn text(&mut self, at: &str, value: &Value, length: RangeInclusive<usize>) {
        match value {
            Value::Null if *length.start() == 0 => {}
            Value::Null => self.wrong(at, "BASE_TYPE_REQUIRED", "This field is required"),
            Value::String(text) => {
                let characters = text.chars().count();
                if characters > *length.end() {
                    let most = length.end();
                    let message = format!("Must be {most} or fewer in length.");
                    self.wrong(at, "BASE_TYPE_MAX_LENGTH", message);
                } else if !length.contains(&characters) {
                    self.wrong(at, "BASE_TYPE_BAD_LENGTH", "Must not be empty.");
                }
            }
            _ => self.wrong(at, "STRING_TYPE_CONVERT", "Could not interpret as string."),
        }
    }

    /// Checks that a value is an integer in a range, or absent.
    fn number(&mut self, at: &str, value: &Value, range: RangeInclusive<u64>) {
        if value.is_null() || value.as_u64().is_some_and(|n| range.contains(&n)) {
            return;
        }
        let message = format!("int value should be in {range:?}.");
        self.wrong(at, "NUMBER_TYPE_MAX", message);
    }

    fn truth(&mut self, at: &str, value: &Value) {
        if !value.is_null() && !value.is_boolean() {
            self.wrong(at, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        }
    }

    /// Checks that a value is a list of at most `most` elements. Returns them with their paths.
    fn list<'a>(&mut self, at: &str, value: &'a Value, most: usize) -> Vec<(String, &'a Value)> {
        if value.is_null() {
            return Vec::new();
        }
        let Some(list) = value.as_array() else {
            self.wrong(at, "LIST_TYPE_CONVERT", "Only iterables may be used.");
            return Vec::new();
        };
        if list.len() > most {
            let message = format!("Must be {most} or fewer in length.");
            self.wrong(at, "BASE_TYPE_MAX_LENGTH", message);
        }
        let numbered = list.iter().enumerate();
        numbered
            .map(|(n, element)| (below(at, &n.to_string()), element))
            .collect()
    }

    /// Checks a custom ID, which must be unique in the message.
    fn custom_id(&mut self, at: &str, value: &Value) {
        self.text(at, value, 1..=100);
        let Some(id) = value.as_str() else { return };
        if !self.custom_ids.insert(id.to_owned()) {
            self.wrong(
                at,
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            );
        }
    }
}

fn below(at: &str, name: &str) -> String {
    if at.is_empty() {
        return name.to_owned();
    }
    format!("{at}.{name}")
}

/// Validates the first response to an interaction. `on_message` is set if it came from a component
/// of a message.
pub(super) fn callback(body: &Value, kind: Kind, on_message: bool) -> Result<(), Refusal> {
    let mut check = Check::default();
    check.fields("", body, &["type", "data"]);
    let allowed: &[u64] = match kind {
        Kind::Command => &[4, 5, 9, 10, 12],
        Kind::Autocomplete => &[8],
        Kind::Component => &[4, 5, 6, 7, 9, 10, 12],
        Kind::Modal if on_message => &[4, 5, 6, 7, 10, 12],
        Kind::Modal => &[4, 5, 6, 10, 12],
    };
    let answer = body["type"].as_u64().unwrap_or_default();
    if !allowed.contains(&answer) {
        let message = format!("Value must be one of {allowed:?}.");
        check.wrong("type", "BASE_TYPE_CHOICES", message);
        return check.verdict();
    }
    match answer {
        4 | 7 => message::callback(check, &body["data"], answer == 7),
        5 => {
            message::deferred(&mut check, &body["data"]);
            check.verdict()
        }
        8 => {
            command::choices(&mut check, &body["data"]);
            check.verdict()
        }
        9 => {
            components::modal(&mut check, &body["data"]);
            check.verdict()
        }
        _ => check.verdict(),
    }
}
