//! The people in the channel of the playground, and their descriptions in Discord's format.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use serde_json::{Value, json};
use serenity::model::Permissions;

/// Snowflake of the application and of the bot's account.
pub(super) const APPLICATION: u64 = 1_300_000_000_000_000_001;

/// Snowflake of the guild.
pub(super) const GUILD: u64 = 1_300_000_000_000_000_002;

/// Snowflake of its only channel.
pub(super) const CHANNEL: u64 = 1_300_000_000_000_000_003;

/// Permission of moderators.
pub(super) const MODERATOR_PERMISSION: Permissions = Permissions::MANAGE_GUILD;

/// Discord's epoch, from which snowflakes count, in milliseconds of Unix time.
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

/// Maximum size of an attached file, in bytes.
pub(super) const MAX_FILE_BYTES: usize = 10_485_760;

/// Person as whom the page can act.
#[derive(Debug)]
pub(super) struct Person {
    /// Name in requests of the page.
    pub key: &'static str,
    /// Name that others see.
    name: &'static str,
    /// Description shown on the page.
    about: &'static str,
    id: u64,
    is_moderator: bool,
    /// Whether the page offers them the commands of moderators.
    sees_all: bool,
}

/// All people, in the order of the page's menu.
pub(super) static PEOPLE: [Person; 3] = [
    Person {
        key: "member",
        name: "Mira",
        about: "a member of the server, who asks",
        id: 1_300_000_000_000_000_011,
        is_moderator: false,
        sees_all: false,
    },
    Person {
        key: "moderator",
        name: "Noor",
        about: "a moderator, who may use /index",
        id: 1_300_000_000_000_000_012,
        is_moderator: true,
        sees_all: true,
    },
    Person {
        key: "stranger",
        name: "Tam",
        about: "a stranger, who sees /index but is no moderator",
        id: 1_300_000_000_000_000_013,
        is_moderator: false,
        sees_all: true,
    },
];

/// Returns a new snowflake, which contains the current time.
pub(super) fn snowflake() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let milliseconds = Timestamp::now().as_millisecond() - DISCORD_EPOCH;
    let milliseconds = u64::try_from(milliseconds).unwrap_or_default();
    (milliseconds << 22) | (NEXT.fetch_add(1, Ordering::Relaxed) & 0x3f_ffff)
}

impl Person {
    /// Returns the person with an ID.
    pub(super) fn with_id(id: u64) -> Option<&'static Self> {
        PEOPLE.iter().find(|person| person.id == id)
    }

    /// Returns the person with a key.
    pub(super) fn with_key(key: &str) -> Option<&'static Self> {
        PEOPLE.iter().find(|person| person.key == key)
    }

    /// Returns the user object in Discord's format.
    pub(super) fn user(&self) -> Value {
        json!({
            "id": self.id.to_string(), "username": self.name.to_lowercase(),
            "global_name": self.name, "discriminator": "0", "avatar": null, "public_flags": 0,
        })
    }

    /// Returns the description for the page.
    pub(super) fn summary(&self) -> Value {
        json!({
            "key": self.key, "name": self.name, "about": self.about, "id": self.id.to_string(),
            "sees_all": self.sees_all,
        })
    }

    fn permissions(&self) -> Permissions {
        let member = Permissions::VIEW_CHANNEL
            | Permissions::SEND_MESSAGES
            | Permissions::READ_MESSAGE_HISTORY
            | Permissions::USE_APPLICATION_COMMANDS;
        if self.is_moderator {
            member | MODERATOR_PERMISSION
        } else {
            member
        }
    }

    /// Returns an interaction of this person in Discord's format.
    pub(super) fn interaction(&self, id: u64, token: &str, kind: u8, data: Value) -> Value {
        let permissions = self.permissions().bits().to_string();
        json!({
            "id": id.to_string(),
            "application_id": APPLICATION.to_string(),
            "type": kind,
            "token": token,
            "version": 1,
            "data": data,
            "locale": "en-US",
            "guild_locale": "en-US",
            "guild_id": GUILD.to_string(),
            "guild": { "id": GUILD.to_string(), "locale": "en-US", "features": [] },
            "channel_id": CHANNEL.to_string(),
            "channel": {
                "id": CHANNEL.to_string(), "guild_id": GUILD.to_string(), "name": "summit",
                "type": 0, "flags": 0, "last_message_id": null, "nsfw": false, "parent_id": null,
                "permissions": &permissions, "position": 0, "rate_limit_per_user": 0, "topic": null,
            },
            "member": {
                "user": self.user(), "nick": null, "avatar": null, "roles": [],
                "joined_at": "2025-08-01T08:00:00.000000+00:00", "premium_since": null,
                "deaf": false, "mute": false, "flags": 0, "pending": false,
                "communication_disabled_until": null, "permissions": &permissions,
            },
            "app_permissions": &permissions,
            "authorizing_integration_owners": { "0": GUILD.to_string() },
            "context": 0,
            "entitlements": [],
            "attachment_size_limit": MAX_FILE_BYTES,
        })
    }
}

/// Returns the user object of the bot in Discord's format.
pub(super) fn bot() -> Value {
    json!({
        "id": APPLICATION.to_string(), "username": "Summit bot", "global_name": null,
        "discriminator": "0001", "avatar": null, "bot": true, "public_flags": 0,
    })
}
