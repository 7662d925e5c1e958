//! Fetching feeds with conditional requests (`ETag`, `Last-Modified`), and reading `Retry-After`.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::StatusCode;
use reqwest::header::{
    ACCEPT, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, RETRY_AFTER,
};
use url::Url;

use super::read::{content_type, read_body};
use super::{FetchError, Fetcher, FinalResponse};
use crate::state::Validators;

/// `Accept` header: feeds, and pages that may name one.
const ACCEPTED_FEEDS: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
                     application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, \
                     text/html;q=0.7";

/// Maximum length of a validator that is stored and sent back, in bytes.
const MAX_VALIDATOR_BYTES: usize = 500;

/// Response to a request for a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedResponse {
    /// The feed is unchanged (304).
    NotModified,
    /// A document, which may be a feed.
    Document(FetchedFeed),
    /// An error status.
    Refused {
        /// HTTP status.
        status: u16,
        /// Minimum time until the next request, from `Retry-After`.
        retry_after: Option<Duration>,
    },
}

/// Fetched document that may be a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedFeed {
    /// Address after all redirects.
    pub url: Url,
    /// Content type, in lower case.
    pub kind: String,
    /// Body after decompression.
    pub bytes: Vec<u8>,
    /// Validators to send with the next request.
    pub validators: Validators,
}

impl Fetcher {
    /// Fetches the feed at `address`, unless it is unchanged since the response that gave
    /// `validators`. Takes at most ten seconds.
    ///
    /// # Errors
    ///
    /// [`FetchError`] if the address is refused, or the request fails.
    pub fn fetch_feed(
        &self,
        address: &str,
        validators: &Validators,
    ) -> Result<FeedResponse, FetchError> {
        let headers = conditional_headers(validators);
        self.run_with_timeout(address, move |fetcher, url, deadline| {
            let FinalResponse {
                url,
                host,
                response,
            } = fetcher.follow(url, &headers, deadline)?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED {
                return Ok(FeedResponse::NotModified);
            }
            let answered = response.headers();
            if !status.is_success() {
                return Ok(FeedResponse::Refused {
                    status: status.as_u16(),
                    retry_after: retry_after(answered, Timestamp::now()),
                });
            }
            let (kind, validators) = (content_type(answered), read_validators(answered));
            Ok(FeedResponse::Document(FetchedFeed {
                url,
                kind,
                bytes: read_body(&host, response, deadline)?,
                validators,
            }))
        })
    }
}

fn conditional_headers(validators: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(ACCEPTED_FEEDS))]);
    let known = [
        (IF_NONE_MATCH, &validators.etag),
        (IF_MODIFIED_SINCE, &validators.last_modified),
    ];
    for (name, value) in known {
        let value = value.as_deref().map(HeaderValue::from_str);
        if let Some(Ok(value)) = value {
            headers.insert(name, value);
        }
    }
    headers
}

fn read_validators(headers: &HeaderMap) -> Validators {
    let value = |name: HeaderName| {
        let value = headers.get(name)?.to_str().ok()?;
        (value.len() <= MAX_VALIDATOR_BYTES).then(|| value.to_owned())
    };
    Validators {
        etag: value(ETAG),
        last_modified: value(LAST_MODIFIED),
    }
}

/// Returns the remaining time of `Retry-After`, which is a number of seconds or a date.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = DateTimeParser::new().parse_timestamp(value).ok()?;
    Duration::try_from(at.duration_since(now)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_a_number_of_seconds_or_a_date() {
        let now: Timestamp = "2031-04-09T10:00:00Z".parse().unwrap();
        let check = |value: &'static str, expected: Option<u64>| {
            let value = HeaderValue::from_static(value);
            let headers = HeaderMap::from_iter([(RETRY_AFTER, value)]);
            let read = retry_after(&headers, now).map(|wait| wait.as_secs());
            assert_eq!(read, expected);
        };
        check("120", Some(120));
        check("Wed, 09 Apr 2031 10:02:00 GMT", Some(120));
        check("Wed, 09 Apr 2031 09:00:00 GMT", None);
        check("soon", None);
        check("-5", None);
    }
}
