//! Localised names and descriptions of the commands, from `locales/*.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const SPANISH: &str = include_str!("../locales/es.toml");

/// Discord's locale codes, each with the contents of its file.
const FILES: [(&str, &str); 6] = [
    ("de", include_str!("../locales/de.toml")),
    ("fr", include_str!("../locales/fr.toml")),
    ("es-ES", SPANISH),
    ("es-419", SPANISH),
    ("uk", include_str!("../locales/uk.toml")),
    ("ru", include_str!("../locales/ru.toml")),
];

/// Locale with its labels.
pub(crate) struct Locale {
    /// Discord's code, such as `es-419`.
    pub code: &'static str,
    labels: Labels,
}

/// Name and description of a command or an option. A missing one falls back to English.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    /// Name in lower case without spaces, at most 32 characters.
    pub name: Option<String>,
    /// Description of at most 100 characters.
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
        // A test ensures that every file can be parsed.
        labels: toml::from_str(text).unwrap_or_default(),
    });
    locales.collect()
});

/// Returns all locales except English.
pub(crate) fn locales() -> &'static [Locale] {
    &LOCALES
}

impl Locale {
    /// Returns the label of a command, or of a subcommand by both names, such as `index add`.
    pub(crate) fn command(&self, name: &str) -> Option<&Label> {
        self.labels.commands.get(name)
    }

    /// Returns the label of an option: the one for this command, or else the one for all options of
    /// this name.
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
    fn every_localisation_file_is_valid() {
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
