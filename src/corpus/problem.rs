//! What is wrong with a file, in words that name the file, the line and the remedy.

use std::fmt;

/// How much a [`Problem`] costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Everything was read, but something in it was not understood.
    Warning,
    /// The article, or the part of the file that the problem names, could not be read.
    Error,
}

/// Something that a reader of files could not make sense of. Readers return these beside what
/// they could read, so that one bad file never hides the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether anything is missing because of it.
    pub severity: Severity,
    /// The file, as the operator would name it.
    pub path: String,
    /// The line in the file, counted from 1, where one can be named.
    pub line: Option<usize>,
    /// What is wrong, in lower case without a full stop.
    pub message: String,
    /// What to do about it, in the same form.
    pub remedy: String,
}

impl Problem {
    /// A problem that cost the article.
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

    /// A problem that cost nothing but deserves a look.
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
    /// `data/summit.md:3: unknown key "titel": did you mean "title"?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}: {}", self.message, self.remedy)
    }
}

/// The candidate that differs from `word` least, if any is near enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
