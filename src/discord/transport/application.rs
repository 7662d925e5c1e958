//! The application at Discord: registering its commands, and reading its settings.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serenity::all::{CurrentApplicationInfo, Http, LightMethod, Request, Route};
use serenity::http::StatusCode;
use tokio::time::sleep;

use super::api_client::logged_api_client;
use super::response::{is_transient, status};
use super::run_error::RunError;
use super::token::BotToken;
use crate::discord::commands::definition::registration;
use crate::discord::protocol::register::{Registration, is_registered, register as register_all};
use crate::discord::settings::{Moderation, Settings};
use crate::text::failures::with_causes;
use crate::text::reasons::network_reason;

/// Maximum number of attempts to register the commands.
const MAX_ATTEMPTS: u32 = 4;

/// Registers the commands with Discord if they changed.
///
/// # Errors
///
/// [`RunError`] if Discord refuses the token or the commands, or does not answer.
pub async fn register(
    settings: &Settings,
    moderation: &Moderation,
    token: &BotToken,
) -> Result<(), RunError> {
    let (http, _) = application(settings, token).await?;
    let wanted = registration(&settings.guilds, Some(moderation));
    register_with_retries(&http, &wanted)
        .await
        .map_err(|error| run_error(&error, token))
}

/// Application as Discord describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Name of the application.
    pub name: String,
    /// Public key in hexadecimal digits.
    pub public_key: String,
    /// Address of the interactions endpoint; `None` for the gateway.
    pub endpoint_url: Option<String>,
    /// Whether every command is registered in its current form.
    pub is_registered: bool,
    /// Number of seconds that this machine's clock is ahead of Discord's; `None` if unknown.
    pub clock_ahead: Option<i64>,
}

/// Reads the application's settings from Discord, and changes nothing.
///
/// # Errors
///
/// [`RunError`] if Discord refuses the token or does not answer.
pub async fn survey(
    settings: &Settings,
    moderation: &Moderation,
    token: &BotToken,
) -> Result<Survey, RunError> {
    let (http, application) = application(settings, token).await?;
    let me = http.request(Request::new(Route::UserMe, LightMethod::Get));
    let clock_ahead = me.await.ok().and_then(|response| {
        let date = response.headers().get("date")?.to_str().ok()?.to_owned();
        let theirs = rfc2822::parse(&date).ok()?.timestamp();
        Some(Timestamp::now().as_second() - theirs.as_second())
    });
    let wanted = registration(&settings.guilds, Some(moderation));
    Ok(Survey {
        name: application.name,
        public_key: application.verify_key,
        endpoint_url: application.interactions_endpoint_url,
        is_registered: is_registered(&http, &wanted).await,
        clock_ahead,
    })
}

/// Returns a client for the application of the token, and the application as Discord describes it.
async fn application(
    settings: &Settings,
    token: &BotToken,
) -> Result<(Http, CurrentApplicationInfo), RunError> {
    let http = logged_api_client(token, settings.api_url.as_ref());
    let application = http.get_current_application_info().await;
    let application = application.map_err(|error| run_error(&error, token))?;
    http.set_application_id(application.id);
    Ok((http, application))
}

/// Registers the commands, and tries again after temporary errors.
///
/// # Errors
///
/// serenity's last error.
pub(super) async fn register_with_retries(
    http: &Http,
    wanted: &Registration,
) -> serenity::Result<()> {
    let mut attempt = 1;
    loop {
        match register_all(http, wanted).await {
            Err(error) if attempt < MAX_ATTEMPTS && is_transient(&error) => {
                sleep(Duration::from_secs(1) * attempt).await;
                attempt += 1;
            }
            ended => return ended,
        }
    }
}

fn run_error(error: &serenity::Error, token: &BotToken) -> RunError {
    match status(error) {
        Some(StatusCode::UNAUTHORIZED) => RunError::TokenRefused,
        Some(_) => RunError::NotRegistered {
            cause: token.scrub(&with_causes(error)),
        },
        None => RunError::Unreachable {
            cause: token.scrub(&network_reason(error)),
        },
    }
}
