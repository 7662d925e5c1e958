//! Messages as Discord stores them.

use serde_json::{Value, json};

use super::make::Interaction;
use super::people::{self, Person};
use super::{APPLICATION, snowflake};

const SUPPRESS_EMBEDS: u64 = 1 << 2;
const LOADING: u64 = 1 << 7;

/// Makes a message written by a person.
pub(crate) fn written(person: &Person, content: &str) -> Value {
    json!({
        "id": snowflake().to_string(), "type": 0, "channel_id": "1100000000000000011",
        "author": person.user(), "content": content,
        "timestamp": "2025-08-16T08:00:00.000000+00:00", "edited_timestamp": null,
        "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
        "attachments": [], "embeds": [], "pinned": false, "flags": 0, "components": [],
    })
}

/// Makes the message for a response of the bot.
pub(crate) fn answer(interaction: &Interaction, id: u64, body: &Value) -> Value {
    let mut message = written(&Person::member(), "");
    message["type"] = interaction.answer_type().into();
    message["channel_id"] = interaction.channel().into();
    message["author"] = people::bot();
    message["webhook_id"] = APPLICATION.to_string().into();
    message["application_id"] = APPLICATION.to_string().into();
    message["interaction_metadata"] = interaction.metadata(id);
    message["flags"] = body["flags"].as_u64().unwrap_or(0).into();
    fill(&mut message, body);
    message
}

/// Makes the loading message for a deferred response.
pub(crate) fn promise(interaction: &Interaction, id: u64, body: &Value) -> Value {
    let mut message = answer(interaction, id, body);
    let flags = message["flags"].as_u64().unwrap_or(0);
    message["flags"] = (flags | LOADING).into();
    message
}

/// Updates the fields that are in `body`.
pub(crate) fn change(message: &mut Value, body: &Value) {
    fill(message, body);
    let before = message["flags"].as_u64().unwrap_or(0) & !LOADING;
    message["flags"] = match body["flags"].as_u64() {
        Some(flags) => (before & !SUPPRESS_EMBEDS) | (flags & SUPPRESS_EMBEDS),
        None => before,
    }
    .into();
    message["edited_timestamp"] = "2025-08-16T08:00:01.000000+00:00".into();
}

pub(crate) fn id(message: &Value) -> u64 {
    message["id"].as_str().unwrap().parse().unwrap()
}

pub(super) fn fill(message: &mut Value, body: &Value) {
    if let Some(content) = body.get("content") {
        message["content"] = content.as_str().unwrap_or_default().trim().into();
    }
    if let Some(embeds) = body.get("embeds") {
        message["embeds"] = list(embeds);
        for embed in message["embeds"].as_array_mut().into_iter().flatten() {
            embed["type"] = "rich".into();
        }
    }
    if let Some(rows) = body.get("components") {
        message["components"] = list(rows);
        let mut next = 1;
        for row in message["components"].as_array_mut().into_iter().flatten() {
            let mut number = |component: &mut Value| {
                component["id"] = next.into();
                next += 1;
            };
            number(row);
            row["components"]
                .as_array_mut()
                .into_iter()
                .flatten()
                .for_each(&mut number);
        }
    }
}

fn list(value: &Value) -> Value {
    match value {
        Value::Array(_) => value.clone(),
        _ => json!([]),
    }
}
