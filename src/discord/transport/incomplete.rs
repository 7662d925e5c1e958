//! Fills in missing fields that serenity requires and the bot does not use.
//!
//! Discord documents some of them as optional, and servers that replace Discord may omit them.

use serde_json::{Map, Value, json};
use serenity::model::application::Interaction;
use serenity::model::gateway::Ready;

/// Fields of a message that the bot reads.
const MESSAGE_FIELDS: [&str; 4] = ["id", "content", "flags", "components"];

/// Placeholder for a missing ID.
const PLACEHOLDER_ID: &str = "1";

/// Parses a READY event that serenity cannot parse. Its session cannot be resumed.
///
/// # Errors
///
/// serde's error if a missing field cannot be filled in.
pub(crate) fn ready(mut ready: Value) -> serde_json::Result<Ready> {
    fill(
        Some(&mut ready),
        json!({ "v": 10, "session_id": "", "resume_gateway_url": "", "guilds": [] }),
    );
    fill(ready.get_mut("application"), json!({ "flags": 0 }));
    fill(ready.get_mut("user"), json!({ "username": "" }));
    // Only the number of guilds is used.
    let guilds = ready.get_mut("guilds").and_then(Value::as_array_mut);
    for guild in guilds.into_iter().flatten() {
        fill(Some(guild), json!({ "unavailable": true }));
    }
    serde_json::from_value(ready)
}

/// Parses an interaction that serenity cannot parse.
///
/// # Errors
///
/// serde's error if a missing field cannot be filled in.
pub(crate) fn interaction(mut interaction: Value) -> serde_json::Result<Interaction> {
    let place = interaction.pointer("/channel/id").cloned();
    if let Some(fields) = interaction.as_object_mut() {
        fields.retain(|name, _| {
            let unread = ["channel", "entitlements", "app_permissions", "context"];
            !unread.contains(&name.as_str()) && name != "authorizing_integration_owners"
        });
    }
    fill(
        Some(&mut interaction),
        json!({
            "version": 1, "locale": "", "entitlements": [], "attachment_size_limit": 0,
            "channel_id": place.unwrap_or(PLACEHOLDER_ID.into()),
        }),
    );
    let member = json!({ "roles": [], "deaf": false, "mute": false, "flags": 0 });
    fill(interaction.get_mut("member"), member);
    for user in ["/user", "/member/user"] {
        fill(interaction.pointer_mut(user), json!({ "username": "" }));
    }
    if let Some(message) = interaction.get_mut("message") {
        complete_message(message);
    }
    let data = interaction.get_mut("data");
    if let Some(data) = data.and_then(Value::as_object_mut) {
        complete_data(data);
    }
    serde_json::from_value(interaction)
}

fn complete_data(data: &mut Map<String, Value>) {
    complete_options(data);
    let Some(resolved) = data.get_mut("resolved").and_then(Value::as_object_mut) else {
        return;
    };
    resolved.retain(|kind, _| ["messages", "attachments"].contains(&kind.as_str()));
    for (kind, all) in resolved {
        for one in all.as_object_mut().into_iter().flat_map(Map::values_mut) {
            match kind.as_str() {
                "messages" => complete_message(one),
                _ => fill(Some(one), json!({ "proxy_url": "" })),
            }
        }
    }
}

/// Adds the empty list of options that serenity expects to subcommands without options.
fn complete_options(holder: &mut Map<String, Value>) {
    let options = holder.get_mut("options").and_then(Value::as_array_mut);
    for option in options.into_iter().flatten() {
        if option.get("value").is_none() {
            fill(Some(option), json!({ "options": [] }));
        }
        if let Some(option) = option.as_object_mut() {
            complete_options(option);
        }
    }
}

fn complete_message(message: &mut Value) {
    if let Some(fields) = message.as_object_mut() {
        fields.retain(|name, _| MESSAGE_FIELDS.contains(&name.as_str()));
    }
    fill(
        Some(message),
        json!({
            "type": 0, "content": "", "channel_id": PLACEHOLDER_ID, "components": [],
            "author": { "id": PLACEHOLDER_ID, "username": "" }, "timestamp": "1970-01-01T00:00:00Z",
            "tts": false, "pinned": false, "mention_everyone": false, "mentions": [],
            "mention_roles": [], "attachments": [], "embeds": [],
        }),
    );
}

/// Sets the missing fields of an object.
fn fill(object: Option<&mut Value>, defaults: Value) {
    let object = object.and_then(Value::as_object_mut);
    let (Some(object), Value::Object(defaults)) = (object, defaults) else {
        return;
    };
    for (name, default) in defaults {
        let value = object.entry(name).or_insert(Value::Null);
        if value.is_null() {
            *value = default;
        }
    }
}
