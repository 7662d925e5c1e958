//! `summit-bot register`: registers the commands with Discord.

use super::outcome::Outcome;
use super::run::on_this_thread;
use crate::config::Config;
use crate::discord::{self, BotToken};

/// Registers the commands with Discord if they changed. After that, programs that get interactions
/// over HTTP need no token.
pub(super) fn run(config: &Config) -> anyhow::Result<Outcome> {
    let token = BotToken::from_environment(config.discord.api_url.is_none())?;
    let (settings, moderation) = (&config.discord, &config.moderation);
    on_this_thread(discord::register(settings, moderation, &token))??;
    tracing::info!("Discord knows the commands");
    Ok(Outcome::Done)
}
