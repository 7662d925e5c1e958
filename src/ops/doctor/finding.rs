//! What the doctor says of one thing.

use std::fmt;

/// How serious it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing needs to be done.
    Ok,
    /// The bot runs, but not as well as it could.
    Warning,
    /// The bot does not run, or does not answer.
    Failure,
}

/// A line of the doctor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How serious it is.
    pub level: Level,
    /// What was looked at, in a word or two.
    pub subject: &'static str,
    /// What was found and, unless all is well, what to do.
    pub message: String,
}

impl Finding {
    /// All is well.
    pub fn ok(subject: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Ok, subject, message)
    }

    /// Something could be better.
    pub fn warning(subject: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, subject, message)
    }

    /// Something has to be done.
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
