//! Requests for one interaction: the first reply, and edits of it. They use the token of the
//! interaction instead of the bot's, and bypass serenity's rate limiter, which does not support
//! deadlines.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, USER_AGENT};
use reqwest::{Client, Method, Response, StatusCode};
use serde::Deserialize;
use serenity::all::{Interaction, Route};
use serenity::constants;
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout};

/// Discord's error code for a second reply to an interaction.
const ALREADY_ANSWERED: i64 = 40060;

/// First pause before another attempt; it is doubled after each attempt.
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// Maximum pause before another attempt at a first reply.
const MAX_PAUSE: Duration = Duration::from_millis(200);

/// Maximum pause before another attempt at an edit.
const MAX_EDIT_PAUSE: Duration = Duration::from_secs(5);

/// Timeout for one attempt.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(10);

/// Maximum number of requests at the same time. In a rush the replies then share a few connections
/// instead of opening one each, which takes longer than waiting.
const MAX_REQUESTS: usize = 32;

/// Time after the first attempt at an edit during which a 404 is tried again: the first reply, sent
/// as an HTTP response, may not have reached Discord yet.
const REPLY_PROCESSING_TIME: Duration = Duration::from_secs(3);

/// Client that sends requests for interactions.
pub(crate) struct Sender {
    client: Client,
    /// Server that replaces Discord.
    proxy: Option<String>,
    requests: Semaphore,
}

/// Error of a request to Discord.
#[derive(Debug, Error)]
pub(crate) enum SendError {
    /// The request took too long.
    #[error("Discord took too long to take it")]
    TooLate,
    /// Discord responded with an error status.
    #[error("Discord answered {status}: {message}")]
    Refused {
        /// HTTP status.
        status: StatusCode,
        /// Discord's error code.
        code: i64,
        /// Discord's error message.
        message: String,
        /// Time after which the request may be sent again.
        retry_after: Option<Duration>,
    },
    /// There was no response.
    #[error("Discord did not answer")]
    Unanswered(#[source] reqwest::Error),
}

/// Body of an error response.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ErrorBody {
    code: i64,
    message: String,
    retry_after: Option<f64>,
}

