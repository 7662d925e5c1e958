//! Changed settings: those that a running program applies, and those that need a restart.

use super::{Config, LogSection};
use crate::discord;

/// Result of changing the settings of a running program. Settings are named as `section.setting`.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// Settings after the change.
    pub config: Config,
    /// Names of the settings that were applied.
    pub taken: Vec<String>,
    /// Names of the settings that are applied at the next start.
    pub waiting: Vec<String>,
}

impl Config {
    /// Returns the changes that a running program with these settings applies when `new` ones are
    /// loaded.
    pub fn changes_to(&self, new: &Self) -> Changes {
        let config = Self {
            answer: new.answer.clone(),
            fetch: new.fetch.clone(),
            moderation: new.moderation.clone(),
            discord: discord::Settings {
                cooldown_burst: new.discord.cooldown_burst,
                cooldown_every: new.discord.cooldown_every,
                log_questions: new.discord.log_questions,
                ..self.discord.clone()
            },
            log: LogSection {
                level: new.log.level.clone(),
                ..self.log.clone()
            },
            ..self.clone()
        };
        Changes {
            taken: differences(self, &config),
            waiting: differences(&config, new),
            config,
        }
    }
}

/// Returns the names of the settings in which two configurations differ.
fn differences(one: &Config, other: &Config) -> Vec<String> {
    // Serialising to TOML cannot fail, because every setting was read from TOML.
    let [one, other] = [one, other].map(|config| toml::Table::try_from(config).unwrap_or_default());
    let mut differences = Vec::new();
    for (section, settings) in &one {
        let (Some(settings), Some(others)) = (settings.as_table(), other.get(section)) else {
            continue;
        };
        for (name, value) in settings {
            if others.get(name) != Some(value) {
                differences.push(format!("{section}.{name}"));
            }
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_settings_change_without_a_restart() {
        let parse = |text| Config::parse(text, "config.toml").unwrap();
        let old = parse("[answer]\nlimit = 1\n");
        let new = parse(
            "[index]\npath = \"other\"\n[answer]\nlimit = 2\n[discord]\ntransport = \"http\"\n\
             cooldown_burst = 3\n[log]\nlevel = \"debug\"\nformat = \"json\"\n\
             [ops]\naddress = \"127.0.0.1:9090\"\n",
        );
        let changes = old.changes_to(&new);
        assert_eq!(
            changes.taken,
            ["answer.limit", "discord.cooldown_burst", "log.level"]
        );
        assert_eq!(
            changes.waiting,
            [
                "discord.transport",
                "index.path",
                "log.format",
                "ops.address"
            ]
        );
        assert_eq!(changes.config.answer.limit, 2);
        assert_eq!(changes.config.index, old.index);
        let none = old.changes_to(&old);
        assert_eq!((none.taken, none.waiting), (Vec::new(), Vec::new()));
    }
}
