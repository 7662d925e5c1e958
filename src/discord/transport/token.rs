//! The bot's token: it comes from the environment, and goes nowhere but to Discord.

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

/// The variable that holds it.
pub(crate) const VARIABLE: &str = "DISCORD_TOKEN";

/// A token that looks like one. It cannot be printed.
#[derive(Clone, Debug)]
pub struct BotToken(SecretString);

/// Why there is no token. None of these shows what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TokenError {
    /// It is not set, or empty.
    #[error(
        "cannot connect to Discord without a token: put the bot's token, from the page \"Bot\" of \
         your application on https://discord.com/developers, into the environment variable \
         DISCORD_TOKEN"
    )]
    Missing,
    /// It is no token.
    #[error(
        "cannot use DISCORD_TOKEN: a token is three parts of letters and digits with full stops \
         between them; copy it again from the page \"Bot\" of your application"
    )]
    Malformed,
}

impl BotToken {
    /// Takes the token from the environment. Whatever stands in Discord's place has tokens of its
    /// own kind: only `for_discord` is the form of the token checked.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if there is none, or something that cannot be one.
    pub fn from_environment(for_discord: bool) -> Result<Self, TokenError> {
        match std::env::var(VARIABLE) {
            Ok(text) => Self::parse(&text, for_discord),
            Err(std::env::VarError::NotPresent) => Err(TokenError::Missing),
            Err(std::env::VarError::NotUnicode(_)) => Err(TokenError::Malformed),
        }
    }

    /// Takes `text` for a token, with or without `Bot ` before it.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if it cannot be one.
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

    /// The token itself, for Discord alone.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The text without the token, wherever it stands in it.
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
