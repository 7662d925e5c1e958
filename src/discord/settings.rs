//! The sections `[discord]` and `[moderation]` of the settings.

use std::fmt::Display;
use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use serenity::model::Permissions;
use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};

use super::protocol::caller::Caller;
use super::transport::api_url::ApiUrl;
use super::transport::http::public_key::PublicKey;

/// Maximum of `discord.cooldown_burst`.
const MAX_BURST: i64 = 10_000;

/// Permissions that the settings may use to define moderators. Permissions that every member has
/// are not among them, so that nobody becomes a moderator by mistake.
const MODERATOR_PERMISSIONS: [&str; 6] = [
    "ADMINISTRATOR",
    "MANAGE_GUILD",
    "MANAGE_CHANNELS",
    "MANAGE_MESSAGES",
    "MODERATE_MEMBERS",
    "BAN_MEMBERS",
];

/// Section `[discord]`. The token is not a setting: it is read from the environment only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Transport of interactions.
    pub transport: Transport,
    /// Address that the endpoint of [`Transport::Http`] listens on.
    #[serde(deserialize_with = "address")]
    pub address: SocketAddr,
    /// Public key with which the signatures of Discord's requests are verified.
    #[serde(serialize_with = "as_text", deserialize_with = "unless_empty")]
    pub public_key: Option<PublicKey>,
    /// Guilds in which the commands are registered; empty for global commands.
    #[serde(deserialize_with = "ids")]
    pub guilds: Vec<GuildId>,
    /// Number of commands that a person may use in a row, from 0 to 10,000; 0 for no limit.
    #[serde(deserialize_with = "burst")]
    pub cooldown_burst: u32,
    /// Time after which a person may use one more command, from 0.01 seconds to one hour.
    #[serde(
        rename = "cooldown_seconds",
        serialize_with = "as_seconds",
        deserialize_with = "seconds"
    )]
    pub cooldown_every: Duration,
    /// Whether the texts that people enter are written to the log.
    pub log_questions: bool,
    /// Server that replaces Discord, for tests.
    #[serde(serialize_with = "as_text", deserialize_with = "unless_empty")]
    pub api_url: Option<ApiUrl>,
}

/// Transport of interactions from Discord.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// Gateway: a WebSocket connection that the bot keeps open.
    #[default]
    Gateway,
    /// Interactions endpoint: HTTP requests to the bot.
    Http,
}

/// Section `[moderation]`: the moderators. Permissions in other guilds do not make anybody a
/// moderator.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Moderation {
    /// Guilds that have `/index`.
    pub guilds: Vec<ModeratedGuild>,
    /// Users who are moderators in every guild and in direct messages.
    #[serde(deserialize_with = "ids")]
    pub users: Vec<UserId>,
    /// Channel for previews of articles from feeds; `None` for no previews.
    #[serde(serialize_with = "as_text", deserialize_with = "channel")]
    pub channel: Option<ChannelId>,
}

/// Moderators of one guild: members with the permission or one of the roles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeratedGuild {
    /// Snowflake of the guild.
    #[serde(deserialize_with = "id")]
    pub id: GuildId,
    /// Permission of moderators, written as Discord names it, such as `MANAGE_GUILD`.
    #[serde(default, deserialize_with = "permission")]
    pub permission: Option<Permissions>,
    /// Roles of moderators.
    #[serde(default, deserialize_with = "ids")]
    pub roles: Vec<RoleId>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            transport: Transport::default(),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_key: None,
            guilds: Vec::new(),
            cooldown_burst: 10,
            cooldown_every: Duration::from_secs(2),
            log_questions: false,
            api_url: None,
        }
    }
}

impl Moderation {
    /// Returns whether a person is a moderator in the guild of their interaction.
    pub fn admits(&self, caller: &Caller<'_>) -> bool {
        let here = |guild: &&ModeratedGuild| caller.guild == Some(guild.id);
        self.users.contains(&caller.id)
            || self.guilds.iter().filter(here).any(|guild| {
                let has_permission = guild.permission.is_some_and(|permission| {
                    caller.permissions.contains(permission) || caller.permissions.administrator()
                });
                has_permission || caller.roles.iter().any(|role| guild.roles.contains(role))
            })
    }
}

/// Snowflake as a number or as text.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "this is not an id: write the number that Discord copies, in quotes"
)]
enum Snowflake {
    Number(i64),
    Text(String),
    Other(toml::Value),
}

