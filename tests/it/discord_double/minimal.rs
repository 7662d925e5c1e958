//! Reducing what the Discord double sends to the required fields.

use serde_json::{Map, Value, json};

use super::rest::{CALLBACK, GLOBAL_COMMANDS, GUILD_COMMANDS, ORIGINAL};

const INTERACTION: [&str; 10] = [
    "id",
    "application_id",
    "type",
    "token",
    "data",
    "guild_id",
    "channel_id",
    "member",
    "user",
    "message",
];
const MEMBER: [&str; 3] = ["user", "permissions", "roles"];
const USER: [&str; 2] = ["id", "username"];
const MESSAGE: [&str; 5] = ["id", "author", "content", "flags", "components"];

/// Returns the reduced event that starts a session.
pub(super) fn ready(full: &Value) -> Value {
    json!({
        "user": only(&full["user"], &USER), "guilds": [only(&full["guilds"][0], &["id"])],
        "session_id": full["session_id"], "application": only(&full["application"], &["id"]),
    })
}

/// Returns events of intents that the bot did not request.
pub(super) fn unasked() -> [(&'static str, Value); 2] {
    [
        ("GUILD_CREATE", json!({ "id": "5", "name": "Summit" })),
        ("NEVER_HEARD_OF", json!(null)),
    ]
}

pub(super) fn interaction(full: &Value) -> Value {
    let mut interaction = only(full, &INTERACTION);
    let keep = |place: Option<&mut Value>, keys: &[&str]| {
        if let Some(place) = place {
            *place = only(place, keys);
        }
    };
    keep(interaction.get_mut("member"), &MEMBER);
    keep(interaction.get_mut("message"), &MESSAGE);
    for user in ["/user", "/member/user", "/message/author"] {
        keep(interaction.pointer_mut(user), &USER);
    }
    let messages = interaction.pointer_mut("/data/resolved/messages");
    let messages = messages.and_then(Value::as_object_mut).into_iter();
    for message in messages.flat_map(Map::values_mut) {
        keep(Some(message), &["id", "content"]);
    }
    let files = interaction.pointer_mut("/data/resolved/attachments");
    let files = files.and_then(Value::as_object_mut).into_iter();
    for file in files.flat_map(Map::values_mut) {
        keep(Some(file), &["id", "filename", "size", "url"]);
    }
    without_empty_options(&mut interaction["data"]);
    interaction
}

/// Returns the reduced response to a successful request.
pub(super) fn answer(method: &str, route: &str, said: Option<Value>) -> Option<Value> {
    match (method, route) {
        ("POST", CALLBACK) => Some(json!({})),
        ("PATCH", ORIGINAL) => said.map(|message| only(&message, &["id"])),
        (_, GLOBAL_COMMANDS | GUILD_COMMANDS) => Some(json!([{ "name": "ask" }])),
        (_, "/gateway/bot") => said.map(|gateway| only(&gateway, &["url"])),
        _ => said,
    }
}

fn only(full: &Value, keys: &[&str]) -> Value {
    let kept = full.as_object().into_iter().flatten();
    let kept = kept.filter(|(key, _)| keys.contains(&key.as_str()));
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect::<Map<_, _>>()
        .into()
}

fn without_empty_options(holder: &mut Value) {
    let Some(holder) = holder.as_object_mut() else {
        return;
    };
    if holder.get("options") == Some(&json!([])) {
        holder.remove("options");
    }
    let options = holder.get_mut("options").and_then(Value::as_array_mut);
    options
        .into_iter()
        .flatten()
        .for_each(without_empty_options);
}
