//! Valid and invalid settings of Discord and of moderators.

use super::Config;
use crate::discord::{GuildId, ModeratedGuild, Moderation, Permissions, RoleId, UserId};

fn check(section: &str, line: &str, expected: &str) {
    let text = format!("[{section}]\n{line}\n");
    let problem = Config::parse(&text, "config.toml").unwrap_err();
    assert_eq!(
        problem.to_string(),
        format!(
            "config.toml:2: cannot use {expected}: correct it, or delete the line for the default"
        ),
    );
}

#[test]
fn invalid_discord_settings_are_refused() {
    check(
        "discord",
        "guilds = [\"my server\"]",
        "\"guilds\" in [discord]: \"my server\" is not an id: write the number that Discord \
         copies, in quotes",
    );
    check(
        "discord",
        "guilds = [0]",
        "\"guilds\" in [discord]: \"0\" is not an id: write the number that Discord copies, in \
         quotes",
    );
    check(
        "discord",
        "guilds = [18446744073709551615]",
        "\"guilds\" in [discord]: this is not an id: write the number that Discord copies, in \
         quotes",
    );
    check(
        "discord",
        "guilds = [\"18446744073709551615\"]",
        "\"guilds\" in [discord]: \"18446744073709551615\" is not an id: write the number that \
         Discord copies, in quotes",
    );
    check(
        "discord",
        "cooldown_burst = -1",
        "\"cooldown_burst\" in [discord]: -1 is not from 0 to 10000",
    );
    check(
        "discord",
        "cooldown_seconds = 0",
        "\"cooldown_seconds\" in [discord]: 0 is not from 0.01 to 3600",
    );
    check(
        "discord",
        "api_url = \"discord\"",
        "\"api_url\" in [discord]: \"discord\" is not an address such as http://127.0.0.1:4000",
    );
}

#[test]
fn ids_may_be_numbers_or_text() {
    let text = "[discord]\nguilds = [81384788765712384, \"81384788765712385\"]\n";
    let config = Config::parse(text, "config.toml").unwrap();
    assert_eq!(
        config.discord.guilds,
        [81_384_788_765_712_384, 81_384_788_765_712_385].map(GuildId::new)
    );
}

#[test]
fn moderators_are_read_by_guild_and_by_id() {
    let text = "[moderation]\nusers = [\"7\"]\nguilds = [\n\
                { id = \"81384788765712384\", permission = \"manage guild\" },\n\
                { id = 5, roles = [6] },\n]\n";
    let expected = Moderation {
        guilds: vec![
            ModeratedGuild {
                id: GuildId::new(81_384_788_765_712_384),
                permission: Some(Permissions::MANAGE_GUILD),
                roles: Vec::new(),
            },
            ModeratedGuild {
                id: GuildId::new(5),
                permission: None,
                roles: vec![RoleId::new(6)],
            },
        ],
        users: vec![UserId::new(7)],
        channel: None,
    };
    let config = Config::parse(text, "config.toml").unwrap();
    assert_eq!(config.moderation, expected);
}

#[test]
fn invalid_moderators_are_refused() {
    let check = |line: &str, expected: &str| {
        let text = format!("[moderation]\n{line}\n");
        let problem = Config::parse(&text, "config.toml").unwrap_err().to_string();
        assert!(problem.starts_with("config.toml:2: "), "{problem}");
        assert!(problem.contains(expected), "{problem}");
    };
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
