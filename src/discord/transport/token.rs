//! The bot's token: read from the environment, and sent to Discord alone.

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

/// Environment variable with the token.
pub(crate) const VARIABLE: &str = "DISCORD_TOKEN";

/// A well-formed token. `Debug` and `Display` do not show it.
#[derive(Clone, Debug)]
pub struct BotToken(SecretString);

/// Why there is no token. The messages never contain the value that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TokenError {
    /// The variable is not set, or empty.
    #[error(
        "cannot connect to Discord without a token: put the bot's token, from the page \"Bot\" of \
         your application on https://discord.com/developers, into the environment variable \
         DISCORD_TOKEN"
    )]
    Missing,
    /// The value is not a token.
    #[error(
        "cannot use DISCORD_TOKEN: a token is three parts of letters and digits with full stops \
         between them; copy it again from the page \"Bot\" of your application"
    )]
    Malformed,
}

impl BotToken {
    /// Reads the token from the environment. Its form is checked only `for_discord`: a server in
    /// Discord's place has tokens of another form.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if it is missing or malformed.
    pub fn from_environment(for_discord: bool) -> Result<Self, TokenError> {
        match std::env::var(VARIABLE) {
            Ok(text) => Self::parse(&text, for_discord),
            Err(std::env::VarError::NotPresent) => Err(TokenError::Missing),
            Err(std::env::VarError::NotUnicode(_)) => Err(TokenError::Malformed),
        }
    }

    /// Parses a token, with or without the prefix `Bot `.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if it is missing or malformed.
    fn parse(text: &str, for_discord: bool) -> Result<Self, TokenError> {
        let text = text.trim();
        let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
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

    /// The token itself, to be sent to Discord.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Replaces every occurrence of the token in a text.
    pub fn scrub(&self, text: &str) -> String {
        text.replace(self.expose(), "[token]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_token_is_refused_and_never_shown() {
        let check = |text: &str, expected| {
            assert_eq!(BotToken::parse(text, true).err(), Some(expected), "{text}");
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
