//! Validation of registered commands, and of suggestions while a person types.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Check, Refusal, below};

const LOCALES: [&str; 32] = [
    "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "hi", "hr",
    "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr",
    "uk", "vi", "zh-CN", "zh-TW",
];

const COMMAND: [&str; 14] = [
    "id",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "default_permission",
    "dm_permission",
    "contexts",
    "integration_types",
    "handler",
    "type",
    "nsfw",
];

const OPTION: [&str; 14] = [
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "required",
    "choices",
    "options",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "autocomplete",
];

/// Maximum total length of the names, descriptions and values of a command, each in its longest
/// language.
const MOST_TOGETHER: usize = 8000;

/// Validates a list of commands that is registered at once.
pub(crate) fn commands(body: &Value) -> Result<(), Refusal> {
    let mut check = Check::default();
    let mut names = BTreeSet::new();
    for (at, command) in check.list("", body, 130) {
        one(&mut check, &at, command);
        let kind = command["type"].as_u64().unwrap_or(1);
        if !names.insert((kind, command["name"].to_string())) {
            let message = "Application command names must be unique";
            check.wrong(&at, "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
        }
    }
    for (kind, most) in [(1, 100), (2, 15), (3, 15)] {
        if names.iter().filter(|(k, _)| *k == kind).count() > most {
            let message = format!("At most {most} commands of the type {kind}.");
            check.wrong("", "APPLICATION_COMMANDS_MAX", message);
        }
    }
    check.verdict()
}

/// Validates suggestions.
pub(super) fn choices(check: &mut Check, data: &Value) {
    check.fields("data", data, &["choices"]);
    if !data["choices"].is_array() {
        check.wrong(
            "data.choices",
            "BASE_TYPE_REQUIRED",
            "This field is required",
        );
    }
    choice_list(check, "data.choices", &data["choices"]);
}

fn one(check: &mut Check, at: &str, command: &Value) {
    let at_field = |name: &str| below(at, name);
    check.fields(at, command, &COMMAND);
    let is_slash = command["type"].as_u64().unwrap_or(1) == 1;
    named(check, at, command, is_slash);
    if is_slash {
        described(check, at, command);
    } else if command["description"]
        .as_str()
        .is_some_and(|text| !text.is_empty())
    {
        let message = "Context menu commands cannot have description";
        check.wrong(
            &at_field("description"),
            "APPLICATION_COMMAND_DESCRIPTION",
            message,
        );
    }
    let options = &command["options"];
    if !is_slash && options.as_array().is_some_and(|list| !list.is_empty()) {
        let message = "Context menu commands cannot have options";
        check.wrong(&at_field("options"), "APPLICATION_COMMAND_OPTIONS", message);
    }
    option_list(check, &at_field("options"), options, 0);
    if size(command) > MOST_TOGETHER {
        let message = "Command exceeds maximum size (8000)";
        check.wrong(at, "APPLICATION_COMMAND_TOO_LARGE", message);
    }
    let permissions = &command["default_member_permissions"];
    let is_number = permissions
        .as_str()
        .is_some_and(|bits| bits.parse::<u64>().is_ok());
    if !permissions.is_null() && !permissions.is_u64() && !is_number {
        let at = at_field("default_member_permissions");
        check.wrong(&at, "NUMBER_TYPE_COERCE", "Not a set of permissions.");
    }
    for (name, most) in [("contexts", 2), ("integration_types", 1)] {
        let mut seen = BTreeSet::new();
        let listed = check.list(&at_field(name), &command[name], 3);
        if listed.is_empty() && !command[name].is_null() {
            check.wrong(
                &at_field(name),
                "BASE_TYPE_BAD_LENGTH",
                "Must not be empty.",
            );
        }
        for (at, value) in listed {
            check.number(&at, value, 0..=most);
            if !seen.insert(value.as_u64()) {
                check.wrong(&at, "SET_TYPE_CONTAINS_DUPLICATES", "Must be unique.");
            }
        }
    }
}

fn option_list(check: &mut Check, at: &str, value: &Value, depth: usize) {
    let options = check.list(at, value, 25);
    let is_group = |option: &Value| matches!(option["type"].as_u64(), Some(1 | 2));
    let groups = options
        .iter()
        .filter(|(_, option)| is_group(option))
        .count();
    if groups > 0 && groups < options.len() {
        let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
        check.wrong(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
    let mut names = BTreeSet::new();
    let mut optional = false;
    for (at, option) in options {
        check.fields(&at, option, &OPTION);
        named(check, &at, option, true);
        described(check, &at, option);
        check.truth(&below(&at, "required"), &option["required"]);
        check.truth(&below(&at, "autocomplete"), &option["autocomplete"]);
        check.number(&below(&at, "min_length"), &option["min_length"], 0..=6000);
        check.number(&below(&at, "max_length"), &option["max_length"], 1..=6000);
        choice_list(check, &below(&at, "choices"), &option["choices"]);
        if !names.insert(option["name"].to_string()) {
            let message = "Option names must be unique";
            check.wrong(&at, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", message);
        }
        let required = option["required"] == true;
        if required && optional {
            let message = "Required options must be placed before non-required options";
            check.wrong(&at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
        }
        optional |= !required;
        let has_choices = option["choices"]
            .as_array()
            .is_some_and(|list| !list.is_empty());
        if has_choices && option["autocomplete"] == true {
            let message = "Autocomplete cannot be set to true if options are present";
            check.wrong(&at, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE", message);
        }
        match option["type"].as_u64() {
            Some(1 | 2) if depth < 2 => {
                option_list(check, &below(&at, "options"), &option["options"], depth + 1);
            }
            Some(3..=11) => {}
            _ => check.wrong(
                &below(&at, "type"),
                "BASE_TYPE_CHOICES",
                "Not a type of options.",
            ),
        }
    }
}

fn choice_list(check: &mut Check, at: &str, value: &Value) {
    for (at, choice) in check.list(at, value, 25) {
        check.fields(&at, choice, &["name", "name_localizations", "value"]);
        check.text(&below(&at, "name"), &choice["name"], 1..=100);
        localised(
            check,
            &below(&at, "name_localizations"),
            &choice["name_localizations"],
            100,
        );
        if !choice["value"].is_number() {
            check.text(&below(&at, "value"), &choice["value"], 1..=100);
        }
    }
}

fn named(check: &mut Check, at: &str, owner: &Value, is_slash: bool) {
    let at_name = below(at, "name");
    check.text(&at_name, &owner["name"], 1..=32);
    let at_others = below(at, "name_localizations");
    localised(check, &at_others, &owner["name_localizations"], 32);
    if !is_slash {
        return;
    }
    let others = owner["name_localizations"].as_object();
    let others = others.into_iter().flatten();
    let others = others.map(|(locale, name)| (below(&at_others, locale), name));
    for (at, name) in others.chain([(at_name, &owner["name"])]) {
        if name.as_str().is_some_and(|name| !is_slash_name(name)) {
            let message = "Command name is invalid";
            check.wrong(&at, "APPLICATION_COMMAND_INVALID_NAME", message);
        }
    }
}

fn described(check: &mut Check, at: &str, owner: &Value) {
    check.text(&below(at, "description"), &owner["description"], 1..=100);
    let others = &owner["description_localizations"];
    localised(check, &below(at, "description_localizations"), others, 100);
}

fn localised(check: &mut Check, at: &str, value: &Value, most: usize) {
    for (locale, text) in value.as_object().into_iter().flatten() {
        let at = below(at, locale);
        check.text(&at, text, 1..=most);
        if !LOCALES.contains(&locale.as_str()) {
            check.wrong(&at, "ENUM_TYPE_COERCE", "Not a language of Discord's.");
        }
    }
}

/// Returns whether a name matches the documented pattern and has no upper-case letters.
fn is_slash_name(name: &str) -> bool {
    name.chars().all(|c| {
        let is_mark = matches!(c, '-' | '_' | '\'' | '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}');
        (is_mark || c.is_alphanumeric()) && c.to_lowercase().eq([c])
    })
}

fn size(owner: &Value) -> usize {
    let length = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    let longest = |name: &str| {
        let others = owner[format!("{name}_localizations")].as_object();
        let others = others.into_iter().flatten().map(|(_, text)| length(text));
        others.chain([length(&owner[name])]).max().unwrap_or(0)
    };
    let below = ["options", "choices"].map(|list| {
        let list = owner[list].as_array().into_iter().flatten();
        list.map(size).sum::<usize>()
    });
    longest("name") + longest("description") + length(&owner["value"]) + below.iter().sum::<usize>()
}
