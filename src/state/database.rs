//! The database itself: how it is opened, which tables it has, and how deleted bytes leave its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use parking_lot::Mutex;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::StateError;

/// Name of the database below its folder.
const FILE: &str = "state.sqlite3";

/// Version of the tables, kept in the database's `user_version`.
const VERSION: i64 = 1;

/// Timeout for another program that writes.
const BUSY: Duration = Duration::from_secs(5);

const TABLES: &str = include_str!("tables.sql");

/// Feeds, gaps and wishes. Shared between threads, and by several processes of one machine.
pub struct State {
    connection: Mutex<Connection>,
    path: PathBuf,
}

impl State {
    /// Opens the database in `folder`, and makes both if need be.
    ///
    /// # Errors
    ///
    /// [`StateError`] if it cannot be opened, is damaged, or is of a later version.
    pub fn open(folder: &Path) -> Result<Self, StateError> {
        make_private(folder).map_err(|source| StateError::Folder {
            path: folder.display().to_string(),
            source,
        })?;
        let path = folder.join(FILE);
        let failed = |source| StateError::new(&path, source);
        let mut connection = Connection::open(&path).map_err(failed)?;
        prepare(&connection).map_err(failed)?;
        let version = migrate(&mut connection).map_err(failed)?;
        if version > VERSION {
            return Err(StateError::Later {
                path: path.display().to_string(),
            });
        }
        Ok(Self {
            connection: Mutex::new(connection),
            path,
        })
    }

    /// Path of the database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Carries out `work` in one transaction that writes.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StateError> {
        let mut connection = self.connection.lock();
        let written = (|| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })();
        written.map_err(|source| StateError::new(&self.path, source))
    }

    /// Carries out `work`, which only reads.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StateError> {
        work(&self.connection.lock()).map_err(|source| StateError::new(&self.path, source))
    }

    /// Takes what was deleted out of every file. `SQLite` overwrites what is deleted, but copies of it
    /// may be left in the log of writes, and where a page was split; so the database is written
    /// anew, and the log emptied.
    ///
    /// # Errors
    ///
    /// [`StateError`] if another program uses the database for too long.
    pub(super) fn scrub(&self) -> Result<(), StateError> {
        self.read(|connection| {
            connection.execute_batch("VACUUM")?;
            let busy: i64 =
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
            if busy == 0 {
                return Ok(());
            }
            let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
            Err(rusqlite::Error::SqliteFailure(busy, None))
        })
    }
}

/// Makes a folder that only its owner can read.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // A power failure may lose the last changes; it damages nothing.
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Nothing is written to files elsewhere.
    connection.pragma_update(None, "temp_store", "memory")
}

/// Makes the tables of a new database. Returns the version of the tables.
fn migrate(connection: &mut Connection) -> rusqlite::Result<i64> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", (), |row| row.get(0))?;
    if version == 0 {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()?;
    Ok(version.max(VERSION))
}

/// A moment as it is stored: in seconds.
pub(super) fn seconds(at: Timestamp) -> i64 {
    at.as_second()
}

/// A moment from its seconds.
pub(super) fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The moment `days` before `now`, in seconds.
pub(super) fn days_before(now: Timestamp, days: i64) -> i64 {
    seconds(now) - SignedDuration::from_hours(24 * days).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_opened_by_several_and_again() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (State::open(folder.path()), State::open(folder.path()));
        let now = Timestamp::UNIX_EPOCH;
        first.unwrap().keep_wish(1, "Who signed?", now).unwrap();
        assert_eq!(second.unwrap().wishes(now).unwrap().len(), 1);
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let refusal = || State::open(folder.path()).err().unwrap().to_string();
        fs::write(&path, "no database ".repeat(1000)).unwrap();
        assert!(refusal().ends_with("but no article"), "{}", refusal());
        fs::remove_file(&path).unwrap();
        let later = Connection::open(&path).unwrap();
        later
            .pragma_update(None, "user_version", VERSION + 1)
            .unwrap();
        assert!(refusal().contains("a later version"), "{}", refusal());
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(refusal().contains("check its permissions"), "{}", refusal());
    }
}
