//! Wishes: who wants to be told when the articles answer a question.

use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};

use super::database::{days_before, moment, seconds};
use super::{State, StateError};

/// Time for which a wish is kept, in days.
pub(super) const KEPT_DAYS: i64 = 30;

/// Maximum number of wishes of one person, and of all people.
const MOST_OF_A_PERSON: i64 = 20;
const MOST: i64 = 5_000;

/// What one person wants to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Number of the wish, which no other ever has.
    pub id: i64,
    /// Discord's ID of the person.
    pub person: u64,
    /// The question.
    pub question: String,
    /// When it was made.
    pub made: Timestamp,
}

/// What became of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptWish {
    /// It is kept from now on.
    Kept,
    /// It was kept already.
    Already,
    /// The person has as many as one may have.
    TooManyOfYours,
    /// There are as many as there may be.
    TooMany,
}

impl State {
    /// Time for which a wish is kept, in days.
    pub const WISH_KEPT_DAYS: i64 = KEPT_DAYS;

    /// Keeps a wish.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn keep_wish(
        &self,
        person: u64,
        question: &str,
        now: Timestamp,
    ) -> Result<KeptWish, StateError> {
        let person = person.cast_signed();
        self.write(|transaction| {
            sweep(transaction, now)?;
            let count = |condition: &str| -> rusqlite::Result<i64> {
                let query = format!("SELECT count(*) FROM wish WHERE {condition}");
                transaction.query_row(&query, params![person, question], |row| row.get(0))
            };
            if count("person = ?1 AND question = ?2")? > 0 {
                return Ok(KeptWish::Already);
            }
            if count("person = ?1 AND ?2 IS NOT NULL")? >= MOST_OF_A_PERSON {
                return Ok(KeptWish::TooManyOfYours);
            }
            if count("?1 IS NOT NULL AND ?2 IS NOT NULL")? >= MOST {
                return Ok(KeptWish::TooMany);
            }
            transaction.execute(
                "INSERT INTO wish (person, question, made) VALUES (?1, ?2, ?3)",
                params![person, question, seconds(now)],
            )?;
            Ok(KeptWish::Kept)
        })
    }

    /// Every wish, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn wishes(&self, now: Timestamp) -> Result<Vec<Wish>, StateError> {
        let (wishes, swept) = self.write(|transaction| {
            let swept = sweep(transaction, now)?;
            let mut statement =
                transaction.prepare("SELECT id, person, question, made FROM wish ORDER BY id")?;
            let wishes = statement.query_map((), wish)?;
            Ok((wishes.collect::<rusqlite::Result<_>>()?, swept))
        })?;
        if swept > 0 {
            self.scrub()?;
        }
        Ok(wishes)
    }

    /// Deletes a wish: it was granted, or can never be.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn end_wish(&self, id: i64) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM wish WHERE id = ?1", [id])?;
            Ok(())
        })
    }

    /// Whether a wish is still there: its person may have had it deleted meanwhile.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn has_wish(&self, id: i64) -> Result<bool, StateError> {
        self.read(|connection| {
            let query = "SELECT EXISTS (SELECT 1 FROM wish WHERE id = ?1)";
            connection.query_row(query, [id], |row| row.get(0))
        })
    }

    /// Takes what was deleted since out of every file.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn forget_deleted(&self) -> Result<(), StateError> {
        self.scrub()
    }

    /// Deletes all that is kept of a person, so that no byte of it stays in a file. Returns how many
    /// wishes that were.
    ///
    /// # Errors
    ///
    /// [`StateError`]; if another program uses the database for too long, the wishes are deleted,
    /// but bytes of them may be left in its files until the next one is.
    pub fn forget(&self, person: u64) -> Result<usize, StateError> {
        let person = person.cast_signed();
        let deleted = self.write(|transaction| {
            transaction.execute("DELETE FROM wish WHERE person = ?1", [person])
        })?;
        self.scrub()?;
        Ok(deleted)
    }
}

/// Deletes what is too old. Returns how many that were.
fn sweep(transaction: &Transaction<'_>, now: Timestamp) -> rusqlite::Result<usize> {
    transaction.execute(
        "DELETE FROM wish WHERE made < ?1",
        [days_before(now, KEPT_DAYS)],
    )
}

fn wish(row: &Row<'_>) -> rusqlite::Result<Wish> {
    let person: i64 = row.get(1)?;
    Ok(Wish {
        id: row.get(0)?,
        person: person.cast_unsigned(),
        question: row.get(2)?,
        made: moment(row.get(3)?),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    const DAY: i64 = 24 * 60 * 60;

    fn state() -> (tempfile::TempDir, State) {
        let folder = tempfile::tempdir().unwrap();
        let state = State::open(folder.path()).unwrap();
        (folder, state)
    }

    fn at(day: i64) -> Timestamp {
        moment(day * DAY)
    }

    /// Whether any file of the database has these bytes.
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
        assert_eq!(state.keep_wish(1, "Who?", at(1)).unwrap(), KeptWish::Kept);
        assert_eq!(
            state.keep_wish(1, "Who?", at(2)).unwrap(),
            KeptWish::Already
        );
        assert_eq!(state.keep_wish(2, "Who?", at(2)).unwrap(), KeptWish::Kept);
        assert_eq!(state.wishes(at(31)).unwrap().len(), 2);
        assert_eq!(state.wishes(at(32)).unwrap().len(), 1);
    }

    #[test]
    fn nobody_has_more_than_twenty_and_all_together_not_more_than_five_thousand() {
        let (_folder, state) = state();
        for n in 0..MOST_OF_A_PERSON {
            state.keep_wish(1, &format!("Who {n}?"), at(1)).unwrap();
        }
        let kept = state.keep_wish(1, "Who else?", at(1)).unwrap();
        assert_eq!(kept, KeptWish::TooManyOfYours);
        state
            .write(|transaction| {
                for n in MOST_OF_A_PERSON..MOST {
                    transaction.execute(
                        "INSERT INTO wish (person, question, made) VALUES (?1, 'Why?', ?2)",
                        params![n, seconds(at(1))],
                    )?;
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(
            state.keep_wish(9_999, "Who?", at(1)).unwrap(),
            KeptWish::TooMany
        );
    }

    #[test]
    fn nothing_of_a_forgotten_person_is_left_in_any_file() {
        let (folder, state) = state();
        let other = State::open(folder.path()).unwrap();
        // So many that pages are split and merged.
        for person in 0..400 {
            for n in 0..9 {
                let question = format!("Will the harbour of {person}-{n} be opened again?");
                state.keep_wish(person, &question, at(1)).unwrap();
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
        // Neither is anything of a wish that is over.
        assert_eq!(state.wishes(at(40)).unwrap(), []);
        assert!(!is_on_disk(folder.path(), "harbour"));
    }
}
