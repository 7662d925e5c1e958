//! The transport over Discord's gateway: interactions come over a WebSocket that serenity keeps
//! open, and replies are sent over HTTP.
//!
//! It requests the gateway's address itself, because the response also tells whether the token is
//! valid, and because serenity would wait forever.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serenity::all::{
    Client, ClientBuilder, GatewayError, GatewayIntents, Http, LightMethod, Request, Route,
    ShardManager,
};
use serenity::http::StatusCode;
use tokio::time::{sleep, timeout};
use tokio_util::task::TaskTracker;

use super::api_client::logged_api_client;
use super::availability::Availability;
use super::events::{Handler, Unread};
use super::response::{is_transient, status};
use super::run_error::RunError;
use super::sender::Sender;
use super::serve::Service;
use super::token::BotToken;
use crate::text::reasons::network_reason;

/// Timeout for each request made before the gateway connects.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// Timeout for the gateway to become ready.
const READY_TIMEOUT: Duration = Duration::from_secs(30);

/// Maximum time to wait for unfinished replies at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// Maximum number of attempts at the first request.
const MAX_ATTEMPTS: u32 = 4;

/// Connects to the gateway and answers interactions until `stop` completes or the connection ends.
///
/// # Errors
///
/// [`RunError`] if the connection cannot be made, or is closed for good.
pub async fn run(
    service: Arc<Service>,
    token: &BotToken,
    availability: Arc<Availability>,
    stop: impl Future<Output = ()>,
) -> Result<(), RunError> {
    tokio::pin!(stop);
    let connection = tokio::select! {
        () = &mut stop => return Ok(()),
        connection = Connection::prepare(service, token, Arc::clone(&availability)) => connection?,
    };
    let Connection {
        mut client,
        handler,
        shards,
    } = connection;
    availability.want(shards);
    let manager = Arc::clone(&client.shard_manager);
    let connected = async {
        match timeout(READY_TIMEOUT, handler.connected.notified()).await {
            Ok(()) => std::future::pending().await,
            Err(_) => RunError::Unreachable {
                cause: format!(
                    "its gateway is not ready after {} seconds",
                    READY_TIMEOUT.as_secs()
                ),
            },
        }
    };
    let ended = tokio::select! {
        () = &mut stop => Ok(()),
        ended = client.start_shards(shards) => Err(run_error(ended.err(), token)),
        error = connected => Err(error),
    };
    availability.stop();
    if ended.is_ok() {
        tracing::info!("stopping: finishing the replies on their way");
    }
    shut_down(&manager, &handler.in_flight).await;
    ended
}

/// Client that is ready to connect its shards.
struct Connection {
    client: Client,
    handler: Arc<Handler>,
    shards: u32,
}

impl Connection {
    async fn prepare(
        service: Arc<Service>,
        token: &BotToken,
        availability: Arc<Availability>,
    ) -> Result<Self, RunError> {
        let api_url = service.bot().settings().api_url.clone();
        let http = logged_api_client(token, api_url.as_ref());
        let gateway = gateway(&http, token).await?;
        if gateway.is_none()
            && api_url.is_some()
            && let Err(error) = http.get_gateway().await
        {
            // serenity would fall back to Discord's own gateway, with a token of another server.
            return Err(RunError::Unreachable {
                cause: token.scrub(&network_reason(&error)),
            });
        }
        let sender = Sender::new(http.proxy.clone()).map_err(|error| RunError::Unreachable {
            cause: network_reason(&error),
        })?;
        let handler = Arc::new(Handler::new(service, sender, availability));
        // Interactions are sent without any intent.
        let client = ClientBuilder::new_with_http(http, GatewayIntents::empty())
            .event_handler_arc(Arc::clone(&handler))
            .raw_event_handler(Unread(Arc::clone(&handler)))
            .await
            .map_err(|error| run_error(Some(error), token))?;
        let mut shards = 1;
        if let Some(gateway) = gateway {
            shards = gateway.shards.unwrap_or(1).max(1);
            *client.ws_url.lock().await = gateway.url;
        }
        Ok(Self {
            client,
            handler,
            shards,
        })
    }
}

/// Fields that are read of the response to `GET /gateway/bot`.
#[derive(Deserialize)]
struct Gateway {
    url: String,
    shards: Option<u32>,
}

/// Returns the address of the gateway and the recommended number of shards; `None` if Discord
/// refuses the request, after which serenity asks itself.
async fn gateway(http: &Http, token: &BotToken) -> Result<Option<Gateway>, RunError> {
    for attempt in 1.. {
        let request = Request::new(Route::GatewayBot, LightMethod::Get);
        let error = match timeout(REQUEST_TIMEOUT, http.fire(request)).await {
            Ok(Ok(gateway)) => return Ok(Some(gateway)),
            Ok(Err(error)) => error,
            Err(_) => {
                return Err(RunError::Unreachable {
                    cause: format!(
                        "it does not answer within {} seconds",
                        REQUEST_TIMEOUT.as_secs()
                    ),
                });
            }
        };
        match status(&error) {
            Some(StatusCode::UNAUTHORIZED) => return Err(RunError::TokenRefused),
            _ if attempt < MAX_ATTEMPTS && is_transient(&error) => {
                tracing::warn!(
                    "Discord does not answer yet: {}",
                    token.scrub(&network_reason(&error))
                );
                sleep(Duration::from_millis(500) * attempt).await;
            }
            None => {
                return Err(RunError::Unreachable {
                    cause: token.scrub(&network_reason(&error)),
                });
            }
            Some(status) => {
                tracing::warn!("Discord does not say where its gateway is ({status})");
                break;
            }
        }
    }
    Ok(None)
}

/// Converts the error with which serenity stopped.
fn run_error(error: Option<serenity::Error>, token: &BotToken) -> RunError {
    match error {
        Some(serenity::Error::Gateway(GatewayError::InvalidAuthentication)) => {
            RunError::TokenRefused
        }
        Some(error) => RunError::Closed {
            cause: token.scrub(&network_reason(&error)),
        },
        None => RunError::Closed {
            cause: "every connection was shut down".to_owned(),
        },
    }
}

/// Disconnects from the gateway, and waits for unfinished replies.
async fn shut_down(manager: &ShardManager, in_flight: &TaskTracker) {
    in_flight.close();
    let leave_and_finish = async {
        // This never returns if no shard has ever connected.
        let _ = timeout(Duration::from_secs(1), manager.shutdown_all()).await;
        in_flight.wait().await;
    };
    if timeout(SHUTDOWN_TIMEOUT, leave_and_finish).await.is_err() {
        tracing::warn!("{} replies could not be finished", in_flight.len());
    }
}
