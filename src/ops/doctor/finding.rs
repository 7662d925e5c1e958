//! A finding of the doctor.

use std::fmt;

/// Severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing needs to be done.
    Ok,
    /// The bot runs, but not as well as it could.
    Warning,
    /// The bot does not run, or does not answer.
    Failure,
}

/// Result of one check, shown on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Severity.
    pub level: Level,
    /// Name of the checked thing, in a word or two.
    pub subject: &'static str,
    /// Result and, unless the level is `Ok`, the remedy.
    pub message: String,
}

impl Finding {
    /// Makes a finding that needs no action.
    pub fn ok(subject: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Ok, subject, message)
    }

    /// Makes a finding of something that could be better.
    pub fn warning(subject: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, subject, message)
    }

    /// Makes a finding of something that prevents the bot from working.
    pub fn failure(subject: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Failure, subject, message)
    }

    fn new(level: Level, subject: &'static str, message: impl Into<String>) -> Self {
        Self {
            level,
            subject,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Ok => "ok",
            Level::Warning => "warning",
            Level::Failure => "failure",
        };
        write!(f, "{level:<7}  {}: {}", self.subject, self.message)
    }
}
