//! Registers the commands with Discord, only if they changed, because registering interrupts people
//! who are typing a command.

use std::collections::BTreeMap;

use serde_json::Value;
use serenity::builder::CreateCommand;
use serenity::http::Http;
use serenity::model::application::Command;
use serenity::model::id::GuildId;

use crate::discord::transport::response::send_ignoring_body;
use crate::text::english::counted;

/// Fields that are not compared, because only Discord sets them.
const FIELDS_OF_DISCORD: [&str; 9] = [
    "id",
    "application_id",
    "guild_id",
    "version",
    "dm_permission",
    "handler",
    "name_localized",
    "description_localized",
    "default_permission",
];
/// Fields that the commands of a guild do not have.
const GLOBAL_FIELDS: [&str; 2] = ["integration_types", "contexts"];

/// Commands to be registered.
#[derive(Default)]
pub(crate) struct Registration {
    /// Global commands.
    pub everywhere: Vec<CreateCommand>,
    /// Commands of single guilds.
    pub guilds: BTreeMap<GuildId, Vec<CreateCommand>>,
}

/// Registers the commands. If a guild refuses its commands, the other guilds still get theirs.
///
/// # Errors
///
/// The first error, if Discord refuses any commands.
pub(crate) async fn register(http: &Http, wanted: &Registration) -> serenity::Result<()> {
    let everywhere = &wanted.everywhere;
    let known = http.get_global_commands_with_localizations().await;
    if needs_registration(everywhere, known, false) {
        send_ignoring_body(http.create_global_commands(everywhere)).await?;
        tracing::info!(
            "registered {} everywhere",
            counted(everywhere.len(), "command")
        );
    }
    let mut outcome = Ok(());
    for (&guild, here) in &wanted.guilds {
        let known = http.get_guild_commands_with_localizations(guild).await;
        if !needs_registration(here, known, true) {
            continue;
        }
        match send_ignoring_body(http.create_guild_commands(guild, here)).await {
            Ok(()) => tracing::info!(
                guild = guild.get(),
                "registered {}",
                counted(here.len(), "command")
            ),
            Err(error) => {
                tracing::debug!(guild = guild.get(), "commands are not taken: {error}");
                outcome = outcome.and(Err(error));
            }
        }
    }
    outcome
}

/// Returns whether every command is registered in its current form.
pub(crate) async fn is_registered(http: &Http, wanted: &Registration) -> bool {
    let known = http.get_global_commands_with_localizations().await;
    if needs_registration(&wanted.everywhere, known, false) {
        return false;
    }
    for (&guild, here) in &wanted.guilds {
        let known = http.get_guild_commands_with_localizations(guild).await;
        if needs_registration(here, known, true) {
            return false;
        }
    }
    true
}

/// Returns whether commands have to be registered: they differ, or the registered ones cannot be
/// read.
fn needs_registration(
    commands: &[CreateCommand],
    known: serenity::Result<Vec<Command>>,
    for_guild: bool,
) -> bool {
    let known = match known {
        Ok(known) => known,
        Err(error) => {
            tracing::debug!("cannot read the commands that Discord knows: {error}");
            return true;
        }
    };
    let normalised =
        |value: serde_json::Result<Value>| normalised(value.unwrap_or_default(), for_guild);
    let mut known: Vec<Value> = known
        .iter()
        .map(|command| normalised(serde_json::to_value(command)))
        .collect();
    let mut wanted: Vec<Value> = commands
        .iter()
        .map(|command| normalised(serde_json::to_value(command)))
        .collect();
    for list in [&mut known, &mut wanted] {
        list.sort_by_cached_key(Value::to_string);
    }
    known != wanted
}

/// Reduces a command to the fields that this program sets and that differ from their defaults, in
/// the order of their names.
fn normalised(command: Value, for_guild: bool) -> Value {
    let Value::Object(command) = command else {
        return command;
    };
    let kept = command.into_iter().filter(|(key, _)| {
        let key = key.as_str();
        !(FIELDS_OF_DISCORD.contains(&key) || for_guild && GLOBAL_FIELDS.contains(&key))
    });
    let mut command = without_defaults(Value::Object(kept.collect()));
    command.sort_all_objects();
    command
}

/// Removes `null`, `false` and empty collections.
fn without_defaults(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let kept = entries
                .into_iter()
                .map(|(key, value)| (key, without_defaults(value)))
                .filter(|(_, value)| !is_default(value));
            Value::Object(kept.collect())
        }
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(without_defaults).collect();
            // The order of contexts is irrelevant; the order of options is not.
            if items.iter().all(Value::is_number) {
                items.sort_by_key(Value::to_string);
            }
            Value::Array(items)
        }
        other => other,
    }
}

fn is_default(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::discord::commands::definition::registration;

    fn everywhere() -> Vec<CreateCommand> {
        registration(&[], None).everywhere
    }

    fn in_a_guild() -> Vec<CreateCommand> {
        let guild = GuildId::new(1);
        registration(&[guild], None).guilds.remove(&guild).unwrap()
    }

    /// Returns the commands in the form in which Discord returns them.
    fn stored(commands: &[CreateCommand]) -> Vec<Command> {
        let stored = |command: &CreateCommand| {
            let mut command = serde_json::to_value(command).unwrap();
            let entries = command.as_object_mut().unwrap();
            entries.insert("id".to_owned(), json!("1"));
            entries.insert("application_id".to_owned(), json!("2"));
            entries.insert("version".to_owned(), json!("3"));
            entries.insert("dm_permission".to_owned(), json!(true));
            entries.insert("default_member_permissions".to_owned(), Value::Null);
            entries.entry("description").or_insert(json!(""));
            serde_json::from_value(command).unwrap()
        };
        commands.iter().map(stored).collect()
    }

    #[test]
    fn unchanged_commands_are_not_registered() {
        let mut known = stored(&everywhere());
        known.reverse();
        assert!(!needs_registration(&everywhere(), Ok(known), false));
        assert!(!needs_registration(
            &in_a_guild(),
            Ok(stored(&in_a_guild())),
            true
        ));
        assert!(!needs_registration(
            &in_a_guild(),
            Ok(stored(&everywhere())),
            true
        ));
        assert!(!needs_registration(&[], Ok(Vec::new()), false));
    }

    #[test]
    fn changed_commands_are_registered() {
        let known = || stored(&everywhere());
        assert!(needs_registration(
            &everywhere(),
            Ok(known()[1..].to_vec()),
            false
        ));
        assert!(needs_registration(&[], Ok(known()), false));
        let mut other = known();
        other[0].options[0].required = false;
        assert!(needs_registration(&everywhere(), Ok(other), false));
        let mut other = known();
        other[0].name_localizations = None;
        assert!(needs_registration(&everywhere(), Ok(other), false));
        let silent = serenity::Error::Other("no answer");
        assert!(needs_registration(&everywhere(), Err(silent), false));
    }
}
