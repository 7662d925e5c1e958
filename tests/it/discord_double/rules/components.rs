//! Validation of rows of buttons and menus, and of the fields of forms.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Check, below};

const MOST_ROWS: usize = 5;

const BUTTON: [&str; 9] = [
    "type",
    "id",
    "style",
    "label",
    "emoji",
    "custom_id",
    "sku_id",
    "url",
    "disabled",
];

const MENU: [&str; 11] = [
    "type",
    "id",
    "custom_id",
    "options",
    "placeholder",
    "min_values",
    "max_values",
    "disabled",
    "channel_types",
    "default_values",
    "required",
];

const INPUT: [&str; 10] = [
    "type",
    "id",
    "custom_id",
    "style",
    "label",
    "value",
    "placeholder",
    "required",
    "min_length",
    "max_length",
];

/// Validates the rows below a message.
pub(super) fn rows(check: &mut Check, at: &str, value: &Value) {
    for (at, row) in row_list(check, at, value) {
        let at = below(&at, "components");
        let parts = check.list(&at, &row["components"], 5);
        if parts.is_empty() {
            check.wrong(
                &at,
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 5 in length.",
            );
        }
        let alone = parts.len() == 1;
        for (at, part) in parts {
            match part["type"].as_u64() {
                Some(2) => button(check, &at, part),
                Some(3 | 5..=8) if alone => menu(check, &at, part),
                _ => check.wrong(
                    &below(&at, "type"),
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                    "A row takes up to five buttons or one menu.",
                ),
            }
        }
    }
}

/// Validates a form.
pub(super) fn modal(check: &mut Check, data: &Value) {
    check.fields("data", data, &["custom_id", "title", "components"]);
    check.text("data.custom_id", &data["custom_id"], 1..=100);
    check.text("data.title", &data["title"], 1..=45);
    let rows = row_list(check, "data.components", &data["components"]);
    if rows.is_empty() {
        check.wrong(
            "data.components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        );
    }
    for (at, row) in rows {
        let at = below(&at, "components");
        for (at, part) in check.list(&at, &row["components"], 1) {
            input(check, &at, part);
        }
    }
}

fn row_list<'a>(check: &mut Check, at: &str, value: &'a Value) -> Vec<(String, &'a Value)> {
    let rows = check.list(at, value, MOST_ROWS);
    for (at, row) in &rows {
        check.fields(at, row, &["type", "id", "components"]);
        if row["type"] != 1 {
            check.wrong(
                &below(at, "type"),
                "BASE_TYPE_CHOICES",
                "Only action rows may stand here.",
            );
        }
    }
    rows
}

fn button(check: &mut Check, at: &str, button: &Value) {
    let at_field = |name: &str| below(at, name);
    check.fields(at, button, &BUTTON);
    check.text(&at_field("label"), &button["label"], 0..=80);
    check.truth(&at_field("disabled"), &button["disabled"]);
    if button["label"].as_str().is_none_or(str::is_empty) && button["emoji"].is_null() {
        check.wrong(
            at,
            "BUTTON_LABEL_REQUIRED",
            "A label or an emoji is required.",
        );
    }
    match button["style"].as_u64() {
        Some(1..=4) => {
            check.custom_id(&at_field("custom_id"), &button["custom_id"]);
            if !button["url"].is_null() {
                check.wrong(
                    &at_field("url"),
                    "BUTTON_URL",
                    "Only links have an address.",
                );
            }
        }
        Some(5) => {
            check.text(&at_field("url"), &button["url"], 1..=512);
            let url = button["url"].as_str().unwrap_or_default();
            if !["http://", "https://", "discord://"]
                .iter()
                .any(|scheme| url.starts_with(scheme))
            {
                let message = "Scheme must be one of ('http', 'https', 'discord').";
                check.wrong(&at_field("url"), "URL_TYPE_INVALID_SCHEME", message);
            }
            if !button["custom_id"].is_null() {
                check.wrong(at, "BUTTON_CUSTOM_ID", "A link has no custom id.");
            }
        }
        _ => check.wrong(
            &at_field("style"),
            "BASE_TYPE_CHOICES",
            "Not a style of buttons.",
        ),
    }
}

fn menu(check: &mut Check, at: &str, menu: &Value) {
    let at_field = |name: &str| below(at, name);
    check.fields(at, menu, &MENU);
    check.custom_id(&at_field("custom_id"), &menu["custom_id"]);
    check.text(&at_field("placeholder"), &menu["placeholder"], 0..=150);
    check.number(&at_field("min_values"), &menu["min_values"], 0..=25);
    check.number(&at_field("max_values"), &menu["max_values"], 1..=25);
    let options = check.list(&at_field("options"), &menu["options"], 25);
    if menu["type"] == 3 && options.is_empty() {
        let message = "Must be between 1 and 25 in length.";
        check.wrong(&at_field("options"), "BASE_TYPE_BAD_LENGTH", message);
    }
    let mut values = BTreeSet::new();
    for (at, option) in options {
        let known = ["label", "value", "description", "emoji", "default"];
        check.fields(&at, option, &known);
        check.text(&below(&at, "label"), &option["label"], 1..=100);
        check.text(&below(&at, "value"), &option["value"], 1..=100);
        check.text(&below(&at, "description"), &option["description"], 0..=100);
        if !values.insert(option["value"].to_string()) {
            let message = "The specified option value is already used";
            check.wrong(
                &below(&at, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                message,
            );
        }
    }
}

fn input(check: &mut Check, at: &str, input: &Value) {
    let at_field = |name: &str| below(at, name);
    check.fields(at, input, &INPUT);
    if input["type"] != 4 {
        check.wrong(
            &at_field("type"),
            "BASE_TYPE_CHOICES",
            "Only text inputs may stand here.",
        );
    }
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        check.wrong(
            &at_field("style"),
            "BASE_TYPE_CHOICES",
            "Not a style of text inputs.",
        );
    }
    check.custom_id(&at_field("custom_id"), &input["custom_id"]);
    check.text(&at_field("label"), &input["label"], 1..=45);
    check.text(&at_field("value"), &input["value"], 0..=4000);
    check.text(&at_field("placeholder"), &input["placeholder"], 0..=100);
    check.number(&at_field("min_length"), &input["min_length"], 0..=4000);
    check.number(&at_field("max_length"), &input["max_length"], 1..=4000);
    check.truth(&at_field("required"), &input["required"]);
}
