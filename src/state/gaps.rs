//! Gaps: questions that the articles do not answer, with a count and a date and nothing of a person.

use jiff::Timestamp;
use rusqlite::{Transaction, params};

use super::database::{days_before, moment, seconds};
use super::{State, StateError};
use crate::text::wording;

/// Maximum number of gaps. The least asked go first.
const MOST: i64 = 2_000;

/// Time for which a gap is kept after it was last asked, in days.
const KEPT_DAYS: i64 = 90;

/// A question that the articles do not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The question as it was asked first.
    pub question: String,
    /// How often it was declined.
    pub asked: u32,
    /// How often its answer was said to be none.
    pub marked: u32,
    /// When it was last declined or marked.
    pub last_asked: Timestamp,
    /// Number of the passage that was said last to be no answer.
    pub refused: Option<i64>,
}

/// How a gap shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// The question was declined.
    Declined,
    /// Its answer, the passage with this number, was said to be none.
    Marked(i64),
}

impl State {
    /// Counts a gap.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn note_gap(
        &self,
        question: &str,
        kind: GapKind,
        now: Timestamp,
    ) -> Result<(), StateError> {
        let key = key(question);
        if key.is_empty() {
            return Ok(());
        }
        let (asked, marked, refused) = match kind {
            GapKind::Declined => (1, 0, None),
            GapKind::Marked(passage) => (0, 1, Some(passage)),
        };
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO gap (key, question, asked, marked, last_asked, refused)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (key) DO UPDATE SET
                 asked = asked + ?3, marked = marked + ?4, last_asked = ?5,
                 refused = coalesce(?6, refused)",
                params![key, question, asked, marked, seconds(now), refused],
            )?;
            sweep(transaction, now)?;
            transaction.execute(
                "DELETE FROM gap WHERE key IN (
                     SELECT key FROM gap WHERE key != ?1
                     ORDER BY asked + marked, last_asked
                     LIMIT max(0, (SELECT count(*) FROM gap) - ?2)
                 )",
                params![key, MOST],
            )?;
            Ok(())
        })
    }

    /// Every gap, the most asked first.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn gaps(&self, now: Timestamp) -> Result<Vec<Gap>, StateError> {
        self.write(|transaction| {
            sweep(transaction, now)?;
            let mut statement = transaction.prepare(
                "SELECT question, asked, marked, last_asked, refused FROM gap
                 ORDER BY asked + marked DESC, last_asked DESC, key",
            )?;
            let gaps = statement.query_map((), |row| {
                Ok(Gap {
                    question: row.get(0)?,
                    asked: row.get(1)?,
                    marked: row.get(2)?,
                    last_asked: moment(row.get(3)?),
                    refused: row.get(4)?,
                })
            })?;
            gaps.collect()
        })
    }

    /// Deletes a gap, which is one no more.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn close_gap(&self, question: &str) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM gap WHERE key = ?1", [key(question)])?;
            Ok(())
        })
    }
}

/// Deletes what is too old.
fn sweep(transaction: &Transaction<'_>, now: Timestamp) -> rusqlite::Result<usize> {
    transaction.execute(
        "DELETE FROM gap WHERE last_asked < ?1",
        [days_before(now, KEPT_DAYS)],
    )
}

/// The question's words, without case and punctuation.
fn key(question: &str) -> String {
    let words = wording::words(question).into_iter();
    words.map(|word| word.form).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn one_question_counts_once_however_it_is_written() {
        let (_folder, state) = state();
        state
            .note_gap("Who signed?", GapKind::Declined, at(1))
            .unwrap();
        state
            .note_gap("who SIGNED", GapKind::Declined, at(2))
            .unwrap();
        state
            .note_gap("Who signed?", GapKind::Marked(7), at(3))
            .unwrap();
        state.note_gap("?!", GapKind::Declined, at(3)).unwrap();
        let expected = Gap {
            question: "Who signed?".to_owned(),
            asked: 2,
            marked: 1,
            last_asked: at(3),
            refused: Some(7),
        };
        assert_eq!(state.gaps(at(4)).unwrap(), [expected]);
        state.close_gap("WHO SIGNED?").unwrap();
        assert_eq!(state.gaps(at(4)).unwrap(), []);
    }

    #[test]
    fn a_gap_ends_ninety_days_after_it_was_asked_last() {
        let (_folder, state) = state();
        state
            .note_gap("Who signed?", GapKind::Declined, at(1))
            .unwrap();
        assert_eq!(state.gaps(at(91)).unwrap().len(), 1);
        assert_eq!(state.gaps(at(92)).unwrap(), []);
    }

    #[test]
    fn of_too_many_the_least_asked_go_first() {
        let (_folder, state) = state();
        for n in 0..MOST {
            let question = format!("Question {n}?");
            state.note_gap(&question, GapKind::Declined, at(1)).unwrap();
            if n != 7 {
                state.note_gap(&question, GapKind::Declined, at(2)).unwrap();
            }
        }
        // The newcomer stays, although nothing was asked as seldom.
        state
            .note_gap("Another?", GapKind::Declined, at(2))
            .unwrap();
        let gaps = state.gaps(at(2)).unwrap();
        let has = |question: &str| gaps.iter().any(|gap| gap.question == question);
        assert_eq!(gaps.len(), MOST as usize);
        assert!(has("Another?") && has("Question 8?") && !has("Question 7?"));
    }
}
