//! Parsing `config.toml`, with problems worded for the operator.

use toml::de::{DeTable, DeValue};

use super::Config;
use crate::corpus::{self, Problem, plain_words};
use crate::text::lines::line_of;

impl Config {
    /// Parses settings from `text`. Problems name the file as `path`.
    ///
    /// # Errors
    ///
    /// As for [`Config::load`].
    pub fn parse(text: &str, path: &str) -> Result<Self, Problem> {
        let problem = |offset: Option<usize>, message: String, remedy: String| {
            let line = offset.map(|offset| line_of(text, offset));
            Problem::error(path, line, message, remedy)
        };
        let document = DeTable::parse(text).map_err(|error| {
            problem(
                error.span().map(|span| span.start),
                error.message().to_owned(),
                "correct this line; a setting is written like `limit = 3` below `[answer]`"
                    .to_owned(),
            )
        })?;
        if let Some(unknown) = unknown_key(document.get_ref()) {
            return Err(problem(
                Some(unknown.offset),
                unknown.message,
                unknown.remedy,
            ));
        }
        toml::from_str(text).map_err(|error| {
            let offset = error.span().unwrap_or_default().start;
            if let Some((unknown, known)) = unknown_field(error.message()) {
                let message = format!("unknown setting {unknown:?}");
                return problem(Some(offset), message, did_you_mean(unknown, &known));
            }
            problem(
                Some(offset),
                format!(
                    "cannot use {}: {}",
                    describe_setting(document.get_ref(), offset),
                    plain_words(error.message())
                ),
                "correct it, or delete the line for the default".to_owned(),
            )
        })
    }
}

/// Section or setting that [`Config`] does not have.
struct Unknown {
    offset: usize,
    message: String,
    remedy: String,
}

/// Returns the first section or setting that [`Config`] does not have.
fn unknown_key(document: &DeTable<'_>) -> Option<Unknown> {
    let known = toml::Table::try_from(Config::default()).unwrap_or_default();
    for (section, values) in document {
        let (offset, section) = (section.span().start, section.get_ref().as_ref());
        let Some(settings) = known.get(section).and_then(toml::Value::as_table) else {
            let home = known
                .iter()
                .find(|(_, settings)| settings.get(section).is_some());
            let (what, remedy) = match (values.get_ref(), home) {
                (DeValue::Table(_), _) => ("section", did_you_mean(section, &names(&known))),
                (_, Some((home, _))) => ("setting", format!("it belongs below [{home}]")),
                _ => (
                    "setting",
                    "every setting stands below a [section]".to_owned(),
                ),
            };
            return Some(Unknown {
                offset,
                message: format!("unknown {what} {section:?}"),
                remedy,
            });
        };
        let DeValue::Table(values) = values.get_ref() else {
            continue;
        };
        for key in values.keys() {
            let (offset, key) = (key.span().start, key.get_ref().as_ref());
            if !settings.contains_key(key) {
                return Some(Unknown {
                    offset,
                    message: format!("unknown setting {key:?} in [{section}]"),
                    remedy: did_you_mean(key, &names(settings)),
                });
            }
        }
    }
    None
}

/// Parses serde's message about an unknown key inside the value of a setting, which [`unknown_key`]
/// does not find. Returns the key, and the known keys.
fn unknown_field(message: &str) -> Option<(&str, Vec<&str>)> {
    let mut quoted = message
        .strip_prefix("unknown field ")?
        .split('`')
        .skip(1)
        .step_by(2);
    Some((quoted.next()?, quoted.collect()))
}

fn names(table: &toml::Table) -> Vec<&str> {
    table.keys().map(String::as_str).collect()
}

fn did_you_mean(word: &str, known: &[&str]) -> String {
    match corpus::nearest(word, known.iter().copied()) {
        Some(nearest) => format!("did you mean {nearest:?}?"),
        None => format!("known are {}", known.join(", ")),
    }
}

