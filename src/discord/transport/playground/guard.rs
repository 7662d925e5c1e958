//! Access control of the playground: only the page itself and the bot, and no other site or
//! machine.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};

/// Headers of every response.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         object-src 'none'",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Accepted values of the header `Host`.
type Names = Arc<[String; 2]>;

/// Adds checks that refuse requests for another host or from another site.
pub(super) fn guarded(router: Router, address: SocketAddr) -> Router {
    let port = address.port();
    let names: Names = Arc::new([format!("127.0.0.1:{port}"), format!("localhost:{port}")]);
    router.layer(from_fn_with_state(names, check))
}

async fn check(State(names): State<Names>, request: Request, next: Next) -> Response {
    let mut response = if is_own_request(request.headers(), &names) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Returns whether a request is for this host and, if it has an `Origin`, from this page. Other
/// host names are refused against DNS rebinding. Browsers send an `Origin`; the bot does not.
fn is_own_request(headers: &HeaderMap, names: &[String; 2]) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let is_here = |name: &str| names.iter().any(|known| known == name);
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(is_here);
    text(&HOST).is_some_and(is_here) && text(&ORIGIN).is_none_or(is_own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_requests_are_refused() {
        let names = ["127.0.0.1:4000", "localhost:4000"].map(str::to_owned);
        let check = |host: Option<&str>, origin: Option<&str>, expected| {
            let mut headers = HeaderMap::new();
            for (name, value) in [(HOST, host), (ORIGIN, origin)] {
                if let Some(value) = value {
                    headers.insert(name, HeaderValue::from_str(value).unwrap());
                }
            }
            let is_own_request = is_own_request(&headers, &names);
            assert_eq!(is_own_request, expected, "{host:?} {origin:?}");
        };
        check(Some("127.0.0.1:4000"), None, true);
        check(Some("localhost:4000"), Some("http://localhost:4000"), true);
        check(Some("127.0.0.1:4000"), Some("http://localhost:4000"), true);
        check(None, None, false);
        check(Some("127.0.0.1"), None, false);
        check(Some("example.org:4000"), None, false);
        check(Some("127.0.0.1:4000"), Some("null"), false);
        check(
            Some("127.0.0.1:4000"),
            Some("https://127.0.0.1:4000"),
            false,
        );
        check(Some("127.0.0.1:4000"), Some("http://127.0.0.1:4001"), false);
        check(Some("127.0.0.1:4000"), Some("http://example.org"), false);
    }
}
