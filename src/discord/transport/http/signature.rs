//! Checks of a request before its content is used: that Discord signed it, that the signature is
//! recent, and that the request did not come before.

use std::time::{SystemTime, UNIX_EPOCH};

use hyper::HeaderMap;
use parking_lot::Mutex;
use thiserror::Error;

use super::public_key::PublicKey;
use super::replay::{ReplayWindow, Replayed, TOLERANCE};

/// Header with the signature.
const SIGNATURE: &str = "x-signature-ed25519";
/// Header with the time of the signature, in seconds.
const TIMESTAMP: &str = "x-signature-timestamp";

/// Maximum number of remembered interactions: five minutes of 400 per second, in 3 MB.
const MAX_REMEMBERED: usize = 120_000;

/// Accepts each request with a valid signature once.
#[derive(Debug)]
pub struct Gate {
    key: PublicKey,
    window: Mutex<ReplayWindow>,
}

/// Signature headers of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed<'a> {
    signature: &'a str,
    timestamp: &'a str,
    /// Parsed timestamp, in seconds.
    at: i64,
}

/// Reason why a request is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Rejected {
    /// A header of the signature is missing or malformed.
    #[error("unsigned")]
    Unsigned,
    /// The signature is more than five minutes old or in the future.
    #[error("stale")]
    Stale,
    /// The signature does not match the key, the timestamp and the body.
    #[error("forged")]
    Forged,
    /// The interaction came before.
    #[error("repeated")]
    Repeated,
}

impl Gate {
    /// Makes a gate for requests signed with `key`.
    pub fn new(key: PublicKey) -> Self {
        Self {
            key,
            window: Mutex::new(ReplayWindow::new(MAX_REMEMBERED)),
        }
    }

    /// Reads the signature headers, before the body is read.
    ///
    /// # Errors
    ///
    /// [`Rejected::Unsigned`] or [`Rejected::Stale`].
    pub fn headers<'a>(&self, headers: &'a HeaderMap) -> Result<Signed<'a>, Rejected> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let signature = header(SIGNATURE).ok_or(Rejected::Unsigned)?;
        let timestamp = header(TIMESTAMP).ok_or(Rejected::Unsigned)?;
        let at: i64 = timestamp.parse().map_err(|_| Rejected::Unsigned)?;
        if now().abs_diff(at) > TOLERANCE.unsigned_abs() {
            return Err(Rejected::Stale);
        }
        Ok(Signed {
            signature,
            timestamp,
            at,
        })
    }

    /// Verifies the signature of the timestamp and the raw body.
    ///
    /// # Errors
    ///
    /// [`Rejected::Forged`].
    pub fn verify(&self, signed: Signed<'_>, body: &[u8]) -> Result<(), Rejected> {
        let verifier = self.key.verifier();
        verifier
            .verify(signed.signature, signed.timestamp, body)
            .map_err(|()| Rejected::Forged)
    }

    /// Records the interaction of a verified request.
    ///
    /// # Errors
    ///
    /// [`Rejected::Repeated`] if it came before, or [`Rejected::Stale`] if it is too old to know.
    pub fn note(&self, signed: Signed<'_>, interaction: u64) -> Result<(), Rejected> {
        let noted = self.window.lock().note(interaction, signed.at, now());
        noted.map_err(|replayed| match replayed {
            Replayed::TooOld => Rejected::Stale,
            Replayed::Repeated => Rejected::Repeated,
        })
    }
}

/// Returns the current Unix time, in seconds.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}
