//! What Discord answered to a request.

use serenity::all::{HttpError, StatusCode};

/// Sends a request, and does not look at what Discord says in return where it took it.
pub(crate) async fn taken<T>(
    request: impl Future<Output = serenity::Result<T>>,
) -> serenity::Result<()> {
    match request.await {
        Ok(_) | Err(serenity::Error::Json(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The status of the answer, if there was one.
pub(crate) fn status(error: &serenity::Error) -> Option<StatusCode> {
    match error {
        serenity::Error::Http(error) => error.status_code(),
        _ => None,
    }
}

/// Whether the same request may succeed in a moment.
pub(crate) fn is_passing(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::Request(_)) => true,
        _ => status(error).is_some_and(|status| {
            status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
        }),
    }
}
