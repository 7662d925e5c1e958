//! What of a request is checked before anything in it is read: that Discord signed it, just now,
//! and that it did not come before.

use std::time::{SystemTime, UNIX_EPOCH};

use hyper::HeaderMap;
use parking_lot::Mutex;
use thiserror::Error;

use super::public_key::PublicKey;
use super::replay::{ReplayWindow, Replayed, TOLERANCE};

const SIGNATURE: &str = "x-signature-ed25519";
const TIMESTAMP: &str = "x-signature-timestamp";

/// Number of interactions that are remembered: five minutes of 400 a second, in 3 MB.
const MOST_REMEMBERED: usize = 120_000;

/// Lets signed requests in, each once.
#[derive(Debug)]
pub struct Gate {
    key: PublicKey,
    window: Mutex<ReplayWindow>,
}

/// The headers that sign a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed<'a> {
    signature: &'a str,
    timestamp: &'a str,
    /// The same time in seconds.
    at: i64,
}

/// Why a request is not Discord's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Rejected {
    /// A header of the signature is missing or malformed.
    #[error("unsigned")]
    Unsigned,
    /// It was signed more than five minutes ago, or will be in as long.
    #[error("stale")]
    Stale,
    /// The signature is not that of the key for this time and body.
    #[error("forged")]
    Forged,
    /// Its interaction came before.
    #[error("repeated")]
    Repeated,
}

impl Gate {
    /// Lets in what is signed with `key`.
    pub fn new(key: PublicKey) -> Self {
        Self {
            key,
            window: Mutex::new(ReplayWindow::new(MOST_REMEMBERED)),
        }
    }

    /// Reads the headers of the signature, for which no body is needed yet.
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

    /// Checks the signature over the time and the body as it came.
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

    /// Notes the interaction of a request that was verified.
    ///
    /// # Errors
    ///
    /// [`Rejected::Repeated`] if it came before, or [`Rejected::Stale`] if that is forgotten.
    pub fn note(&self, signed: Signed<'_>, interaction: u64) -> Result<(), Rejected> {
        let noted = self.window.lock().note(interaction, signed.at, now());
        noted.map_err(|replayed| match replayed {
            Replayed::TooOld => Rejected::Stale,
            Replayed::Repeated => Rejected::Repeated,
        })
    }
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}
