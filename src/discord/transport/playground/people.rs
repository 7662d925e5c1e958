//! Who stands in the channel of the playground, and what Discord says of them and of it.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use serde_json::{Value, json};
use serenity::model::Permissions;

/// Snowflake of the application, which is also that of the bot's account.
pub(super) const APPLICATION: u64 = 1_300_000_000_000_000_001;

/// Snowflake of the guild.
pub(super) const GUILD: u64 = 1_300_000_000_000_000_002;

/// Snowflake of its only channel.
pub(super) const CHANNEL: u64 = 1_300_000_000_000_000_003;

/// Permission that makes somebody a moderator here.
pub(super) const MODERATES: Permissions = Permissions::MANAGE_GUILD;

/// Milliseconds from 1970 to the moment from which snowflakes count.
const SNOWFLAKES_BEGIN: i64 = 1_420_070_400_000;

/// Largest file that somebody may attach, in bytes.
pub(super) const MOST_BYTES: usize = 10_485_760;

/// Somebody whom the page can speak as.
#[derive(Debug)]
pub(super) struct Person {
    /// Name in requests of the page.
    pub key: &'static str,
    /// Name that others see.
    name: &'static str,
    /// What the page says of them.
    about: &'static str,
    id: u64,
    is_moderator: bool,
    /// Whether the page offers them the commands of moderators.
    sees_all: bool,
}

/// Everybody, in the order of the page's switch.
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

/// A new snowflake, with the time in it.
pub(super) fn snowflake() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let milliseconds = Timestamp::now().as_millisecond() - SNOWFLAKES_BEGIN;
    let milliseconds = u64::try_from(milliseconds).unwrap_or_default();
    (milliseconds << 22) | (NEXT.fetch_add(1, Ordering::Relaxed) & 0x3f_ffff)
}

impl Person {
    /// The person with an ID.
    pub(super) fn with_id(id: u64) -> Option<&'static Self> {
        PEOPLE.iter().find(|person| person.id == id)
    }

    /// The person whom a request of the page names.
    pub(super) fn called(key: &str) -> Option<&'static Self> {
        PEOPLE.iter().find(|person| person.key == key)
    }

    /// The account, as Discord describes it.
    pub(super) fn user(&self) -> Value {
        json!({
            "id": self.id.to_string(), "username": self.name.to_lowercase(),
            "global_name": self.name, "discriminator": "0", "avatar": null, "public_flags": 0,
        })
    }

    /// What the page is told.
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
            member | MODERATES
        } else {
            member
        }
    }

    /// What every interaction says of the person and of the place.
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
            "attachment_size_limit": MOST_BYTES,
        })
    }
}

/// The bot's account, as Discord describes it.
pub(super) fn bot() -> Value {
    json!({
        "id": APPLICATION.to_string(), "username": "Summit bot", "global_name": null,
        "discriminator": "0001", "avatar": null, "bot": true, "public_flags": 0,
    })
}
