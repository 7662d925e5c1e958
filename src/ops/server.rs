//! Health checks and metrics over HTTP.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::task::spawn_blocking;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::exporter::{Exporter, UPKEEP_INTERVAL};
use crate::discord::{Availability, HttpServer};
use crate::index::LiveIndex;
use crate::text::reasons::os_reason;

/// Content type of Prometheus's text format.
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

#[derive(Clone)]
struct ServerState {
    availability: Arc<Availability>,
    live: Arc<LiveIndex>,
    exporter: Arc<Exporter>,
}

/// Serves `/healthz`, `/readyz` and `/metrics` until the program ends. The bot is ready if it is
/// available and the index in `live` is open.
///
/// # Errors
///
/// `CannotServe` if the program cannot listen on the address.
pub async fn serve(
    address: SocketAddr,
    availability: Arc<Availability>,
    live: Arc<LiveIndex>,
    exporter: Exporter,
) -> Result<(), CannotServe> {
    let cannot = |cause| CannotServe { address, cause };
    let server = HttpServer::bind(address).await.map_err(cannot)?;
    let address = server.address().map_err(cannot)?;
    if !address.ip().is_loopback() {
        tracing::warn!(
            "health and metrics are served on {address}, which is not loopback: make sure that \
             strangers cannot reach it"
        );
    }
    tracing::info!("health and metrics are served on http://{address}");
    let exporter = Arc::new(exporter);
    let router = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(ServerState {
            availability,
            live,
            exporter: Arc::clone(&exporter),
        });
    tokio::spawn(server.serve(router, CancellationToken::new()));
    tokio::spawn(async move {
        loop {
            sleep(UPKEEP_INTERVAL).await;
            exporter.keep_up();
        }
    });
    Ok(())
}

/// Error of listening on the address of health checks and metrics.
#[derive(Debug, thiserror::Error)]
#[error(
    "cannot serve health and metrics on {address}: {}: choose another address below [ops], or \
     end the program that uses it",
    os_reason(.cause)
)]
pub struct CannotServe {
    address: SocketAddr,
    cause: std::io::Error,
}

async fn ready(State(state): State<ServerState>) -> Response {
    if let Err(unavailable) = state.availability.check() {
        return not_ready(&unavailable.to_string());
    }
    // Loading a newer commit may block.
    let is_open = spawn_blocking(move || state.live.snapshot().is_some()).await;
    if !is_open.unwrap_or(false) {
        return not_ready("the index is not open");
    }
    "ready\n".into_response()
}

fn not_ready(reason: &str) -> Response {
    let body = format!("not ready: {reason}\n");
    (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
}

async fn metrics(State(state): State<ServerState>) -> Response {
    match spawn_blocking(move || state.exporter.render()).await {
        Ok(text) => ([(header::CONTENT_TYPE, PROMETHEUS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
