//! Holder of the writer's lock, as written in the lock file.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, Write};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Maximum number of bytes read of the lock file; actor names are shorter.
const MAX_BYTES: u64 = 4096;

/// Process that is writing to an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockHolder {
    /// Process ID.
    pub pid: u32,
    /// Actor on whose behalf the process writes.
    pub actor: String,
    /// Time at which the lock was taken.
    pub since: Timestamp,
}

impl LockHolder {
    /// Writes to the lock file that this process holds the lock on behalf of `actor`.
    pub(super) fn sign(file: &mut File, actor: &str) -> io::Result<()> {
        let holder = Self {
            pid: std::process::id(),
            actor: actor.to_owned(),
            since: Timestamp::now(),
        };
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(serde_json::to_string(&holder)?.as_bytes())
    }

    /// Reads the holder from the lock file; `None` if it is not written yet.
    pub(super) fn read(file: &mut File) -> Option<Self> {
        let mut text = String::new();
        file.rewind().ok()?;
        file.take(MAX_BYTES).read_to_string(&mut text).ok()?;
        serde_json::from_str(&text).ok()
    }
}

impl fmt::Display for LockHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.strftime("%H:%M:%S UTC");
        write!(f, "{} (process {}, since {since})", self.actor, self.pid)
    }
}
