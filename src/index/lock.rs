//! Who may write: one at a time, among all the programs that share an index folder.
//!
//! The system frees the lock when its holder ends, however it ends. What stands in the file says
//! who holds it, for whoever is turned away.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::IndexError;

/// Our own lock, beside tantivy's: it is held from reading what an index holds, or finding it
/// unusable, until the difference or the new index is committed.
const FILE: &str = "writer.lock";

/// How often a held lock is tried again.
const STEP: Duration = Duration::from_millis(20);

/// No actor's name is so long that more of the file need be read.
const LONGEST_HOLDER: u64 = 4096;

/// Who wants to write, and how long they wait for another who does.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Who asks, such as `terminal (alice)`.
    pub actor: String,
    /// How long to wait before [`IndexError::Busy`] is the answer.
    pub patience: Duration,
}

impl Default for Claim {
    /// Nobody in particular, with a minute's patience.
    fn default() -> Self {
        Self {
            actor: "another program".to_owned(),
            patience: Duration::from_secs(60),
        }
    }
}

/// Who writes to an index at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The number of the process.
    pub pid: u32,
    /// Who asked for it.
    pub actor: String,
    /// Since when.
    pub since: Timestamp,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.strftime("%H:%M:%S UTC");
        write!(f, "{} (process {}, since {since})", self.actor, self.pid)
    }
}

/// The right to write, until it is dropped.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock of the index in `folder`, which exists.
    pub fn take(folder: &Path, claim: &Claim) -> Result<Self, IndexError> {
        let in_folder = |source| IndexError::Folder {
            folder: folder.display().to_string(),
            source,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join(FILE))
            .map_err(in_folder)?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(in_folder(error)),
                Err(TryLockError::WouldBlock) if started.elapsed() < claim.patience => {
                    std::thread::sleep(STEP);
                }
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(&mut file);
                    return Err(IndexError::Busy { holder });
                }
            }
        }
        sign(&mut file, claim).map_err(in_folder)?;
        Ok(Self { _file: file })
    }
}

/// Writes down who holds the lock.
fn sign(file: &mut File, claim: &Claim) -> io::Result<()> {
    let holder = Holder {
        pid: std::process::id(),
        actor: claim.actor.clone(),
        since: Timestamp::now(),
    };
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(serde_json::to_string(&holder)?.as_bytes())
}

/// Who holds the lock, if they have already written that down.
fn holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(LONGEST_HOLDER).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}
