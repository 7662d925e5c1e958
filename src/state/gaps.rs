//! Gaps: questions that the articles do not answer. Only the question, counts and a date are
//! stored, nothing about the people who asked.

use jiff::Timestamp;
use rusqlite::{Transaction, params};

use super::database::{days_before, timestamp};
use super::{State, StateError};
use crate::text::wording;

/// Maximum number of gaps; beyond it, the least asked are deleted.
const MAX_GAPS: i64 = 2_000;

/// Number of days for which a gap is kept after it was last asked.
const KEPT_DAYS: i64 = 90;

/// Question that the articles do not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Question in the wording in which it was first asked.
    pub question: String,
    /// Number of times that the bot declined to answer.
    pub asked: u32,
    /// Number of times that a reader marked the bot's answer as wrong.
    pub marked: u32,
    /// Time when it was last declined or marked.
    pub last_asked: Timestamp,
    /// ID of the passage that was last marked as wrong.
    pub refused: Option<i64>,
}

/// Kind of evidence for a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// The bot declined to answer.
    Declined,
    /// A reader marked the answer, the passage with this ID, as wrong.
    Marked(i64),
}

impl State {
    /// Counts a gap. A question without words is ignored.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn record_gap(
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
                params![key, question, asked, marked, now.as_second(), refused],
            )?;
            delete_expired(transaction, now)?;
            transaction.execute(
                "DELETE FROM gap WHERE key IN (
                     SELECT key FROM gap WHERE key != ?1
                     ORDER BY asked + marked, last_asked
                     LIMIT max(0, (SELECT count(*) FROM gap) - ?2)
                 )",
                params![key, MAX_GAPS],
            )?;
            Ok(())
        })
    }

    /// Returns all gaps, most asked first.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn gaps(&self, now: Timestamp) -> Result<Vec<Gap>, StateError> {
        self.write(|transaction| {
            delete_expired(transaction, now)?;
            let mut statement = transaction.prepare(
                "SELECT question, asked, marked, last_asked, refused FROM gap
                 ORDER BY asked + marked DESC, last_asked DESC, key",
            )?;
            let gaps = statement.query_map((), |row| {
                Ok(Gap {
                    question: row.get(0)?,
                    asked: row.get(1)?,
                    marked: row.get(2)?,
                    last_asked: timestamp(row.get(3)?),
                    refused: row.get(4)?,
                })
            })?;
            gaps.collect()
        })
    }

    /// Deletes a gap, because it is answered now.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn close_gap(&self, question: &str) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM gap WHERE key = ?1", [key(question)])?;
            Ok(())
        })
    }
}

/// Deletes expired gaps.
fn delete_expired(transaction: &Transaction<'_>, now: Timestamp) -> rusqlite::Result<()> {
    transaction.execute(
        "DELETE FROM gap WHERE last_asked < ?1",
        [days_before(now, KEPT_DAYS)],
    )?;
    Ok(())
}

/// Returns the question's words in lower case and without punctuation, by which equal questions are
/// recognised.
fn key(question: &str) -> String {
    let words = wording::words(question).into_iter();
    words.map(|word| word.form).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::for_tests::{at, state};

    #[test]
    fn differently_written_questions_are_one_gap() {
        let (_folder, state) = state();
        state
            .record_gap("Who signed?", GapKind::Declined, at(1))
            .unwrap();
        state
            .record_gap("who SIGNED", GapKind::Declined, at(2))
            .unwrap();
        state
            .record_gap("Who signed?", GapKind::Marked(7), at(3))
            .unwrap();
        state.record_gap("?!", GapKind::Declined, at(3)).unwrap();
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
    fn a_gap_is_deleted_ninety_days_after_it_was_last_asked() {
        let (_folder, state) = state();
        state
            .record_gap("Who signed?", GapKind::Declined, at(1))
            .unwrap();
        assert_eq!(state.gaps(at(91)).unwrap().len(), 1);
        assert_eq!(state.gaps(at(92)).unwrap(), []);
    }

    #[test]
    fn beyond_the_maximum_the_least_asked_gaps_are_deleted() {
        let (_folder, state) = state();
        for n in 0..MAX_GAPS {
            let question = format!("Question {n}?");
            state
                .record_gap(&question, GapKind::Declined, at(1))
                .unwrap();
            if n != 7 {
                state
                    .record_gap(&question, GapKind::Declined, at(2))
                    .unwrap();
            }
        }
        // The new gap stays, although it was asked least.
        state
            .record_gap("Another?", GapKind::Declined, at(2))
            .unwrap();
        let gaps = state.gaps(at(2)).unwrap();
        let has = |question: &str| gaps.iter().any(|gap| gap.question == question);
        assert_eq!(gaps.len(), MAX_GAPS as usize);
        assert!(has("Another?") && has("Question 8?") && !has("Question 7?"));
    }
}
