//! When each article was first seen, and for which edition gaps and wishes were asked again.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::database::{moment, seconds};
use super::{State, StateError};

impl State {
    /// The edition for which gaps and wishes were asked again last, if they ever were.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn followed_up(&self) -> Result<Option<String>, StateError> {
        self.read(|connection| {
            let query = "SELECT edition FROM followed_up";
            connection.query_row(query, (), |row| row.get(0)).optional()
        })
    }

    /// Notes that gaps and wishes were asked again for an edition.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn note_followed_up(&self, edition: &str) -> Result<(), StateError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM followed_up", ())?;
            transaction.execute("INSERT INTO followed_up (edition) VALUES (?1)", [edition])?;
            Ok(())
        })
    }

    /// Notes which articles there are now: those that were not there before are first seen at `now`.
    /// Returns when each was first seen.
    ///
    /// # Errors
    ///
    /// [`StateError`].
    pub fn see_articles<'a>(
        &self,
        articles: impl IntoIterator<Item = &'a str>,
        now: Timestamp,
    ) -> Result<HashMap<String, Timestamp>, StateError> {
        self.write(|transaction| {
            let mut statement =
                transaction.prepare("SELECT article, first_seen FROM seen_article")?;
            let known = statement.query_map((), |row| Ok((row.get(0)?, moment(row.get(1)?))))?;
            let mut known: HashMap<String, Timestamp> = known.collect::<rusqlite::Result<_>>()?;
            let mut seen = HashMap::new();
            let mut insert = transaction
                .prepare("INSERT INTO seen_article (article, first_seen) VALUES (?1, ?2)")?;
            for article in articles {
                let first = match known.remove(article) {
                    Some(first) => first,
                    None => {
                        insert.execute(params![article, seconds(now)])?;
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

    #[test]
    fn an_article_keeps_the_moment_at_which_it_was_first_seen() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::open(folder.path()).unwrap();
        state.see_articles(["a", "b"], moment(1)).unwrap();
        let seen = state.see_articles(["b", "c"], moment(2)).unwrap();
        let expected = [("b", 1), ("c", 2)].map(|(id, at)| (id.to_owned(), moment(at)));
        assert_eq!(seen, HashMap::from(expected));
        // One that comes back is new again.
        assert_eq!(
            state.see_articles(["a"], moment(3)).unwrap()["a"],
            moment(3)
        );
    }

    #[test]
    fn the_last_edition_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::open(folder.path()).unwrap();
        assert_eq!(state.followed_up().unwrap(), None);
        for edition in ["one", "two"] {
            state.note_followed_up(edition).unwrap();
            assert_eq!(state.followed_up().unwrap().as_deref(), Some(edition));
        }
    }
}
