//! Messages in Discord's format, and the metadata of interactions in them.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::people::{CHANNEL, GUILD, Person, snowflake};

/// Discord's numbers of interaction types.
pub(super) const COMMAND: u8 = 2;
const MODAL: u8 = 5;

/// Discord's numbers of option types.
const SUBCOMMAND: u8 = 1;
const ATTACHMENT: u8 = 11;

/// Returns a new message in Discord's format.
pub(super) fn message(author: Value, kind: u8, content: &str) -> Value {
    json!({
        "id": snowflake().to_string(), "type": kind, "channel_id": CHANNEL.to_string(),
        "author": author, "content": content, "timestamp": Timestamp::now().to_string(),
        "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [],
        "mention_roles": [], "attachments": [], "embeds": [], "pinned": false, "flags": 0,
        "components": [],
    })
}

/// Sets the fields of a message that `body` has, and leaves the others.
pub(super) fn fill(message: &mut Value, body: &Value) {
    for name in ["content", "components", "embeds"] {
        if let Some(value) = body.get(name).filter(|value| !value.is_null()) {
            message[name] = value.clone();
        }
    }
}

/// Returns the field `interaction_metadata` of a message that replies to an interaction.
pub(super) fn metadata(
    person: &Person,
    id: u64,
    kind: u8,
    data: &Map<String, Value>,
    on: Option<&str>,
) -> Value {
    let mut metadata = json!({
        "id": id.to_string(), "type": kind, "user": person.user(),
        "authorizing_integration_owners": { "0": GUILD.to_string() },
    });
    if let Some(name) = data.get("name").and_then(Value::as_str) {
        let first = data.get("options").and_then(|options| options.get(0));
        let subcommand = first.filter(|option| option["type"] == SUBCOMMAND);
        metadata["name"] = match subcommand.and_then(|option| option["name"].as_str()) {
            Some(subcommand) => format!("{name} {subcommand}").into(),
            None => name.into(),
        };
        metadata["command_type"] = data.get("type").cloned().unwrap_or_default();
    }
    if kind == MODAL {
        let opener = json!({
            "id": id.to_string(), "type": COMMAND, "user": person.user(),
            "authorizing_integration_owners": { "0": GUILD.to_string() },
        });
        metadata["triggering_interaction_metadata"] = opener;
    }
    if let Some(on) = on {
        metadata["interacted_message_id"] = on.into();
    }
    metadata
}

/// Returns the IDs of the files among options, also of a subcommand.
pub(super) fn attached(options: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    for option in options.and_then(Value::as_array).into_iter().flatten() {
        if option["type"] == ATTACHMENT
            && let Some(id) = option["value"].as_str()
        {
            found.push(id.to_owned());
        }
        found.extend(attached(option.get("options")));
    }
    found
}
