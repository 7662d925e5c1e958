//! The section `[moderation]`: who keeps the articles from within Discord.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::discord;

/// The section `[moderation]`. Whoever it does not name is no moderator, whatever they may do in
/// some other guild.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Moderation {
    /// The guilds that have the commands of moderators, and who is one there.
    pub guilds: Vec<Guild>,
    /// The people who are moderators wherever they see these commands, by their ids.
    #[serde(deserialize_with = "ids")]
    pub users: Vec<u64>,
}

/// A guild, and who is a moderator there: those who have the permission, or one of the roles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guild {
    /// The guild's id.
    #[serde(deserialize_with = "id")]
    pub id: u64,
    /// A permission by Discord's name for it, such as `MANAGE_GUILD`.
    #[serde(
        default,
        deserialize_with = "permission",
        skip_serializing_if = "Option::is_none"
    )]
    pub permission: Option<String>,
    /// Roles by their ids.
    #[serde(default, deserialize_with = "ids")]
    pub roles: Vec<u64>,
}

impl Moderation {
    /// The same as what the bot takes.
    pub fn settings(&self) -> discord::Moderation {
        let guilds = self.guilds.iter().map(|guild| discord::ModeratedGuild {
            id: guild.id,
            permission: guild.permission.clone(),
            roles: guild.roles.clone(),
        });
        discord::Moderation {
            guilds: guilds.collect(),
            users: self.users.clone(),
        }
    }
}

/// An id as Discord shows it: a number, with or without quotes around it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(i64),
    Text(String),
    Other(toml::Value),
}

impl Id {
    fn checked<E: Error>(self) -> Result<u64, E> {
        let text = match self {
            Self::Number(id) => id.to_string(),
            Self::Text(text) => text,
            Self::Other(value) => value.to_string(),
        };
        match text.trim().parse() {
            Ok(0) | Err(_) => Err(E::custom(format!(
                "{text:?} is not an id: write the number that Discord copies, in quotes"
            ))),
            Ok(id) => Ok(id),
        }
    }
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Id::deserialize(deserializer)?.checked()
}

fn ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u64>, D::Error> {
    let ids = Vec::<Id>::deserialize(deserializer)?;
    ids.into_iter().map(Id::checked).collect()
}

/// The permissions that a moderator may be known by. One that everybody has would make everybody
/// a moderator.
const PERMISSIONS: [&str; 6] = [
    "ADMINISTRATOR",
    "MANAGE_GUILD",
    "MANAGE_CHANNELS",
    "MANAGE_MESSAGES",
    "MODERATE_MEMBERS",
    "BAN_MEMBERS",
];

fn permission<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?
        .to_uppercase()
        .replace(' ', "_");
    match PERMISSIONS.contains(&name.as_str()) {
        true => Ok(Some(name)),
        false => Err(D::Error::custom(format!(
            "{name:?} is none of {}",
            PERMISSIONS.join(", ")
        ))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::config::Config;

    #[test]
    fn moderators_are_named_by_guild_and_by_id() {
        let text = "[moderation]\nusers = [\"7\"]\nguilds = [\n\
                    { id = \"81384788765712384\", permission = \"manage guild\" },\n\
                    { id = 5, roles = [6] },\n]\n";
        let expected = Moderation {
            guilds: vec![
                Guild {
                    id: 81_384_788_765_712_384,
                    permission: Some("MANAGE_GUILD".to_owned()),
                    roles: Vec::new(),
                },
                Guild {
                    id: 5,
                    permission: None,
                    roles: vec![6],
                },
            ],
            users: vec![7],
        };
        let config = Config::parse(text, "config.toml").unwrap();
        assert_eq!(config.moderation, expected);
    }

    fn check(line: &str, expected: &str) {
        let text = format!("[moderation]\n{line}\n");
        let problem = Config::parse(&text, "config.toml").unwrap_err().to_string();
        assert!(problem.starts_with("config.toml:2: "), "{problem}");
        assert!(problem.contains(expected), "{problem}");
    }

    #[test]
    fn nobody_becomes_a_moderator_by_mistake() {
        check("users = [0]", "\"0\" is not an id");
        check("users = [\"alice\"]", "\"alice\" is not an id");
        check(
            "guilds = [{ id = 1, permission = \"SEND_MESSAGES\" }]",
            "is none of ADMINISTRATOR",
        );
        check(
            "guilds = [{ id = 1, role = [2] }]",
            "unknown setting \"role\": did you mean \"roles\"?",
        );
        check("guilds = [{ roles = [2] }]", "missing field `id`");
    }
}
