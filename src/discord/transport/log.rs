//! The log filter for serenity, and the secret that must not be logged.

use secrecy::{ExposeSecret, SecretString};

use super::token::text_from_environment;

/// Adds directives for serenity to a log filter, unless the filter has some: only warnings, because
/// its spans of every request cost more than the request itself, and only errors of the WebSocket,
/// because its warning about an unparsable event contains the whole event.
pub fn quiet(filter: &str) -> String {
    if filter.contains("serenity") {
        return filter.to_owned();
    }
    format!("{filter},serenity=warn,serenity::gateway::ws=error")
}

/// Returns the configured token, even a malformed one, so that the log can remove it.
pub fn secrets() -> Option<SecretString> {
    let text = text_from_environment().ok()?;
    let text = text.expose_secret().trim();
    let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
    // A very short value would be replaced in ordinary words.
    (text.len() > 5).then(|| SecretString::from(text.to_owned()))
}
