//! `summit-bot register`: registers the commands with Discord.

use anyhow::Context;
use tokio::runtime::Builder;

use super::outcome::Outcome;
use crate::config::Config;
use crate::discord::{self, BotToken};

/// Registers the commands with Discord if they changed. After that, programs that get interactions
/// over HTTP need no token.
pub(super) fn run(config: &Config) -> anyhow::Result<Outcome> {
    let token = BotToken::from_environment(config.discord.api_url.is_none())?;
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start a thread: make sure that the system has some left")?;
    runtime.block_on(discord::register(
        &config.discord,
        &config.moderation,
        &token,
    ))?;
    tracing::info!("Discord knows the commands");
    Ok(Outcome::Done)
}
