//! Reads and edits `aliases.toml`, which adds aliases to the built-in ones.

use std::io;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::paths::shown_path;
use crate::corpus::files::read_below;
use crate::corpus::{Problem, plain_words, utf8};
use crate::lexicon::Aliases;
use crate::text::lines::line_of;
use crate::text::reasons::os_reason;

/// Name of the file. It lies in the data folder, because moderators may read it and no program
/// creates it.
const FILE: &str = "aliases.toml";

/// Maximum size of the file, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// Returns the built-in aliases together with those of `aliases.toml` in `dir`, if it exists. If
/// the file cannot be read, returns the built-in aliases and a problem.
pub fn aliases(dir: &Path) -> (Aliases, Option<Problem>) {
    let mut aliases = Aliases::built_in();
    match text(dir).and_then(|text| parse(dir, &text)) {
        Ok(added) => {
            aliases.merge(added);
            (aliases, None)
        }
        Err(problem) => (aliases, Some(problem)),
    }
}

/// Returns the path of `aliases.toml` in `dir` and its text with `other` added to the aliases of
/// `name`. Everything else in it is preserved.
///
/// # Errors
///
/// A [`Problem`] if the table cannot be read, or would be invalid with the new alias.
pub fn with_alias(dir: &Path, name: &str, other: &str) -> Result<(PathBuf, String), Problem> {
    let text = text(dir)?;
    parse(dir, &text)?;
    let added = insert(&text, name, other);
    let table = parse(dir, &added)?;
    let mut names = table.names_of(name);
    if names.any(|known| known == other) {
        Ok((dir.join(FILE), added))
    } else {
        Err(problem(dir, None, format!("cannot add {other:?} to it")))
    }
}

/// Adds an alias to the text of a table: to the list of `name`, or on a new line.
fn insert(text: &str, name: &str, other: &str) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let list = DeTable::parse(text).ok().and_then(|table| {
        let list = table.get_ref().get(name)?;
        Some(list.span())
    });
    let Some((head, tail)) = list.and_then(|list| text.split_at_checked(list.end.checked_sub(1)?))
    else {
        let line_break = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        return format!("{text}{line_break}{} = [{}]\n", quoted(name), quoted(other));
    };
    let comma = match head.trim_end() {
        before if before.ends_with('[') => "",
        before if before.ends_with(',') => " ",
        _ => ", ",
    };
    format!("{head}{comma}{}{tail}", quoted(other))
}

/// Reads the text of the table; empty if there is no file.
fn text(dir: &Path) -> Result<String, Problem> {
    match read_below(dir, Path::new(FILE), MAX_BYTES) {
        Ok(bytes) => utf8(bytes, &shown_path(dir, FILE)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            let message = format!("cannot read the aliases: {}", os_reason(&error));
            Err(problem(dir, None, message))
        }
    }
}

fn parse(dir: &Path, text: &str) -> Result<Aliases, Problem> {
    Aliases::parse(text).map_err(|error| {
        let line = error.offset.map(|offset| line_of(text, offset));
        problem(dir, line, plain_words(&error.message))
    })
}

fn problem(dir: &Path, line: Option<usize>, message: String) -> Problem {
    Problem::error(shown_path(dir, FILE), line, message, REMEDY)
}

const REMEDY: &str = r#"write a line for each name, like "Kyiv" = ["Kiev"]"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_added_where_it_belongs_and_nothing_else_changes() {
        let check = |text: &str, expected: &str| {
            assert_eq!(insert(text, "Ada Example", "A. \"Ex\""), expected, "{text}");
            assert!(Aliases::parse(expected).is_ok(), "{expected}");
        };
        let line = "\"Ada Example\" = ['A. \"Ex\"']\n";
        check("", line);
        check(
            "# Names\nKyiv = [\"Kiev\"]",
            &format!("# Names\nKyiv = [\"Kiev\"]\n{line}"),
        );
        check(
            "\"Ada Example\" = [\"Ada\"] # her\nKyiv = []\n",
            "\"Ada Example\" = [\"Ada\", 'A. \"Ex\"'] # her\nKyiv = []\n",
        );
        check("\"Ada Example\" = []", "\"Ada Example\" = ['A. \"Ex\"']");
        check(
            "\"Ada Example\" = [\n  \"Ada\",\n]",
            "\"Ada Example\" = [\n  \"Ada\",\n 'A. \"Ex\"']",
        );
    }

    #[test]
    fn a_name_of_somebody_else_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), "Kyiv = [\"Kiev\"]\n").unwrap();
        let refused = with_alias(dir.path(), "Lviv", "Kiev").unwrap_err();
        assert!(refused.message.contains("two groups"), "{refused}");
        let (_, added) = with_alias(dir.path(), "Kyiv", "Kyjiw").unwrap();
        assert_eq!(added, "Kyiv = [\"Kiev\", \"Kyjiw\"]\n");
    }
}
