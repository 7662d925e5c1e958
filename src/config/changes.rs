//! What a running program takes of settings that changed, and what waits for its next start.

use super::{Config, LogSection};
use crate::discord;

/// What becomes of changed settings. They are named as `section.setting`.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The settings from now on.
    pub config: Config,
    /// Those that changed.
    pub taken: Vec<String>,
    /// Those that change with the next start.
    pub waiting: Vec<String>,
}

impl Config {
    /// What a program with these settings takes of `new` ones.
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

/// The settings in which two configurations differ.
fn differences(one: &Config, other: &Config) -> Vec<String> {
    // Every setting can be written as TOML, as it was read from there.
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
    fn settings_that_nothing_was_built_on_change_at_once() {
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
