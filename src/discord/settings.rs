//! What the operator chose, as checked values.

use std::time::Duration;

use super::ApiUrl;

/// How the bot behaves in Discord.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The guilds in which the commands are registered; none means everywhere.
    pub guilds: Vec<u64>,
    /// So many replies a person may ask for in a row; 0 sets no bounds.
    pub cooldown_burst: u32,
    /// After so long one more.
    pub cooldown_every: Duration,
    /// Whether what people ask is written to the log.
    pub log_questions: bool,
    /// Another server in Discord's place.
    pub api_url: Option<ApiUrl>,
    /// At most so many passages stand in one message, 1 to 3.
    pub passages: usize,
    /// Who keeps the articles, and where.
    pub moderation: Moderation,
}

/// Who is a moderator. Whoever is not named here is none, whatever they may do in some other
/// guild.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moderation {
    /// The guilds that have the command of moderators.
    pub guilds: Vec<ModeratedGuild>,
    /// People who are moderators wherever they see that command, by their ids.
    pub users: Vec<u64>,
}

/// Who is a moderator in one guild: those who have the permission, or one of the roles.
#[derive(Clone, Debug, PartialEq)]
pub struct ModeratedGuild {
    /// The guild's id.
    pub id: u64,
    /// A permission by Discord's name for it, such as `MANAGE_GUILD`.
    pub permission: Option<String>,
    /// Roles by their ids.
    pub roles: Vec<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            guilds: Vec::new(),
            cooldown_burst: 10,
            cooldown_every: Duration::from_secs(2),
            log_questions: false,
            api_url: None,
            passages: 3,
            moderation: Moderation::default(),
        }
    }
}
