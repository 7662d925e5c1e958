//! Reads `attributions.toml`.

use std::io;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{CORRECTIONS_FILE, Correction, Corrections, MAX_BYTES, NOBODY, quotation_key};
use crate::corpus::files::read_below;
use crate::corpus::load::shown_path;
use crate::corpus::{Problem, plain_words, utf8};
use crate::text::lines::line_of;
use crate::text::reasons::os_reason;

const REMEDY: &str = r#"write [[correction]] and, below it, article = "…", quotation = "…" and speaker = "…" or "nobody""#;

/// Contents of the file, with the positions of the values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub correction: Vec<Entry>,
}

/// Entry of one correction.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub article: Spanned<String>,
    pub quotation: String,
    pub speaker: Spanned<String>,
}

/// Reads `attributions.toml` in `dir`. Returns no corrections if there is no such file, and a
/// problem as well if the file cannot be read.
pub fn corrections(dir: &Path) -> (Corrections, Option<Problem>) {
    let shown = shown_path(dir, CORRECTIONS_FILE);
    let read = match read_below(dir, Path::new(CORRECTIONS_FILE), MAX_BYTES) {
        Ok(bytes) => utf8(bytes, &shown),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            let message = format!("cannot read the corrections: {}", os_reason(&error));
            Err(Problem::error(
                &shown,
                None,
                message,
                "make it a regular file in the folder of articles",
            ))
        }
    };
    match read.and_then(|text| parse(&text, &shown)) {
        Ok(corrections) => (corrections, None),
        Err(problem) => (Corrections::default(), Some(problem)),
    }
}

/// Parses the text of the file. `shown` is the file's path in messages.
///
/// # Errors
///
/// A [`Problem`] with the first line that cannot be parsed.
pub fn parse(text: &str, shown: &str) -> Result<Corrections, Problem> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| line_of(text, span.start));
        Problem::error(shown, line, plain_words(error.message()), REMEDY)
    })?;
    let mut corrections = Corrections::default();
    for entry in file.correction {
        let line = line_of(text, entry.article.span().start);
        let speaker = entry.speaker.into_inner().trim().to_owned();
        if speaker.is_empty() {
            let message = format!("no speaker of {:?}", entry.quotation);
            return Err(Problem::error(shown, Some(line), message, REMEDY));
        }
        let of_article = corrections.by_article.entry(entry.article.into_inner());
        of_article.or_default().push(Correction {
            key: quotation_key(&entry.quotation),
            quotation: entry.quotation,
            speaker: Some(speaker).filter(|name| !name.eq_ignore_ascii_case(NOBODY)),
            line,
        });
    }
    Ok(corrections)
}
