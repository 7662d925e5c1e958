//! The log of the program, on standard error.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::discord;

/// Starts the log at `level`, unless `RUST_LOG` names another.
pub(super) fn start(level: &str) -> anyhow::Result<()> {
    let filter = match std::env::var(EnvFilter::DEFAULT_ENV) {
        Ok(filter) if !filter.is_empty() => filter,
        _ => level.to_owned(),
    };
    let quiet = EnvFilter::builder()
        .parse(discord::quiet(&filter))
        .with_context(|| format!("cannot use RUST_LOG={filter:?}: write a level, such as info"))?;
    // Colours that are taken out again where nobody sees them tear a line into many writes.
    let has_colours = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
    tracing_subscriber::fmt()
        .with_env_filter(quiet)
        .with_writer(LogWriter::without(discord::secrets()))
        .with_ansi(has_colours)
        .with_target(false)
        .without_time()
        .init();
    Ok(())
}

/// Writes the log to standard error, without secrets: whatever the log is asked to tell, and
/// whichever library tells it.
struct LogWriter {
    secret: Option<SecretString>,
}

impl LogWriter {
    fn without(secret: Option<SecretString>) -> Self {
        Self { secret }
    }
}

impl<'a> MakeWriter<'a> for LogWriter {
    type Writer = LogLine<'a>;

    fn make_writer(&'a self) -> LogLine<'a> {
        LogLine(self.secret.as_ref())
    }
}

/// One line of the log, which comes in one piece.
struct LogLine<'a>(Option<&'a SecretString>);

impl Write for LogLine<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut err = anstream::stderr().lock();
        match self.0.map(ExposeSecret::expose_secret) {
            Some(secret) => {
                let text = String::from_utf8_lossy(line);
                err.write_all(text.replace(secret, "[secret]").as_bytes())?;
            }
            None => err.write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        anstream::stderr().lock().flush()
    }
}
