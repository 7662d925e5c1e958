//! What the playground does not take, in Discord's words.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum Refused {
    /// The page named nobody.
    #[error("Unknown User")]
    UnknownPerson,
    /// There is no such message.
    #[error("Unknown Message")]
    UnknownMessage,
    /// There is no such interaction, or its token is another.
    #[error("Unknown interaction")]
    UnknownInteraction,
    /// It was replied to before.
    #[error("Interaction has already been acknowledged.")]
    AlreadyAnswered,
    /// The reply is of no known kind.
    #[error("Invalid Form Body")]
    Malformed,
}

impl Refused {
    /// Discord's own number.
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
