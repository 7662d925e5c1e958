//! Interpreting Discord's response to a request.

use serenity::all::{HttpError, StatusCode};

/// Sends a request, and ignores the body of a successful response, even if serenity cannot parse
/// it.
pub(crate) async fn send_ignoring_body<T>(
    request: impl Future<Output = serenity::Result<T>>,
) -> serenity::Result<()> {
    match request.await {
        Ok(_) | Err(serenity::Error::Json(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Returns the HTTP status of the response, if there was one.
pub(crate) fn status(error: &serenity::Error) -> Option<StatusCode> {
    match error {
        serenity::Error::Http(error) => error.status_code(),
        _ => None,
    }
}

/// Returns whether the same request may succeed later.
pub(crate) fn is_transient(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::Request(_)) => true,
        _ => status(error).is_some_and(|status| {
            status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
        }),
    }
}
