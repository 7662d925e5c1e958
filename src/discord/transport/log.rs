//! What the log is told of the library that speaks with Discord, and what it must never hold.

use secrecy::{ExposeSecret, SecretString};

use super::token::text_from_environment;

/// The filter of the log as it is wanted, and serenity's warnings alone unless they want more of
/// it: it speaks of every request in spans that cost more than the request's own work. What it
/// warns of twice, when an event cannot be read, is left out where it would show all of the event.
pub fn quiet(filter: &str) -> String {
    if filter.contains("serenity") {
        return filter.to_owned();
    }
    format!("{filter},serenity=warn,serenity::gateway::ws=error")
}

/// What must never be written anywhere, whether or not it is a token.
pub fn secrets() -> Option<SecretString> {
    let text = text_from_environment().ok()?;
    let text = text.expose_secret().trim();
    let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
    // The text of a mistake, such as one letter, would be found everywhere.
    (text.len() > 5).then(|| SecretString::from(text.to_owned()))
}
