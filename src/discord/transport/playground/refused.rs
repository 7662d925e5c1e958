//! Errors of the playground's API, in Discord's words.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

/// Reason why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Refused {
    /// The person does not exist.
    #[error("Unknown User")]
    UnknownPerson,
    /// There is no such message.
    #[error("Unknown Message")]
    UnknownMessage,
    /// No interaction has this token.
    #[error("Unknown interaction")]
    UnknownInteraction,
    /// The interaction has a first reply already.
    #[error("Interaction has already been acknowledged.")]
    AlreadyAnswered,
    /// The request is malformed.
    #[error("Invalid Form Body")]
    Malformed,
}

impl Refused {
    /// Returns Discord's error code.
    pub(super) fn code(self) -> u32 {
        match self {
            Self::UnknownPerson => 10_013,
            Self::UnknownMessage => 10_008,
            Self::UnknownInteraction => 10_062,
            Self::AlreadyAnswered => 40_060,
            Self::Malformed => 50_035,
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match self {
            Self::AlreadyAnswered | Self::Malformed => StatusCode::BAD_REQUEST,
            _ => StatusCode::NOT_FOUND,
        };
        let body = json!({ "code": self.code(), "message": self.to_string() });
        (status, Json(body)).into_response()
    }
}
