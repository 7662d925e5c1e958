//! The bot's token: it is read from the environment or a file, and sent only to Discord.

use std::env::{self, VarError};
use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use crate::corpus::files::{read_regular, shown};
use crate::text::reasons::os_reason;

/// Environment variable with the token.
const VARIABLE: &str = "DISCORD_TOKEN";

/// Environment variable with the path of a file with the token.
const FILE_VARIABLE: &str = "DISCORD_TOKEN_FILE";

/// Maximum size of the file, in bytes.
const MAX_BYTES: u64 = 4 << 10;

/// A well-formed token. `Debug` and `Display` do not show it.
#[derive(Clone, Debug)]
pub struct BotToken(SecretString);

/// Error of reading the token. The messages never contain the given value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TokenError {
    /// The variable is not set, or empty.
    #[error(
        "cannot connect to Discord without a token: put the bot's token, from the page \"Bot\" of \
         your application on https://discord.com/developers, into the environment variable \
         DISCORD_TOKEN, or into a file that DISCORD_TOKEN_FILE names"
    )]
    Missing,
    /// The value is not a token.
    #[error(
        "cannot use DISCORD_TOKEN: a token is three parts of letters and digits with full stops \
         between them; copy it again from the page \"Bot\" of your application"
    )]
    Malformed,
    /// The file does not exist.
    #[error(
        "cannot read {0}, which DISCORD_TOKEN_FILE names: there is no such file: correct the path in \
         DISCORD_TOKEN_FILE, or write the bot's token into that file"
    )]
    NoFile(String),
    /// The file cannot be read.
    #[error(
        "cannot read {path}, which DISCORD_TOKEN_FILE names: {cause}: check the path and its \
         permissions"
    )]
    Unreadable {
        /// Path of the file.
        path: String,
        /// The operating system's error.
        cause: String,
    },
    /// Both variables are set.
    #[error("cannot choose between DISCORD_TOKEN and DISCORD_TOKEN_FILE: set only one of them")]
    Ambiguous,
}

/// Returns the configured token, even a malformed one, so that the log can remove it.
pub fn token_to_hide() -> Option<SecretString> {
    let text = text_from_environment().ok()?;
    let token = without_prefix(text.expose_secret());
    // A very short value would be replaced in ordinary words.
    (token.len() > 5).then(|| SecretString::from(token.to_owned()))
}

/// Returns a token without white space around it and without the prefix `Bot `.
fn without_prefix(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("Bot ").unwrap_or(text).trim()
}

/// Returns the configured value of the token without checking its form.
///
/// # Errors
///
/// [`TokenError`] if there is none, there are two, or the file cannot be read.
fn text_from_environment() -> Result<SecretString, TokenError> {
    let file = token_file();
    let text = match env::var(VARIABLE) {
        Ok(text) if text.trim().is_empty() => None,
        Ok(text) => Some(text),
        Err(VarError::NotPresent) => None,
        Err(VarError::NotUnicode(_)) => return Err(TokenError::Malformed),
    };
    match (text, file) {
        (Some(_), Some(_)) => Err(TokenError::Ambiguous),
        (Some(text), None) => Ok(SecretString::from(text)),
        (None, Some(path)) => read(&path),
        (None, None) => Err(TokenError::Missing),
    }
}

/// Returns the path of the file with the token, if one is named.
pub fn token_file() -> Option<PathBuf> {
    let path = env::var_os(FILE_VARIABLE)?;
    (!path.is_empty()).then(|| path.into())
}

fn read(path: &Path) -> Result<SecretString, TokenError> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => TokenError::NoFile(shown(path)),
        _ => TokenError::Unreadable {
            path: shown(path),
            cause: os_reason(&error),
        },
    };
    // Container platforms mount secrets as symbolic links.
    let target = path.canonicalize().map_err(unreadable)?;
    let bytes = read_regular(&target, MAX_BYTES).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| TokenError::Malformed)?;
    Ok(SecretString::from(text))
}

impl BotToken {
    /// Reads the token from the environment. Its form is checked only `for_discord`, because a
    /// server that replaces Discord may use tokens of another form.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if it is missing or malformed.
    pub fn from_environment(for_discord: bool) -> Result<Self, TokenError> {
        Self::parse(text_from_environment()?.expose_secret(), for_discord)
    }

    /// Parses a token, with or without the prefix `Bot `.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if it is missing or malformed.
    fn parse(text: &str, for_discord: bool) -> Result<Self, TokenError> {
        let text = without_prefix(text);
        if text.is_empty() {
            return Err(TokenError::Missing);
        }
        let is_part = |part: &str| {
            let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            !part.is_empty() && part.chars().all(is_letter)
        };
        let is_token = if for_discord {
            text.split('.').count() == 3 && text.split('.').all(is_part)
        } else {
            text.chars().all(|c| c.is_ascii_graphic())
        };
        if !is_token {
            return Err(TokenError::Malformed);
        }
        Ok(Self(SecretString::from(text.to_owned())))
    }

    /// Returns the token itself, to be sent to Discord.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Replaces every occurrence of the token in a text by `[token]`.
    pub fn scrub(&self, text: &str) -> String {
        text.replace(self.expose(), "[token]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_tokens_are_refused_and_not_shown() {
        let check = |text: &str, expected| {
            let error = BotToken::parse(text, true).err();
            assert_eq!(error.as_ref(), Some(&expected), "{text}");
            assert!(!expected.to_string().contains("secret"));
        };
        check("", TokenError::Missing);
        check(" \n", TokenError::Missing);
        check("Bot ", TokenError::Malformed);
        check("secret", TokenError::Malformed);
        check("secret.secret", TokenError::Malformed);
        check("secret..secret", TokenError::Malformed);
        check("sec ret.secret.secret", TokenError::Malformed);
        check("\"secret.secret.secret\"", TokenError::Malformed);
        assert!(BotToken::parse("secret", false).is_ok());
        assert_eq!(
            BotToken::parse("se cret", false).err(),
            Some(TokenError::Malformed)
        );
    }

    #[test]
    fn a_token_is_trimmed_and_cannot_be_printed() {
        for text in [
            "MTk4.Cl2F.secret-_x",
            " MTk4.Cl2F.secret-_x\n",
            "Bot MTk4.Cl2F.secret-_x",
        ] {
            let token = BotToken::parse(text, true).unwrap();
            assert_eq!(token.expose(), "MTk4.Cl2F.secret-_x");
            assert!(!format!("{token:?}").contains("secret-_x"));
            assert_eq!(token.scrub("Bot MTk4.Cl2F.secret-_x?"), "Bot [token]?");
        }
    }
}
