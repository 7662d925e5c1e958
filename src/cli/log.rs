//! The log of the program, on standard error.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::reload::{self, Handle};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Registry};

use crate::config::{LogFormat, LogSection};
use crate::discord;

/// Handle to change the level of the running program's log.
pub(super) struct Log(Handle<EnvFilter, Registry>);

impl Log {
    /// Starts the log at the level of the settings, unless `RUST_LOG` names another. `secret` is
    /// replaced in every line.
    pub(super) fn start(
        section: &LogSection,
        secret: Option<SecretString>,
    ) -> anyhow::Result<Self> {
        let (filter, handle) = reload::Layer::new(filter(&section.level)?);
        let colours = AutoStream::choice(&io::stderr());
        let writer = LogWriter { secret, colours };
        let lines = tracing_subscriber::fmt::layer().with_writer(writer);
        let lines = match section.format {
            LogFormat::Text => {
                // Stripping colours from a line would split it into many writes, so none are
                // written where they would be stripped.
                let has_colours = colours != ColorChoice::Never;
                let lines = lines.with_ansi(has_colours).with_target(false);
                lines.without_time().boxed()
            }
            LogFormat::Json => {
                let lines = lines.json().flatten_event(true).with_span_list(false);
                lines.with_target(false).boxed()
            }
        };
        tracing_subscriber::registry()
            .with(filter)
            .with(lines)
            .init();
        Ok(Self(handle))
    }

    /// Changes the level, unless `RUST_LOG` names one.
    pub(super) fn set_level(&self, level: &str) -> anyhow::Result<()> {
        self.0
            .reload(filter(level)?)
            .context("cannot change the level of the log: start the program again")
    }
}

/// Returns the filter of `RUST_LOG` or, if it is not set, of `level`.
fn filter(level: &str) -> anyhow::Result<EnvFilter> {
    let filter = match std::env::var(EnvFilter::DEFAULT_ENV) {
        Ok(filter) if !filter.is_empty() => filter,
        _ => level.to_owned(),
    };
    EnvFilter::builder()
        .parse(discord::quiet(&filter))
        .with_context(|| format!("cannot use RUST_LOG={filter:?}: write a level, such as info"))
}

/// Writes the log of the program and of every library to standard error, with the secret replaced.
struct LogWriter {
    secret: Option<SecretString>,
    /// Whether standard error shows colours, looked up once rather than for every line.
    colours: ColorChoice,
}

impl<'a> MakeWriter<'a> for LogWriter {
    type Writer = LogLine<'a>;

    fn make_writer(&'a self) -> LogLine<'a> {
        LogLine(self)
    }
}

/// Writer of one line of the log, which it gets in a single write.
struct LogLine<'a>(&'a LogWriter);

impl Write for LogLine<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut err = AutoStream::new(io::stderr().lock(), self.0.colours);
        match self.0.secret.as_ref().map(ExposeSecret::expose_secret) {
            Some(secret) => {
                let text = String::from_utf8_lossy(line);
                err.write_all(text.replace(secret, "[secret]").as_bytes())?;
            }
            None => err.write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}