impl Sender {
    /// Makes a client of Discord, or of the server that replaces it.
    ///
    /// # Errors
    ///
    /// reqwest's error if the client cannot be made.
    pub(crate) fn new(proxy: Option<String>) -> reqwest::Result<Self> {
        let mut client = Client::builder();
        if proxy.is_some() {
            // The server that replaces Discord is reached without a proxy of the environment.
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build()?,
            proxy,
            requests: Semaphore::new(MAX_REQUESTS),
        })
    }

    /// Sends the first reply, and tries again after temporary errors until `deadline`.
    ///
    /// # Errors
    ///
    /// The last [`SendError`].
    pub(crate) async fn respond(
        &self,
        interaction: &Interaction,
        body: Vec<u8>,
        deadline: Instant,
    ) -> Result<(), SendError> {
        let route = Route::InteractionResponse {
            interaction_id: interaction.id(),
            token: interaction.token(),
        };
        let address = self.address(route);
        let wait = |error: &SendError, pause| error.wait(pause);
        self.send_with_retries(Method::POST, (&address, &body), deadline, MAX_PAUSE, wait)
            .await
    }

    /// Replaces the first reply, and tries again after temporary errors until `deadline`.
    ///
    /// # Errors
    ///
    /// The last [`SendError`].
    pub(crate) async fn edit(
        &self,
        interaction: &Interaction,
        body: Vec<u8>,
        deadline: Instant,
    ) -> Result<(), SendError> {
        let address = self.original(interaction);
        let longest = MAX_EDIT_PAUSE;
        let started = Instant::now();
        let wait = |error: &SendError, pause| {
            let is_early = error.is_unknown() && started.elapsed() < REPLY_PROCESSING_TIME;
            error.wait(pause).or(is_early.then_some(pause))
        };
        self.send_with_retries(Method::PATCH, (&address, &body), deadline, longest, wait)
            .await
    }

    /// Replaces the first reply, once.
    ///
    /// # Errors
    ///
    /// A [`SendError`].
    pub(crate) async fn try_edit(
        &self,
        interaction: &Interaction,
        body: Vec<u8>,
    ) -> Result<(), SendError> {
        let address = self.original(interaction);
        self.attempt(&Method::PATCH, &address, &body, ATTEMPT_TIMEOUT)
            .await
    }

    fn original(&self, interaction: &Interaction) -> String {
        self.address(Route::WebhookOriginalInteractionResponse {
            application_id: interaction.application_id(),
            token: interaction.token(),
        })
    }

    fn address(&self, route: Route<'_>) -> String {
        let path = route.path();
        match &self.proxy {
            Some(proxy) => path.replace("https://discord.com", proxy.trim_end_matches('/')),
            None => path.into_owned(),
        }
    }

    async fn send_with_retries(
        &self,
        method: Method,
        (address, body): (&str, &[u8]),
        deadline: Instant,
        longest_pause: Duration,
        wait: impl Fn(&SendError, Duration) -> Option<Duration>,
    ) -> Result<(), SendError> {
        let mut pause = FIRST_PAUSE;
        let mut is_repeated = false;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let attempt = self.attempt(&method, address, body, left.min(ATTEMPT_TIMEOUT));
            let error = match attempt.await {
                Ok(()) => return Ok(()),
                // An earlier attempt succeeded, but its response was lost.
                Err(error) if is_repeated && error.is_answered_already() => return Ok(()),
                Err(error) => error,
            };
            let Some(wait) = wait(&error, pause) else {
                return Err(error);
            };
            if Instant::now() + wait >= deadline {
                return Err(error);
            }
            sleep(wait).await;
            pause = longest_pause.min(2 * pause);
            is_repeated = true;
        }
    }

    async fn attempt(
        &self,
        method: &Method,
        address: &str,
        body: &[u8],
        longest: Duration,
    ) -> Result<(), SendError> {
        let request = self
            .client
            .request(method.clone(), address)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, constants::USER_AGENT)
            .body(body.to_vec());
        let sending = async {
            let _permit = self.requests.acquire().await;
            request.send().await
        };
        match timeout(longest, sending).await {
            Ok(Ok(response)) if response.status().is_success() => Ok(()),
            Ok(Ok(response)) => Err(SendError::from_response(response).await),
            // The address contains the interaction's token, with which anybody could reply.
            Ok(Err(error)) => Err(SendError::Unanswered(error.without_url())),
            Err(_) => Err(SendError::TooLate),
        }
    }
}

impl SendError {
    async fn from_response(response: Response) -> Self {
        let status = response.status();
        let body: ErrorBody = match response.bytes().await {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
            Err(_) => ErrorBody::default(),
        };
        let retry_after = body
            .retry_after
            .filter(|_| status == StatusCode::TOO_MANY_REQUESTS);
        Self::Refused {
            status,
            code: body.code,
            message: body.message,
            retry_after: retry_after.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
        }
    }

    /// Returns whether Discord refused the content of the request.
    pub(crate) fn is_malformed(&self) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == StatusCode::BAD_REQUEST)
    }

    /// Returns whether Discord knows no reply to edit.
    fn is_unknown(&self) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == StatusCode::NOT_FOUND)
    }

    fn is_answered_already(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if *code == ALREADY_ANSWERED)
    }

    /// Returns the time after which the same request may succeed: `Retry-After`, or else `pause`;
    /// `None` for a permanent error.
    fn wait(&self, pause: Duration) -> Option<Duration> {
        match self {
            Self::Unanswered(_) | Self::TooLate => Some(pause),
            Self::Refused {
                status,
                retry_after,
                ..
            } => {
                let is_transient =
                    status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS;
                is_transient.then(|| retry_after.unwrap_or(pause))
            }
        }
    }
}
