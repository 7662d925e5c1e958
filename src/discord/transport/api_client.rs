//! The client for Discord's HTTP API.

use serenity::all::{Http, HttpBuilder};

use super::api_url::ApiUrl;
use super::token::BotToken;

/// Makes a client with the bot's token, which calls Discord, or the server at `api_url` instead.
pub(super) fn api_client(token: &BotToken, api_url: Option<&ApiUrl>) -> Http {
    let mut http = HttpBuilder::new(token.expose());
    if let Some(address) = api_url {
        // With its rate limiter enabled, serenity ignores the proxy.
        http = http.proxy(address.to_string()).ratelimiter_disabled(true);
    }
    http.build()
}

/// Makes a client as [`api_client`] does, and logs the server that it calls instead of Discord.
pub(super) fn logged_api_client(token: &BotToken, api_url: Option<&ApiUrl>) -> Http {
    if let Some(address) = api_url {
        tracing::warn!("{address} stands in Discord's place: this is for tests alone");
    }
    api_client(token, api_url)
}
