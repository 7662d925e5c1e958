//! Wishes: requests of people to be told when the articles answer a question.

use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};

use super::database::{days_before, timestamp};
use super::{State, StateError};

/// Maximum number of wishes of one person.
const MAX_OF_A_PERSON: i64 = 20;
/// Maximum number of wishes of all people.
const MAX_WISHES: i64 = 5_000;

/// Request of a person to be told when the articles answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// ID of the wish, which is never used again.
    pub id: i64,
    /// Discord's user ID of the person.
    pub person: u64,
    /// Question to be answered.
    pub question: String,
    /// Time of the request.
    pub made: Timestamp,
}

/// Result of adding a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedWish {
    /// The wish was added.
    Added,
    /// The person has made the same wish before.
    AlreadyExists,
    /// The person has the maximum number of wishes.
    PersonLimitReached,
    /// The database has the maximum number of wishes.
    TotalLimitReached,
}

impl State {
    /// Number of days for which a wish is kept.
    pub const WISH_KEPT_DAYS: i64 = 30;

    /// Adds a wish.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn add_wish(
        &self,
        person: u64,
        question: &str,
        now: Timestamp,
    ) -> Result<AddedWish, StateError> {
        let person = person.cast_signed();
        self.write(|transaction| {
            delete_expired(transaction, now)?;
            let counts = "SELECT count(*) FILTER (WHERE person = ?1 AND question = ?2),
                          count(*) FILTER (WHERE person = ?1), count(*) FROM wish";
            let (same, own, all): (i64, i64, i64) =
                transaction.query_row(counts, params![person, question], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
            if same > 0 {
                return Ok(AddedWish::AlreadyExists);
            }
            if own >= MAX_OF_A_PERSON {
                return Ok(AddedWish::PersonLimitReached);
            }
            if all >= MAX_WISHES {
                return Ok(AddedWish::TotalLimitReached);
            }
            transaction.execute(
                "INSERT INTO wish (person, question, made) VALUES (?1, ?2, ?3)",
                params![person, question, now.as_second()],
            )?;
            Ok(AddedWish::Added)
        })
    }

    /// Returns all wishes, oldest first, and deletes the expired ones.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn wishes(&self, now: Timestamp) -> Result<Vec<Wish>, StateError> {
        let (wishes, swept) = self.write(|transaction| {
            let swept = delete_expired(transaction, now)?;
            let mut statement =
                transaction.prepare("SELECT id, person, question, made FROM wish ORDER BY id")?;
            let wishes = statement.query_map((), wish)?;
            Ok((wishes.collect::<rusqlite::Result<_>>()?, swept))
        })?;
        if swept > 0 {
            self.erase_deleted()?;
        }
        Ok(wishes)
    }

    /// Deletes a wish, because it was fulfilled or cannot be.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn delete_wish(&self, id: i64) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM wish WHERE id = ?1", [id])?;
            Ok(())
        })
    }

    /// Returns whether a wish still exists: its person may have deleted it in the meantime.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn has_wish(&self, id: i64) -> Result<bool, StateError> {
        self.read(|connection| {
            let query = "SELECT EXISTS (SELECT 1 FROM wish WHERE id = ?1)";
            connection.query_row(query, [id], |row| row.get(0))
        })
    }

    /// Deletes all data of a person, so that no byte of it stays in a file. Returns the number of
    /// deleted wishes.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails. If another program keeps it busy, the wishes are
    /// deleted, but bytes of them may remain in its files until the next deletion.
    pub fn forget(&self, person: u64) -> Result<usize, StateError> {
        let person = person.cast_signed();
        let deleted = self.write(|transaction| {
            transaction.execute("DELETE FROM wish WHERE person = ?1", [person])
        })?;
        self.erase_deleted()?;
        Ok(deleted)
    }
}

/// Deletes expired wishes. Returns their number.
fn delete_expired(transaction: &Transaction<'_>, now: Timestamp) -> rusqlite::Result<usize> {
    transaction.execute(
        "DELETE FROM wish WHERE made < ?1",
        [days_before(now, State::WISH_KEPT_DAYS)],
    )
}

/// Converts a row to a wish.
fn wish(row: &Row<'_>) -> rusqlite::Result<Wish> {
    let person: i64 = row.get(1)?;
    Ok(Wish {
        id: row.get(0)?,
        person: person.cast_unsigned(),
        question: row.get(2)?,
        made: timestamp(row.get(3)?),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::state::for_tests::{at, state};

    /// Returns whether any file of the database contains these bytes.
    fn is_on_disk(folder: &Path, text: &str) -> bool {
        let files = fs::read_dir(folder).unwrap();
        files.into_iter().any(|file| {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
    }

    #[test]
    fn a_wish_is_kept_once_and_for_thirty_days() {
        let (_folder, state) = state();
        assert_eq!(state.add_wish(1, "Who?", at(1)).unwrap(), AddedWish::Added);
        assert_eq!(
            state.add_wish(1, "Who?", at(2)).unwrap(),
            AddedWish::AlreadyExists
        );
        assert_eq!(state.add_wish(2, "Who?", at(2)).unwrap(), AddedWish::Added);
        assert_eq!(state.wishes(at(31)).unwrap().len(), 2);
        assert_eq!(state.wishes(at(32)).unwrap().len(), 1);
    }

    #[test]
    fn wishes_are_limited_per_person_and_in_total() {
        let (_folder, state) = state();
        for n in 0..MAX_OF_A_PERSON {
            state.add_wish(1, &format!("Who {n}?"), at(1)).unwrap();
        }
        let kept = state.add_wish(1, "Who else?", at(1)).unwrap();
        assert_eq!(kept, AddedWish::PersonLimitReached);
        state
            .write(|transaction| {
                for n in MAX_OF_A_PERSON..MAX_WISHES {
                    transaction.execute(
                        "INSERT INTO wish (person, question, made) VALUES (?1, 'Why?', ?2)",
                        params![n, at(1).as_second()],
                    )?;
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(
            state.add_wish(9_999, "Who?", at(1)).unwrap(),
            AddedWish::TotalLimitReached
        );
    }

    #[test]
    fn erased_wishes_leave_no_bytes() {
        let (folder, state) = state();
        let other = State::open(folder.path()).unwrap();
        // Enough wishes for database pages to be split and merged.
        for person in 0..400 {
            for n in 0..9 {
                let question = format!("Will the harbour of {person}-{n} be opened again?");
                state.add_wish(person, &question, at(1)).unwrap();
            }
        }
        for person in [7, 8, 200, 399] {
            assert!(is_on_disk(
                folder.path(),
                &format!("harbour of {person}-3 ")
            ));
            assert_eq!(state.forget(person).unwrap(), 9);
            for n in 0..9 {
                assert!(!is_on_disk(
                    folder.path(),
                    &format!("harbour of {person}-{n} ")
                ));
            }
        }
        assert_eq!(other.wishes(at(1)).unwrap().len(), 396 * 9);
        // Expired wishes are erased, too.
        assert_eq!(state.wishes(at(40)).unwrap(), []);
        assert!(!is_on_disk(folder.path(), "harbour"));
    }
}
