//! Reading the body of a response, bounded in time and size.

use std::io::{self, Read};
use std::time::Instant;

use reqwest::blocking::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use url::Url;

use super::FetchError;
use crate::corpus::formats::{self, Format};
use crate::text::reasons::network_reason;

/// Maximum size of a body after decompression, in bytes.
const MAX_BYTES: u64 = 5_000_000;

/// First bytes of gzip data.
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Fetched page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedPage {
    /// Address after all redirects.
    pub url: Url,
    /// Format: HTML or plain text.
    pub format: Format,
    /// Decoded text.
    pub text: String,
}

/// Reads a response as a web page or plain text.
pub(super) fn read_page(
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
            let kind = one_line(kind);
            return Err(FetchError::Kind { host: host(), kind });
        }
    };
    let bytes = read_body(&host(), response, deadline)?;
    let text = if format == Format::Html {
        formats::decode_html(&bytes, Some(&kind))
    } else {
        formats::decode_text(&bytes, Some(&kind))
    };
    Ok(FetchedPage { url, format, text })
}

/// Reads the body of a response, up to the maximum size and the deadline.
pub(super) fn read_body(
    host: &str,
    response: Response,
    deadline: Instant,
) -> Result<Vec<u8>, FetchError> {
    let host = || host.to_owned();
    // The client removes this header when it decompresses a body. It undoes one compression only.
    let encoding = response.headers().get(CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| encoding.as_bytes() != b"identity") {
        return Err(FetchError::Encoding(host()));
    }
    let bytes = read_before(deadline, response.take(MAX_BYTES + 1));
    let bytes = bytes.map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut => FetchError::TooSlow(host()),
        _ => FetchError::Connection {
            host: host(),
            cause: one_line(&network_reason(&error)),
        },
    })?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FetchError::TooLarge(host()));
    }
    if bytes.starts_with(&GZIP_MAGIC) {
        return Err(FetchError::Encoding(host()));
    }
    Ok(bytes)
}

/// Reads to the end. The timeout of a client starts anew with each read, so the deadline is checked
/// after each.
///
/// # Errors
///
/// The error of reading, or [`io::ErrorKind::TimedOut`] after the deadline.
pub(crate) fn read_before(deadline: Instant, mut body: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 1 << 14];
    loop {
        let length = body.read(&mut chunk)?;
        if Instant::now() >= deadline {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match chunk.get(..length) {
            None | Some([]) => return Ok(bytes),
            Some(chunk) => bytes.extend_from_slice(chunk),
        }
    }
}

/// Returns the `Content-Type` header in lower case; empty if there is none.
pub(super) fn content_type(headers: &HeaderMap) -> String {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.unwrap_or_default().to_lowercase()
}

/// Returns untrusted text on one line, truncated to 200 characters.
pub(super) fn one_line(text: &str) -> String {
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    line.take(200).collect()
}
