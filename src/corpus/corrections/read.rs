//! Reading `attributions.toml`.

use std::io;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{CORRECTIONS_FILE, Correction, Corrections, MAX_BYTES, NOBODY, quotation_key};
use crate::corpus::files::read_below;
use crate::corpus::load::shown_path;
use crate::corpus::{Problem, plain_words, utf8};
use crate::text::lines::line_of;

const REMEDY: &str = r#"write [[correction]] and, below it, article = "…", quotation = "…" and speaker = "…" or "nobody""#;

/// The file, with the places of its values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub correction: Vec<Entry>,
}

/// One correction in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub article: Spanned<String>,
    pub quotation: String,
    pub speaker: Spanned<String>,
}

/// The corrections in `attributions.toml` below `dir`; none if there is no such file. A file that
/// cannot be read is a problem, and nothing is corrected.
pub fn corrections(dir: &Path) -> (Corrections, Option<Problem>) {
    let shown = shown_path(dir, CORRECTIONS_FILE);
    let read = match read_below(dir, Path::new(CORRECTIONS_FILE), MAX_BYTES) {
        Ok(bytes) => utf8(bytes, &shown),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            let message = format!("cannot read the corrected speakers: {error}");
            Err(Problem::error(
                &shown,
                None,
                message,
                "let it be a file below the articles",
            ))
        }
    };
    match read.and_then(|text| parse(&text, &shown)) {
        Ok(corrections) => (corrections, None),
        Err(problem) => (Corrections::default(), Some(problem)),
    }
}

/// The corrections in the text of the file that is shown to people as `shown`.
///
/// # Errors
///
/// A [`Problem`] with the first line that cannot be read.
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