/// Returns a description of the setting whose value is at `offset`.
fn describe_setting(document: &DeTable<'_>, offset: usize) -> String {
    for (section, values) in document {
        let name = section.get_ref();
        let settings = match values.get_ref() {
            DeValue::Table(settings) => settings,
            _ if values.span().contains(&offset) => return format!("{name:?}"),
            _ => continue,
        };
        for (key, value) in settings {
            if value.span().contains(&offset) {
                return format!("{:?} in [{name}]", key.get_ref());
            }
        }
    }
    "this".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_documents_every_setting_and_its_default() {
        let shipped = include_str!("../../config.toml");
        assert_eq!(Config::parse(shipped, "config.toml"), Ok(Config::default()));
        let keys = |table: toml::Table| -> Vec<(String, Vec<String>)> {
            let section = |value: toml::Value| value.as_table().unwrap().keys().cloned().collect();
            table.into_iter().map(|(k, v)| (k, section(v))).collect()
        };
        assert_eq!(
            keys(toml::from_str(shipped).unwrap()),
            keys(toml::Table::try_from(Config::default()).unwrap())
        );
        let lines: Vec<&str> = shipped.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[1].contains(" = ")) {
            assert!(pair[0].starts_with("# "), "{} has no comment", pair[1]);
        }
    }

    fn check(text: &str, expected: &str) {
        let problem = Config::parse(text, "config.toml").unwrap_err();
        assert_eq!(problem.to_string(), expected, "{text}");
    }

    #[test]
    fn unknown_settings_are_refused_with_a_suggestion() {
        check(
            "[answer]\nlimit = 3\nlimt = 4\n",
            r#"config.toml:3: unknown setting "limt" in [answer]: did you mean "limit"?"#,
        );
        check(
            "\n[anwser]\n",
            r#"config.toml:2: unknown section "anwser": did you mean "answer"?"#,
        );
        check(
            "limit = 3",
            r#"config.toml:1: unknown setting "limit": it belongs below [answer]"#,
        );
        check(
            "index.colour = 3",
            r#"config.toml:1: unknown setting "colour" in [index]: known are language, path, watch"#,
        );
        check(
            "[moderation]\n[[moderation.guilds]]\nid = \"1\"\nrols = []\n",
            r#"config.toml:4: unknown setting "rols": did you mean "roles"?"#,
        );
        check(
            "[log]\n\"level\" = \"info\"\n\"\\u001b[2J\" = 1",
            r#"config.toml:3: unknown setting "\u{1b}[2J" in [log]: known are format, level"#,
        );
    }

    #[test]
    fn invalid_values_are_refused() {
        let cases = [
            (
                "[answer]\nlimit = \"three\"",
                r#"2: cannot use "limit" in [answer]: found string "three", expected a whole number"#,
            ),
            (
                "[answer]\nlimit = 0",
                r#"2: cannot use "limit" in [answer]: 0 is not from 1 to 50"#,
            ),
            (
                "[answer]\nthreshold = 1.5",
                r#"2: cannot use "threshold" in [answer]: 1.5 is not from 0 to 1"#,
            ),
            (
                "[answer]\nthreshold = nan",
                r#"2: cannot use "threshold" in [answer]: NaN is not from 0 to 1"#,
            ),
            (
                "[answer]\nrecency_half_life_days = 0",
                r#"2: cannot use "recency_half_life_days" in [answer]: 0 is not from 0.1 to 36500"#,
            ),
            (
                "[data]\nmax_file_bytes = -1",
                r#"2: cannot use "max_file_bytes" in [data]: -1 is not a number of bytes above 0"#,
            ),
            (
                "[data]\npath = 1",
                r#"2: cannot use "path" in [data]: found integer `1`, expected a path in quotes"#,
            ),
            (
                "[index]\npath = \"\"",
                r#"2: cannot use "path" in [index]: an empty path names no folder"#,
            ),
            (
                "[index]\nwatch = \"yes\"",
                r#"2: cannot use "watch" in [index]: found string "yes", expected true or false"#,
            ),
            (
                "[fetch]\nallowed_hosts = \"example.org\"",
                r#"2: cannot use "allowed_hosts" in [fetch]: found string "example.org", expected a list in brackets"#,
            ),
            (
                "[index]\nlanguage = \"klingon\"",
                r#"2: cannot use "language" in [index]: unknown language "klingon": write its English name, its own name or its code, such as "german", "deutsch" or "de""#,
            ),
            (
                "[log]\nlevel = \"loud=very\"",
                r#"2: cannot use "level" in [log]: "loud=very" is neither a level nor a filter"#,
            ),
            (
                "answer = 3",
                r#"1: cannot use "answer": found integer `3`, expected a [section]"#,
            ),
        ];
        for (text, expected) in cases {
            check(
                text,
                &format!("config.toml:{expected}: correct it, or delete the line for the default"),
            );
        }
    }

    #[test]
    fn invalid_toml_is_refused_with_its_line() {
        check(
            "[answer]\nlimit = 3\nlimit = 4\n",
            "config.toml:3: duplicate key: correct this line; a setting is written like \
             `limit = 3` below `[answer]`",
        );
        let problem = Config::parse("[answer]\nlimit = \n", "config.toml").unwrap_err();
        assert_eq!(problem.line, Some(2));
    }

    #[test]
    fn missing_settings_have_their_defaults() {
        let config = Config::parse("[answer]\nlimit = 5\nthreshold = 1\n", "config.toml").unwrap();
        assert_eq!((config.answer.limit, config.answer.threshold), (5, 1.0));
        assert_eq!(config.index, Config::default().index);
    }
}
