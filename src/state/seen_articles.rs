//! The time when each article was first seen, and the edition for which gaps and wishes were last
//! asked again.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::database::timestamp;
use super::{State, StateError};

impl State {
    /// Returns the edition for which gaps and wishes were last asked again, if any.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn followed_up_edition(&self) -> Result<Option<String>, StateError> {
        self.read(|connection| {
            let query = "SELECT edition FROM followed_up";
            connection.query_row(query, (), |row| row.get(0)).optional()
        })
    }

    /// Records that gaps and wishes were asked again for an edition.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn record_followed_up(&self, edition: &str) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM followed_up", ())?;
            transaction.execute("INSERT INTO followed_up (edition) VALUES (?1)", [edition])?;
            Ok(())
        })
    }

    /// Records the IDs of all current articles: new ones are first seen at `now`, missing ones are
    /// forgotten. Returns the time when each was first seen.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the database fails.
    pub fn record_articles<'a>(
        &self,
        articles: impl IntoIterator<Item = &'a str>,
        now: Timestamp,
    ) -> Result<HashMap<String, Timestamp>, StateError> {
        self.write(|transaction| {
            let mut statement =
                transaction.prepare("SELECT article, first_seen FROM seen_article")?;
            let known = statement.query_map((), |row| Ok((row.get(0)?, timestamp(row.get(1)?))))?;
            let mut known: HashMap<String, Timestamp> = known.collect::<rusqlite::Result<_>>()?;
            let mut seen = HashMap::new();
            let mut insert = transaction
                .prepare("INSERT INTO seen_article (article, first_seen) VALUES (?1, ?2)")?;
            for article in articles {
                let first = match known.remove(article) {
                    Some(first) => first,
                    None => {
                        insert.execute(params![article, now.as_second()])?;
                        now
                    }
                };
                seen.insert(article.to_owned(), first);
            }
            let mut delete = transaction.prepare("DELETE FROM seen_article WHERE article = ?1")?;
            for gone in known.keys() {
                delete.execute([gone])?;
            }
            Ok(seen)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::for_tests::state;

    #[test]
    fn an_article_keeps_the_time_when_it_was_first_seen() {
        let (_folder, state) = state();
        state.record_articles(["a", "b"], timestamp(1)).unwrap();
        let seen = state.record_articles(["b", "c"], timestamp(2)).unwrap();
        let expected = [("b", 1), ("c", 2)].map(|(id, at)| (id.to_owned(), timestamp(at)));
        assert_eq!(seen, HashMap::from(expected));
        // An article that was missing for a while is new again.
        assert_eq!(
            state.record_articles(["a"], timestamp(3)).unwrap()["a"],
            timestamp(3)
        );
    }

    #[test]
    fn the_last_edition_is_remembered() {
        let (_folder, state) = state();
        assert_eq!(state.followed_up_edition().unwrap(), None);
        for edition in ["one", "two"] {
            state.record_followed_up(edition).unwrap();
            assert_eq!(
                state.followed_up_edition().unwrap().as_deref(),
                Some(edition)
            );
        }
    }
}
