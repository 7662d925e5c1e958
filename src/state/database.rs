//! The database: opening it, creating its tables, and erasing deleted data from its files.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use parking_lot::Mutex;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::StateError;

/// File name of the database.
const FILE_NAME: &str = "state.sqlite3";

/// Version of the schema, stored in the database's `user_version`.
const SCHEMA_VERSION: i64 = 1;

/// Time to wait while another program writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Statements that create the tables.
const TABLES: &str = include_str!("tables.sql");

/// Database of feeds, gaps and wishes. It can be shared between threads, and opened by several
/// processes of one machine.
pub struct State {
    connection: Mutex<Connection>,
    path: PathBuf,
}

impl State {
    /// Opens the database in `folder`; creates both if they do not exist.
    ///
    /// # Errors
    ///
    /// [`StateError`] if it cannot be opened, is damaged, or is of a later version.
    pub fn open(folder: &Path) -> Result<Self, StateError> {
        create_private_folder(folder).map_err(|source| StateError::Folder {
            path: folder.display().to_string(),
            source,
        })?;
        let path = folder.join(FILE_NAME);
        let failed = |source| StateError::new(&path, source);
        let mut connection = Connection::open(&path).map_err(failed)?;
        configure(&connection).map_err(failed)?;
        let version = create_tables(&mut connection).map_err(failed)?;
        if version > SCHEMA_VERSION {
            return Err(StateError::Later {
                path: path.display().to_string(),
            });
        }
        Ok(Self {
            connection: Mutex::new(connection),
            path,
        })
    }

    /// Returns the path of the database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Carries out `work` in one write transaction.
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

    /// Erases deleted data from every file of the database. `SQLite` overwrites deleted rows, but
    /// copies of them may remain in the write-ahead log and in split pages. So the database is
    /// rewritten, and the log emptied.
    ///
    /// # Errors
    ///
    /// [`StateError`] if another program uses the database for too long.
    pub fn erase_deleted(&self) -> Result<(), StateError> {
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

/// Creates a folder that only its owner can read.
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // A power failure may lose the last transactions, but does not damage the database.
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Temporary tables stay in memory, so that no data is written to other files.
    connection.pragma_update(None, "temp_store", "memory")
}

/// Creates the tables of a new database. Returns the version of the schema.
fn create_tables(connection: &mut Connection) -> rusqlite::Result<i64> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", (), |row| row.get(0))?;
    if version == 0 {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    }
    transaction.commit()?;
    Ok(version.max(SCHEMA_VERSION))
}

/// Converts stored seconds to a timestamp.
pub(super) fn timestamp(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Returns the time `days` days before `now`, in seconds.
pub(super) fn days_before(now: Timestamp, days: i64) -> i64 {
    now.as_second() - SignedDuration::from_hours(24 * days).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_processes_can_open_the_database() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (State::open(folder.path()), State::open(folder.path()));
        let now = Timestamp::UNIX_EPOCH;
        first.unwrap().add_wish(1, "Who signed?", now).unwrap();
        assert_eq!(second.unwrap().wishes(now).unwrap().len(), 1);
    }

    #[test]
    fn unusable_databases_are_refused_with_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let refusal = || State::open(folder.path()).err().unwrap().to_string();
        fs::write(&path, "no database ".repeat(1000)).unwrap();
        assert!(refusal().ends_with("but no article"), "{}", refusal());
        fs::remove_file(&path).unwrap();
        let later = Connection::open(&path).unwrap();
        later
            .pragma_update(None, "user_version", SCHEMA_VERSION + 1)
            .unwrap();
        assert!(refusal().contains("a later version"), "{}", refusal());
        fs::remove_file(&path).unwrap();
        let state = State::open(folder.path()).unwrap();
        for damage in [
            "UPDATE seen_article SET first_seen = 'x'",
            "DROP TABLE seen_article",
        ] {
            state.record_articles(["a"], Timestamp::UNIX_EPOCH).unwrap();
            state
                .read(|connection| connection.execute_batch(damage))
                .unwrap();
            let refused = state.record_articles(["a"], Timestamp::UNIX_EPOCH);
            let refusal = refused.unwrap_err().to_string();
            assert!(refusal.ends_with("but no article"), "{refusal}");
            let undo = "UPDATE seen_article SET first_seen = 0";
            let _ = state.read(|connection| connection.execute_batch(undo));
        }
        drop(state);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(refusal().contains("check its permissions"), "{}", refusal());
    }
}
