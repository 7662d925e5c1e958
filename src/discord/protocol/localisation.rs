//! Localised names and descriptions of the commands, from `locales/*.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const SPANISH: &str = include_str!("../locales/es.toml");

/// Locale codes of Discord, each with its file.
const FILES: [(&str, &str); 6] = [
    ("de", include_str!("../locales/de.toml")),
    ("fr", include_str!("../locales/fr.toml")),
    ("es-ES", SPANISH),
    ("es-419", SPANISH),
    ("uk", include_str!("../locales/uk.toml")),
    ("ru", include_str!("../locales/ru.toml")),
];

/// A locale.
pub(crate) struct Locale {
    /// Discord's code, such as `es-419`.
    pub code: &'static str,
    labels: Labels,
}

/// Name and description of a command or an option. A missing one falls back to English.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    /// Lower case without spaces, at most 32 letters.
    pub name: Option<String>,
    /// At most 100 characters.
    pub description: Option<String>,
}

/// Labels by the English names.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Labels {
    commands: BTreeMap<String, Label>,
    options: BTreeMap<String, Label>,
}

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let locales = FILES.iter().map(|(code, text)| Locale {
        code,
        // A test reads every file.
        labels: toml::from_str(text).unwrap_or_default(),
    });
    locales.collect()
});

/// All locales but English.
pub(crate) fn locales() -> &'static [Locale] {
    &LOCALES
}

impl Locale {
    /// The label of a command; of a subcommand by both names: `index add`.
    pub(crate) fn command(&self, name: &str) -> Option<&Label> {
        self.labels.commands.get(name)
    }

    /// The label of an option: that of this very command if it has one, or that of every option of
    /// the name.
    pub(crate) fn option(&self, command: &str, name: &str) -> Option<&Label> {
        let options = &self.labels.options;
        options
            .get(&format!("{command} {name}"))
            .or_else(|| options.get(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (code, text) in FILES {
            let labels: Labels = toml::from_str(text).unwrap_or_else(|e| panic!("{code}: {e}"));
            assert!(!labels.commands.is_empty() && !labels.options.is_empty());
        }
    }

    #[test]
    fn an_option_may_have_another_label_in_one_command() {
        let german = &locales()[0];
        let about = |command| {
            german
                .option(command, "article")
                .unwrap()
                .description
                .as_deref()
        };
        assert_eq!(about("ask"), Some("Nur in diesem Artikel"));
        assert_eq!(about("index"), Some("Welcher Artikel"));
        assert_eq!(german.option("ask", "colour"), None);
    }
}
