//! The interactions endpoint: an HTTP server that accepts only signed interactions, at one path.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use metrics::counter;
use serde::Deserialize;
use serde_json::Value;
use serenity::model::application::{Interaction, InteractionType};
use serenity::model::id::InteractionId;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::signature::{Gate, Rejected};
use crate::discord::metrics::REJECTED;
use crate::discord::transport::availability::Availability;
use crate::discord::transport::http_server::HttpServer;
use crate::discord::transport::incomplete;
use crate::discord::transport::run_error::RunError;
use crate::discord::transport::send::{complete, first_reply};
use crate::discord::transport::sender::Sender;
use crate::discord::transport::serve::{Service, UnsentReply};
use crate::text::reasons::{network_reason, os_reason};

/// Path to which Discord sends interactions.
const PATH: &str = "/interactions";

/// Maximum size of a request's body, in bytes. Discord's requests are far smaller.
const MAX_BODY_BYTES: usize = 256 << 10;

/// Timeout for the body of a request. Discord waits three seconds for the reply.
const BODY_TIMEOUT: Duration = Duration::from_secs(3);

/// Maximum time to wait for unfinished deferred replies at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(3);

/// Time after a response during which Discord may not have processed it, and would refuse an edit.
const REPLY_PROCESSING_TIME: Duration = Duration::from_millis(250);

/// Response to a ping.
const PONG: &[u8] = br#"{"type":1}"#;

/// State shared by all requests.
struct Endpoint {
    service: Arc<Service>,
    gate: Gate,
    sender: Sender,
    /// Replies that are being made, and deferred replies.
    in_flight: TaskTracker,
}

/// Listens for interactions and answers them until `stop` completes.
///
/// # Errors
///
/// [`RunError`] if there is no public key, or the program cannot listen on the address.
pub async fn run(
    service: Arc<Service>,
    availability: &Availability,
    stop: impl Future<Output = ()>,
) -> Result<(), RunError> {
    let bot = service.bot();
    let settings = bot.settings();
    let key = settings.public_key.clone().ok_or(RunError::NoPublicKey)?;
    let cannot_listen = |error: std::io::Error| RunError::CannotListen {
        address: settings.address,
        cause: os_reason(&error),
    };
    let server = HttpServer::bind(settings.address)
        .await
        .map_err(cannot_listen)?;
    let address = server.address().map_err(cannot_listen)?;
    let proxy = settings.api_url.as_ref().map(ToString::to_string);
    let sender = Sender::new(proxy).map_err(|error| RunError::Unreachable {
        cause: network_reason(&error),
    })?;
    let in_flight = TaskTracker::new();
    let endpoint = Endpoint {
        service,
        gate: Gate::new(key),
        sender,
        in_flight: in_flight.clone(),
    };
    let router = Router::new()
        .route(PATH, post(interact))
        .with_state(Arc::new(endpoint));
    let stopping = CancellationToken::new();
    let serving = tokio::spawn(server.serve(router, stopping.clone()));
    availability.want(1);
    availability.up(0);
    tracing::info!("listening for Discord on http://{address}{PATH}");
    stop.await;
    availability.stop();
    tracing::info!("stopping: finishing the replies on their way");
    stopping.cancel();
    let _ = serving.await;
    in_flight.close();
    if timeout(SHUTDOWN_TIMEOUT, in_flight.wait()).await.is_err() {
        tracing::warn!("{} replies could not be finished", in_flight.len());
    }
    Ok(())
}

/// Reason why a request is refused.
enum Refused {
    Rejected(Rejected),
    TooLarge,
    TooSlow,
    Unreadable,
}

impl Refused {
    fn reason(&self) -> &'static str {
        match self {
            Self::Rejected(Rejected::Unsigned) => "unsigned",
            Self::Rejected(Rejected::Stale) => "stale",
            Self::Rejected(Rejected::Forged) => "forged",
            Self::Rejected(Rejected::Repeated) => "repeated",
            Self::TooLarge => "too large",
            Self::TooSlow => "too slow",
            Self::Unreadable => "unreadable",
        }
    }
}

impl From<Rejected> for Refused {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(rejected)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let reason = self.reason();
        counter!(REJECTED, "reason" => reason).increment(1);
        tracing::debug!("refused a request: {reason}");
        let status = match self {
            Self::Rejected(_) => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Unreadable => StatusCode::BAD_REQUEST,
        };
        // The body may be unread, so the connection cannot be reused.
        (status, [(header::CONNECTION, "close")], reason).into_response()
    }
}

