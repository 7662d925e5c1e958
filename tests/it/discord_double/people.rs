//! People, guilds and channels.

use serde_json::{Value, json};

use super::APPLICATION;

/// Guild with the bot.
pub(crate) const GUILD: u64 = 1_100_000_000_000_000_001;
/// Guild without the bot.
pub(crate) const OTHER_GUILD: u64 = 1_100_000_000_000_000_002;

/// Role whose members are moderators.
pub(crate) const ROLE: u64 = 1_200_000_000_000_000_001;
/// Number of a person who is a moderator by name.
pub(crate) const NAMED: u64 = 9;

const CHANNEL: u64 = 1_100_000_000_000_000_011;
const OTHER_CHANNEL: u64 = 1_100_000_000_000_000_012;
const BOT_DM: u64 = 1_100_000_000_000_000_013;
const GROUP: u64 = 1_100_000_000_000_000_014;

const VIEW_CHANNEL: u64 = 1 << 10;
const SEND_MESSAGES: u64 = 1 << 11;
const MANAGE_MESSAGES: u64 = 1 << 13;
const MANAGE_GUILD: u64 = 1 << 5;
const READ_HISTORY: u64 = 1 << 16;
const USE_COMMANDS: u64 = 1 << 31;
const MEMBER: u64 = VIEW_CHANNEL | SEND_MESSAGES | READ_HISTORY | USE_COMMANDS;

/// Person with an account.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub id: u64,
    name: String,
    permissions: u64,
    roles: Vec<u64>,
}

/// Place where an interaction happens.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// Channel of the guild with the bot.
    Guild,
    /// Guild without the bot, used by a person who installed the app.
    OtherGuild,
    /// Direct messages with the bot.
    BotDm,
    /// Group chat of a person who installed the app.
    Group,
}

impl Person {
    /// Returns a person without special permissions.
    pub(crate) fn member() -> Self {
        Self::numbered(1)
    }

    /// Returns another person without special permissions.
    pub(crate) fn other() -> Self {
        Self::numbered(2)
    }

    /// Returns a person with the permission to manage the guild.
    pub(crate) fn moderator() -> Self {
        Self {
            permissions: MEMBER | MANAGE_MESSAGES | MANAGE_GUILD,
            ..Self::numbered(3)
        }
    }

    /// Returns person number `n`, without special permissions.
    pub(crate) fn numbered(n: u64) -> Self {
        Self {
            id: 1_000_000_000_000_000_000 + n,
            name: format!("person{n}"),
            permissions: MEMBER,
            roles: Vec::new(),
        }
    }

    pub(crate) fn with_role(mut self, role: u64) -> Self {
        self.roles.push(role);
        self
    }

    pub(crate) fn user(&self) -> Value {
        json!({
            "id": self.id.to_string(), "username": self.name, "global_name": self.name,
            "discriminator": "0", "avatar": null, "avatar_decoration_data": null,
            "collectibles": null, "primary_guild": null, "clan": null, "public_flags": 0,
        })
    }

    fn member_of_guild(&self) -> Value {
        let roles: Vec<_> = self.roles.iter().map(u64::to_string).collect();
        json!({
            "user": self.user(), "nick": null, "avatar": null, "banner": null, "roles": roles,
            "joined_at": "2024-02-03T04:05:06.789000+00:00", "premium_since": null, "deaf": false,
            "mute": false, "flags": 0, "pending": false, "unusual_dm_activity_until": null,
            "communication_disabled_until": null, "permissions": self.permissions.to_string(),
        })
    }
}

/// Returns the account of the bot.
pub(crate) fn bot() -> Value {
    json!({
        "id": APPLICATION.to_string(), "username": "summit", "global_name": null,
        "discriminator": "4321", "avatar": null, "bot": true, "public_flags": 0,
        "verified": true, "mfa_enabled": true, "email": null, "flags": 0,
    })
}

impl Place {
    /// Returns the id of the guild with the bot, if it is the place.
    pub(crate) fn guild_id(self) -> Option<String> {
        match self {
            Self::Guild => Some(GUILD.to_string()),
            _ => None,
        }
    }

    /// Returns who installed the app: the guild or the person.
    pub(crate) fn owners(self, person: &Person) -> Value {
        match self {
            Self::Guild => json!({ "0": GUILD.to_string() }),
            Self::BotDm => json!({ "0": "0" }),
            Self::OtherGuild | Self::Group => json!({ "1": person.id.to_string() }),
        }
    }

    pub(crate) fn channel(self, person: &Person) -> Value {
        let in_guild = |id: u64, guild: u64| {
            json!({
                "id": id.to_string(), "guild_id": guild.to_string(), "name": "summit", "type": 0,
                "flags": 0, "last_message_id": null, "nsfw": false, "parent_id": null,
                "permissions": person.permissions.to_string(), "position": 0,
                "rate_limit_per_user": 0, "topic": null,
            })
        };
        match self {
            Self::Guild => in_guild(CHANNEL, GUILD),
            Self::OtherGuild => in_guild(OTHER_CHANNEL, OTHER_GUILD),
            Self::BotDm => json!({
                "id": BOT_DM.to_string(), "type": 1, "flags": 0, "last_message_id": null,
                "recipients": [person.user()],
            }),
            Self::Group => json!({
                "id": GROUP.to_string(), "type": 3, "flags": 0, "last_message_id": null,
                "name": null, "icon": null, "owner_id": person.id.to_string(),
                "recipients": [person.user(), Person::other().user()],
            }),
        }
    }

    /// Adds the person and place to the payload of an interaction.
    pub(crate) fn describe(self, person: &Person, payload: &mut Value) {
        let channel = self.channel(person);
        payload["channel_id"] = channel["id"].clone();
        payload["channel"] = channel;
        payload["authorizing_integration_owners"] = self.owners(person);
        payload["app_permissions"] = MEMBER.to_string().into();
        payload["context"] = match self {
            Self::Guild | Self::OtherGuild => 0,
            Self::BotDm => 1,
            Self::Group => 2,
        }
        .into();
        let guild = match self {
            Self::Guild => GUILD,
            Self::OtherGuild => OTHER_GUILD,
            Self::BotDm | Self::Group => {
                payload["user"] = person.user();
                return;
            }
        };
        payload["member"] = person.member_of_guild();
        payload["guild_id"] = guild.to_string().into();
        payload["guild_locale"] = "en-US".into();
        payload["guild"] =
            json!({ "id": guild.to_string(), "locale": "en-US", "features": ["COMMUNITY"] });
    }
}
