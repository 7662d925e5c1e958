//! `aliases.toml`: the names that the operator adds to those the program knows.

use std::io;
use std::path::Path;

use super::paths::shown_path;
use crate::corpus::files::read_below;
use crate::corpus::{Problem, plain_words, utf8};
use crate::lexicon::Aliases;
use crate::text::lines::line_of;

/// Stands beside the articles, because moderators may read it and no program makes it.
const FILE: &str = "aliases.toml";

/// Maximum size of the file, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// The names that ship with the program and those in `aliases.toml` below `dir`, if there is such
/// a file. One that cannot be read is a problem, and the shipped names serve alone.
pub fn aliases(dir: &Path) -> (Aliases, Option<Problem>) {
    let mut aliases = Aliases::built_in();
    let problem = |line, message| Problem::error(shown_path(dir, FILE), line, message, REMEDY);
    let bytes = match read_below(dir, Path::new(FILE), MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (aliases, None),
        Err(error) => {
            let message = format!("cannot read the other names: {error}");
            return (aliases, Some(problem(None, message)));
        }
    };
    let text = match utf8(bytes, &shown_path(dir, FILE)) {
        Ok(text) => text,
        Err(problem) => return (aliases, Some(problem)),
    };
    match Aliases::parse(&text) {
        Ok(added) => {
            aliases.merge(added);
            (aliases, None)
        }
        Err(error) => {
            let line = error.offset.map(|offset| line_of(&text, offset));
            (aliases, Some(problem(line, plain_words(&error.message))))
        }
    }
}

const REMEDY: &str = r#"write a line for each name, like "Kyiv" = ["Kiev"]"#;
