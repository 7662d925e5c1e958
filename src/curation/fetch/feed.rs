//! Fetching feeds, as politely as their servers ask for.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::StatusCode;
use reqwest::header::{
    ACCEPT, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, RETRY_AFTER,
};
use url::Url;

use super::read::{content_type, whole};
use super::{Answer, FetchError, Fetcher};
use crate::state::Validators;

/// What a feed may be, or a page that names one.
const FEEDS: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
                     application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, \
                     text/html;q=0.7";

/// Longest validator that is sent back, in bytes.
const LONGEST_VALIDATOR: usize = 500;

/// What the server of a feed answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedResponse {
    /// Nothing has changed since the last time.
    NotModified,
    /// The feed, or another document.
    Document(FetchedFeed),
    /// An error.
    Refused {
        /// HTTP status.
        status: u16,
        /// Time for which the server wants to be left alone.
        retry_after: Option<Duration>,
    },
}

/// A document that may be a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedFeed {
    /// Address after all redirects.
    pub url: Url,
    /// Content type, in lower case.
    pub kind: String,
    /// The document.
    pub bytes: Vec<u8>,
    /// What to send back with the next request.
    pub validators: Validators,
}

impl Fetcher {
    /// Fetches the feed at `address`, unless it is as `validators` say. Takes at most ten seconds.
    ///
    /// # Errors
    ///
    /// [`FetchError`].
    pub fn fetch_feed(
        &self,
        address: &str,
        validators: &Validators,
    ) -> Result<FeedResponse, FetchError> {
        let headers = headers(validators);
        self.bounded(address, move |fetcher, url, deadline| {
            let Answer {
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
                bytes: whole(&host, response, deadline)?,
                validators,
            }))
        })
    }
}

fn headers(validators: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(FEEDS))]);
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
        (value.len() <= LONGEST_VALIDATOR).then(|| value.to_owned())
    };
    Validators {
        etag: value(ETAG),
        last_modified: value(LAST_MODIFIED),
    }
}

/// A number of seconds, or a moment.
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
    fn a_server_may_say_when_in_two_ways() {
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