impl Snowflake {
    fn checked<T: From<u64>, E: Error>(self) -> Result<T, E> {
        let text = match self {
            Self::Number(id) => id.to_string(),
            Self::Text(text) => text,
            Self::Other(value) => value.to_string(),
        };
        match text.trim().parse() {
            // serenity's ID types panic on 0 and on the maximum.
            Ok(0 | u64::MAX) | Err(_) => Err(E::custom(format!(
                "{text:?} is not an id: write the number that Discord copies, in quotes"
            ))),
            Ok(id) => Ok(T::from(id)),
        }
    }
}

fn id<'de, T: From<u64>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Snowflake::deserialize(deserializer)?.checked()
}

fn ids<'de, T: From<u64>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let ids = Vec::<Snowflake>::deserialize(deserializer)?;
    ids.into_iter().map(Snowflake::checked).collect()
}

/// Parses a channel; an empty text means no channel.
fn channel<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ChannelId>, D::Error> {
    match Snowflake::deserialize(deserializer)? {
        Snowflake::Text(text) if text.is_empty() => Ok(None),
        id => id.checked().map(Some),
    }
}

fn burst<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let burst = i64::deserialize(deserializer)?;
    u32::try_from(burst)
        .ok()
        .filter(|_| burst <= MAX_BURST)
        .ok_or_else(|| D::Error::custom(format!("{burst} is not from 0 to {MAX_BURST}")))
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let seconds = f32::deserialize(deserializer)?;
    if (0.01..=3600.0).contains(&seconds) {
        return Ok(Duration::from_secs_f32(seconds));
    }
    Err(D::Error::custom(format!(
        "{seconds} is not from 0.01 to 3600"
    )))
}

fn as_seconds<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f32(duration.as_secs_f32())
}

fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(deserializer)?;
    let wrong = |_| D::Error::custom(format!("{text:?} is not an address such as 127.0.0.1:8080"));
    text.parse().map_err(wrong)
}

/// Parses a value; an empty text means that there is none.
fn unless_empty<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(D::Error::custom)
}

/// Writes a value as text, which is empty if there is none.
fn as_text<S: Serializer>(value: &Option<impl Display>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = value.as_ref().map(ToString::to_string);
    serializer.serialize_str(&text.unwrap_or_default())
}

fn permission<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Permissions>, D::Error> {
    let name = String::deserialize(deserializer)?
        .to_uppercase()
        .replace(' ', "_");
    let known = MODERATOR_PERMISSIONS.contains(&name.as_str());
    let permission = Permissions::from_name(&name).filter(|_| known);
    permission.map(Some).ok_or_else(|| {
        D::Error::custom(format!(
            "{name:?} is none of {}",
            MODERATOR_PERMISSIONS.join(", ")
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: GuildId = GuildId::new(1);
    const OTHER: GuildId = GuildId::new(2);
    const FOREIGN: GuildId = GuildId::new(3);

    fn caller(id: u64, guild: Option<GuildId>, permissions: Permissions) -> Caller<'static> {
        Caller {
            id: UserId::new(id),
            name: "alice",
            display_name: "Alice",
            guild,
            permissions,
            roles: &[],
        }
    }

    #[test]
    fn moderators_are_checked_by_guild() {
        let moderation = Moderation {
            guilds: vec![
                ModeratedGuild {
                    id: GUILD,
                    permission: Some(Permissions::MANAGE_GUILD),
                    roles: vec![RoleId::new(7)],
                },
                ModeratedGuild {
                    id: OTHER,
                    permission: None,
                    roles: vec![RoleId::new(8)],
                },
            ],
            users: vec![UserId::new(99)],
            channel: None,
        };
        let (manage, all) = (Permissions::MANAGE_GUILD, Permissions::all());
        let check = |caller: &Caller<'_>, expected| {
            assert_eq!(moderation.admits(caller), expected, "{caller:?}");
        };
        check(&caller(3, Some(GUILD), manage), true);
        check(&caller(3, Some(GUILD), Permissions::ADMINISTRATOR), true);
        check(&caller(3, Some(GUILD), Permissions::MANAGE_MESSAGES), false);
        check(&caller(3, Some(FOREIGN), all), false);
        check(&caller(3, None, all), false);
        // If only roles are named, permissions do not count.
        check(&caller(3, Some(OTHER), all), false);
        for (guild, role, expected) in [(GUILD, 7, true), (GUILD, 8, false), (OTHER, 8, true)] {
            let roles = [RoleId::new(role)];
            let member = Caller {
                roles: &roles,
                ..caller(3, Some(guild), Permissions::empty())
            };
            check(&member, expected);
        }
        for guild in [Some(GUILD), Some(FOREIGN), None] {
            check(&caller(99, guild, Permissions::empty()), true);
        }
        assert!(!Moderation::default().admits(&caller(3, Some(GUILD), all)));
    }
}
