//! Problems of source files: messages with the file, the line and the remedy.

use std::fmt;

use crate::text::characters::escaped;

/// Severity of a [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Everything was read, but a part was not understood.
    Warning,
    /// An article or another part of the file could not be read.
    Error,
}

/// Problem of a file. Readers return problems next to what they could read, so that one bad file
/// never hides the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Severity: whether anything is missing because of the problem.
    pub severity: Severity,
    /// Path of the file, as the operator would type it.
    pub path: String,
    /// Line in the file, counted from 1, if it is known.
    pub line: Option<usize>,
    /// Description, in lower case without a full stop.
    pub message: String,
    /// Remedy, in the same form.
    pub remedy: String,
}

impl Problem {
    /// Creates a problem because of which something is missing.
    pub fn error(
        path: impl Into<String>,
        line: Option<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            path: path.into(),
            line,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// Creates a problem because of which nothing is missing.
    pub fn warning(
        path: impl Into<String>,
        line: Option<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(path, line, message, remedy)
        }
    }
}

impl fmt::Display for Problem {
    /// `data/summit.md:3: warning: unknown key "titel": did you mean "title"?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escaped(&self.path))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if self.severity == Severity::Warning {
            f.write_str(": warning")?;
        }
        write!(f, ": {}: {}", escaped(&self.message), self.remedy)
    }
}

/// Decodes the bytes of the file `path` as UTF-8.
///
/// # Errors
///
/// A [`Problem`] with the first line that is not UTF-8.
pub fn utf8(bytes: Vec<u8>, path: &str) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let (bytes, valid) = (error.as_bytes(), error.utf8_error().valid_up_to());
        let before = bytes.iter().take(valid);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        Problem::error(
            path,
            Some(line),
            "the text is not UTF-8 from this line on",
            "save the file as UTF-8",
        )
    })
}

/// Rewords serde's message about a value of the wrong type without names of Rust types.
pub fn plain_words(message: &str) -> String {
    let Some((found, expected)) = message
        .strip_prefix("invalid type: ")
        .and_then(|message| message.split_once(", expected "))
    else {
        return message.to_owned();
    };
    let found = match found {
        "sequence" => "a list",
        "map" => "keys and values",
        "null" | "unit value" => "nothing",
        other => other,
    };
    let expected = match expected {
        "i64" => "a whole number",
        "f32" => "a number",
        "a boolean" => "true or false",
        "path string" => "a path in quotes",
        "a string" => "text in quotes",
        "a sequence" => "a list in brackets",
        section if section.starts_with("struct ") => "a [section]",
        other => other,
    };
    format!("found {found}, expected {expected}")
}

/// Returns the candidate most similar to `word`, if one is similar enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
