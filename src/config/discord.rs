//! The section `[discord]`: how the bot behaves there.

use std::time::Duration;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::discord::{self, ApiUrl};

/// The section `[discord]`. The token is no setting: it comes from the environment alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Discord {
    /// The guilds in which the commands are registered at once; none means everywhere.
    #[serde(deserialize_with = "ids")]
    pub guilds: Vec<String>,
    /// So many replies a person may ask for in a row; 0 sets no bounds.
    #[serde(deserialize_with = "burst")]
    pub cooldown_burst: u32,
    /// After so many seconds one more.
    #[serde(deserialize_with = "seconds")]
    pub cooldown_seconds: f32,
    /// Whether what people ask is written to the log.
    pub log_questions: bool,
    /// Another server in Discord's place; empty means Discord itself.
    #[serde(deserialize_with = "api_url")]
    pub api_url: String,
}

impl Default for Discord {
    fn default() -> Self {
        Self {
            guilds: Vec::new(),
            cooldown_burst: 10,
            cooldown_seconds: 2.0,
            log_questions: false,
            api_url: String::new(),
        }
    }
}

impl Discord {
    /// The same as values that need no further checks.
    pub fn settings(&self) -> discord::Settings {
        discord::Settings {
            guilds: self
                .guilds
                .iter()
                .filter_map(|id| id.parse().ok())
                .collect(),
            cooldown_burst: self.cooldown_burst,
            cooldown_every: Duration::from_secs_f32(self.cooldown_seconds),
            log_questions: self.log_questions,
            api_url: self.api_url.parse().ok(),
            ..discord::Settings::default()
        }
    }
}

/// Ids as Discord shows them: numbers, with or without quotes around them.
pub(super) fn ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let ids = Vec::<toml::Value>::deserialize(deserializer)?;
    ids.into_iter()
        .map(|id| {
            let text = match &id {
                toml::Value::String(text) => text.trim().to_owned(),
                other => other.to_string(),
            };
            match text.parse::<u64>() {
                Ok(1..) => Ok(text),
                _ => Err(D::Error::custom(format!(
                    "{text:?} is not an id: write the number that Discord copies, in quotes"
                ))),
            }
        })
        .collect()
}

fn burst<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let burst = i64::deserialize(deserializer)?;
    u32::try_from(burst)
        .ok()
        .filter(|burst| *burst <= 10_000)
        .ok_or_else(|| D::Error::custom(format!("{burst} is not from 0 to 10000")))
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    super::number(deserializer, 0.01..=3600.0)
}

fn api_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.is_empty() || text.parse::<ApiUrl>().is_ok() {
        true => Ok(text),
        false => Err(D::Error::custom(format!(
            "{text:?} is not an address such as http://127.0.0.1:4000"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn check(line: &str, expected: &str) {
        let text = format!("[discord]\n{line}\n");
        let problem = Config::parse(&text, "config.toml").unwrap_err();
        assert_eq!(
            problem.to_string(),
            format!(
                "config.toml:2: cannot use {expected}: correct it, or delete the line for the \
                 default"
            ),
        );
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        check(
            "guilds = [\"my server\"]",
            "\"guilds\" in [discord]: \"my server\" is not an id: write the number that Discord \
             copies, in quotes",
        );
        check(
            "guilds = [0]",
            "\"guilds\" in [discord]: \"0\" is not an id: write the number that Discord copies, \
             in quotes",
        );
        check(
            "cooldown_burst = -1",
            "\"cooldown_burst\" in [discord]: -1 is not from 0 to 10000",
        );
        check(
            "cooldown_seconds = 0",
            "\"cooldown_seconds\" in [discord]: 0 is not from 0.01 to 3600",
        );
        check(
            "api_url = \"discord\"",
            "\"api_url\" in [discord]: \"discord\" is not an address such as http://127.0.0.1:4000",
        );
    }

    #[test]
    fn ids_may_be_numbers_or_text() {
        let text = "[discord]\nguilds = [81384788765712384, \"81384788765712385\"]\n";
        let config = Config::parse(text, "config.toml").unwrap();
        assert_eq!(
            config.discord.settings().guilds,
            [81384788765712384, 81384788765712385]
        );
    }
}
