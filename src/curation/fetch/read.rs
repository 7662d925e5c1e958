//! Reading what a server answers, bounded in time and size.

use std::io::{self, Read};
use std::time::Instant;

use reqwest::blocking::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use url::Url;

use super::FetchError;
use crate::corpus::formats::{self, Format};
use crate::text::failures::causes;

/// Maximum size of a page after decompression, in bytes.
const MAX_BYTES: u64 = 5_000_000;

/// First bytes of what was compressed once more.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A fetched page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedPage {
    /// Address after all redirects.
    pub url: Url,
    /// Whether it is a web page or plain text.
    pub format: Format,
    /// Decoded text.
    pub text: String,
}

/// Reads a web page or a plain text.
pub(super) fn page(
    url: Url,
    host: &str,
    response: Response,
    deadline: Instant,
) -> Result<FetchedPage, FetchError> {
    let host = || host.to_owned();
    if !response.status().is_success() {
        let status = response.status().as_u16();
        return Err(FetchError::Status {
            host: host(),
            status,
        });
    }
    let kind = content_type(response.headers());
    let format = match kind.split(';').next().unwrap_or_default().trim() {
        "text/html" => Format::Html,
        "text/plain" => Format::PlainText,
        kind => {
            let kind = shown(kind);
            return Err(FetchError::Kind { host: host(), kind });
        }
    };
    let bytes = whole(&host(), response, deadline)?;
    let text = if format == Format::Html {
        formats::decode_html(&bytes, Some(&kind))
    } else {
        formats::decode_text(&bytes, Some(&kind))
    };
    Ok(FetchedPage { url, format, text })
}

/// Reads a response to its end, or until it is too long.
pub(super) fn whole(
    host: &str,
    mut response: Response,
    deadline: Instant,
) -> Result<Vec<u8>, FetchError> {
    let host = || host.to_owned();
    // What the client decompressed has lost this header. It undoes one compression at most.
    let encoding = response.headers().get(CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| encoding.as_bytes() != b"identity") {
        return Err(FetchError::Encoding(host()));
    }
    let mut bytes = Vec::new();
    let mut chunk = [0; 1 << 14];
    loop {
        let length = match response.read(&mut chunk) {
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                return Err(FetchError::TooSlow(host()));
            }
            Err(error) => {
                let cause = cause(&error);
                return Err(FetchError::Connection {
                    host: host(),
                    cause,
                });
            }
        };
        if Instant::now() >= deadline {
            return Err(FetchError::TooSlow(host()));
        }
        match chunk.get(..length) {
            None | Some([]) => break,
            Some(chunk) => bytes.extend_from_slice(chunk),
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(FetchError::TooLarge(host()));
        }
    }
    if bytes.starts_with(&GZIP) {
        return Err(FetchError::Encoding(host()));
    }
    Ok(bytes)
}

pub(super) fn content_type(headers: &HeaderMap) -> String {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.unwrap_or_default().to_lowercase()
}

/// The innermost cause of an error, which says what happened.
pub(super) fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let innermost = causes(error).last().map(ToString::to_string);
    shown(&innermost.unwrap_or_default())
}

/// Untrusted text on one line, cut after 200 characters.
pub(super) fn shown(text: &str) -> String {
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    line.take(200).collect()
}