async fn interact(
    State(endpoint): State<Arc<Endpoint>>,
    request: Request,
) -> Result<Response, Refused> {
    let received = Instant::now();
    let (parts, body) = request.into_parts();
    let signed = endpoint.gate.headers(&parts.headers)?;
    let body = read(body).await?;
    endpoint.gate.verify(signed, &body)?;
    let arrived = parse(&body)?;
    endpoint.gate.note(signed, arrived.id())?;
    let Arrived::Interaction(interaction) = arrived else {
        return Ok(json(PONG.into()));
    };
    // The reply is finished and logged even if Discord closes the connection in the meantime.
    let in_flight = endpoint.in_flight.clone();
    let answering = in_flight.spawn(answer(endpoint, *interaction, received));
    match answering.await {
        Ok(Some(body)) => Ok(json(body.into())),
        Ok(None) => Err(Rejected::Repeated.into()),
        Err(_) => Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

async fn read(body: Body) -> Result<Bytes, Refused> {
    let announced = body.size_hint().lower();
    if announced > MAX_BODY_BYTES as u64 {
        return Err(Refused::TooLarge);
    }
    match timeout(BODY_TIMEOUT, to_bytes(body, MAX_BODY_BYTES)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        // Other errors mean that the connection was closed, so the response is never read.
        Ok(Err(_)) => Err(Refused::TooLarge),
        Err(_) => Err(Refused::TooSlow),
    }
}

/// Content of a verified request.
enum Arrived {
    Ping { id: u64 },
    Interaction(Box<Interaction>),
}

impl Arrived {
    fn id(&self) -> u64 {
        match self {
            Self::Ping { id } => *id,
            Self::Interaction(interaction) => interaction.id().get(),
        }
    }
}

/// Fields of every interaction that determine how the rest is parsed.
#[derive(Deserialize)]
struct Head {
    id: InteractionId,
    #[serde(rename = "type")]
    kind: InteractionType,
}

fn parse(body: &[u8]) -> Result<Arrived, Refused> {
    let unreadable = |error: serde_json::Error| {
        tracing::error!("cannot read what Discord sent: {error}");
        Refused::Unreadable
    };
    let head: Head = serde_json::from_slice(body).map_err(unreadable)?;
    // serenity's own reader of an interaction whose kind it does not know yet makes a map of it
    // first, which takes several times as long.
    let read = match head.kind {
        InteractionType::Ping => return Ok(Arrived::Ping { id: head.id.get() }),
        InteractionType::Command => serde_json::from_slice(body).map(Interaction::Command),
        InteractionType::Autocomplete => {
            serde_json::from_slice(body).map(Interaction::Autocomplete)
        }
        InteractionType::Component => serde_json::from_slice(body).map(Interaction::Component),
        InteractionType::Modal => serde_json::from_slice(body).map(Interaction::Modal),
        _ => serde_json::from_slice(body),
    };
    let interaction = match read {
        Ok(interaction) => interaction,
        Err(_) => {
            let value: Value = serde_json::from_slice(body).map_err(unreadable)?;
            incomplete::interaction(value).map_err(unreadable)?
        }
    };
    Ok(Arrived::Interaction(Box::new(interaction)))
}

/// Returns the body of the response, and completes a deferred reply afterwards; `None` if the
/// interaction came before.
async fn answer(
    endpoint: Arc<Endpoint>,
    interaction: Interaction,
    received: Instant,
) -> Option<Vec<u8>> {
    let unsent = endpoint.service.serve(interaction, received).await?;
    let body = first_reply(&unsent.handled.reply);
    if unsent.handled.reply.is_promise() {
        let in_flight = endpoint.in_flight.clone();
        in_flight.spawn(async move { finish_reply(&endpoint, unsent).await });
    } else {
        finish_reply(&endpoint, unsent).await;
    }
    Some(body)
}

/// Completes a deferred reply, and logs the outcome.
async fn finish_reply(endpoint: &Endpoint, unsent: UnsentReply) {
    let edit_from = tokio::time::Instant::now() + REPLY_PROCESSING_TIME;
    complete(&endpoint.sender, unsent, Ok(()), edit_from).await;
}

fn json(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
