//! Messages as Discord keeps them, and what they say of interactions.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::people::{CHANNEL, GUILD, Person, snowflake};

/// Discord's numbers of the kinds of interaction that are told apart here.
pub(super) const COMMAND: u8 = 2;
const MODAL: u8 = 5;

/// Discord's numbers of an option that is a subcommand, and of one that takes a file.
const SUBCOMMAND: u8 = 1;
const ATTACHMENT: u8 = 11;

/// A message as Discord keeps it.
pub(super) fn message(author: Value, kind: u8, content: &str) -> Value {
    json!({
        "id": snowflake().to_string(), "type": kind, "channel_id": CHANNEL.to_string(),
        "author": author, "content": content, "timestamp": Timestamp::now().to_string(),
        "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [],
        "mention_roles": [], "attachments": [], "embeds": [], "pinned": false, "flags": 0,
        "components": [],
    })
}

/// Sets what `body` mentions, and leaves the rest of a message.
pub(super) fn fill(message: &mut Value, body: &Value) {
    for name in ["content", "components", "embeds"] {
        if let Some(value) = body.get(name).filter(|value| !value.is_null()) {
            message[name] = value.clone();
        }
    }
}

/// What a message says of the interaction that it replies to.
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

/// IDs of the files among options and those of a subcommand.
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
