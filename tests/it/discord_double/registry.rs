//! Endpoints for registered commands, which are stored as Discord stores them.

use serde_json::{Value, json};

use super::rest::{Answer, Call};
use super::rules::{self, Refusal};
use super::state::State;
use super::{APPLICATION, snowflake};

const UNKNOWN_APPLICATION: Refusal = Refusal::new(404, 10_002, "Unknown Application");
const MISSING_ACCESS: Refusal = Refusal::new(403, 50_001, "Missing Access");

/// Returns or replaces the global commands, or those of a guild.
pub(super) fn commands(state: &mut State, call: &Call) -> Answer {
    if call.params["application_id"] != APPLICATION.to_string() {
        return Err(UNKNOWN_APPLICATION);
    }
    let guild = call
        .params
        .get("guild_id")
        .map_or(0, |id| id.parse().unwrap_or(1));
    if ![0, super::people::GUILD].contains(&guild) {
        return Err(MISSING_ACCESS);
    }
    if call.method == "PUT" {
        rules::commands(&call.body)?;
        let before = state.commands.remove(&guild).unwrap_or_default();
        let list = call.body.as_array().into_iter().flatten();
        let kept = list.map(|command| kept(command, guild, &before)).collect();
        state.commands.insert(guild, kept);
    }
    let mut list = state.commands.get(&guild).cloned().unwrap_or_default();
    if call.method == "GET" && !call.query.contains("with_localizations=true") {
        list.iter_mut().for_each(without_languages);
    }
    Ok(Some(list.into()))
}

/// Returns a command as Discord stores it: with an id and defaults, and without redundant fields.
fn kept(command: &Value, guild: u64, before: &[Value]) -> Value {
    let kind = command["type"].as_u64().unwrap_or(1);
    let same = before
        .iter()
        .find(|old| old["name"] == command["name"] && old["type"] == kind);
    let id = same.map_or_else(|| snowflake().to_string().into(), |old| old["id"].clone());
    let permissions = match &command["default_member_permissions"] {
        Value::Number(bits) => bits.to_string().into(),
        bits => bits.clone(),
    };
    let or = |name: &str, default: Value| match &command[name] {
        Value::Null => default,
        value => value.clone(),
    };
    let mut kept = json!({
        "id": id,
        "application_id": APPLICATION.to_string(),
        "version": snowflake().to_string(),
        "default_member_permissions": permissions,
        "type": kind,
        "name": command["name"],
        "name_localizations": languages(&command["name_localizations"]),
        "description": or("description", "".into()),
        "description_localizations": languages(&command["description_localizations"]),
        "dm_permission": or("dm_permission", true.into()),
        "contexts": command["contexts"],
        "integration_types": or("integration_types", json!([0])),
        "nsfw": or("nsfw", false.into()),
    });
    if guild != 0 {
        kept["guild_id"] = guild.to_string().into();
        kept.as_object_mut().unwrap().remove("dm_permission");
    }
    let options = options(&command["options"]);
    if !options.is_empty() {
        kept["options"] = options.into();
    }
    kept
}

fn options(list: &Value) -> Vec<Value> {
    let list = list.as_array().into_iter().flatten();
    list.map(|option| {
        let mut kept = option.clone();
        for name in ["name_localizations", "description_localizations"] {
            kept[name] = languages(&option[name]);
        }
        if option["options"].is_array() {
            kept["options"] = options(&option["options"]).into();
        }
        let says_nothing = |value: &Value| match value {
            Value::Null | Value::Bool(false) => true,
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        let is_language = |name: &str| name.ends_with("_localizations");
        let fields = kept.as_object_mut().unwrap();
        fields.retain(|name, value| is_language(name) || !says_nothing(value));
        kept
    })
    .collect()
}

/// Returns localizations; `null` if there are none.
fn languages(value: &Value) -> Value {
    match value.as_object() {
        Some(map) if !map.is_empty() => value.clone(),
        _ => Value::Null,
    }
}

/// Removes localizations, as in the short form of the response.
fn without_languages(value: &mut Value) {
    let Some(fields) = value.as_object_mut() else {
        return;
    };
    fields.retain(|name, _| !name.ends_with("_localizations"));
    if let Some(list) = fields.get_mut("options").and_then(Value::as_array_mut) {
        list.iter_mut().for_each(without_languages);
    }
}
