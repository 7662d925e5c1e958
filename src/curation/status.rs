//! How the index stands.

use std::time::Duration;

use super::{CurationError, Curator, Work};
use crate::corpus::{self, Problem};
use crate::index::{Edition, Made, Search, Snapshot};

/// How the index stands.
#[derive(Clone, Debug)]
pub struct Status {
    /// What is committed; `None` before the first refresh.
    pub committed: Option<Committed>,
    /// How many files are new, gone, or other than when they were read last; all of them where the
    /// table of other names changed.
    pub changed: usize,
    /// What cannot be read or is not understood in the files as they are now.
    pub problems: Vec<Problem>,
    /// The bytes that the index takes on disk.
    pub size: u64,
    /// What is being done at the moment.
    pub work: Option<Work>,
    /// For how long the program has been keeping the index.
    pub uptime: Duration,
}

/// A committed state.
#[derive(Clone, Debug)]
pub struct Committed {
    /// Its name.
    pub edition: Edition,
    /// Who made it, when, and by doing what.
    pub made: Made,
    /// How many articles it holds.
    pub articles: usize,
    /// How many paragraphs.
    pub paragraphs: u64,
    /// How many quotations.
    pub quotations: u64,
}

impl Curator {
    /// Looks at the index and its articles, and changes nothing. It works while a verb is being
    /// carried out.
    ///
    /// # Errors
    ///
    /// [`CurationError`] if the articles or the index cannot be read at all.
    pub fn status(&self) -> Result<Status, CurationError> {
        let place = self.place();
        let snapshot = self.live().snapshot();
        let (files, mut problems) = corpus::scan(&place.data, place.reading.limits)
            .map_err(crate::index::IndexError::from)?;
        let known = snapshot.as_deref().map(Snapshot::files);
        let known_file = |path: &str| known.and_then(|known| known.get(path));
        let mut changed = 0;
        for file in &files {
            let hash = file
                .hash
                .map(|hash| hash.to_hex().to_string())
                .unwrap_or_default();
            let known = known_file(&file.path);
            let is_changed = known.is_none_or(|known| known.hash != hash);
            changed += usize::from(is_changed);
            if is_changed || known.is_some_and(|known| known.problems) {
                problems
                    .extend(corpus::read(&place.data, &file.path, place.reading.limits).problems);
            }
        }
        let there = files
            .iter()
            .filter(|file| known_file(&file.path).is_some())
            .count();
        changed += known.map_or(0, |known| known.len() - there);
        let (attributor, broken_aliases) = place.reading.attributor(&place.data);
        // Other names mean that the speakers of every article are found anew.
        let other_names = snapshot
            .as_deref()
            .is_some_and(|snapshot| snapshot.speakers_by() != attributor.name());
        if other_names && broken_aliases.is_none() {
            changed = changed.max(files.len());
        }
        problems.extend(broken_aliases);
        let committed = match snapshot.as_deref() {
            None => None,
            Some(snapshot) => Some(Committed {
                edition: snapshot.edition().clone(),
                made: snapshot.made().clone(),
                articles: snapshot.count_articles()?,
                paragraphs: snapshot.paragraphs(),
                quotations: snapshot.count_quotations()?,
            }),
        };
        Ok(Status {
            committed,
            changed,
            problems,
            size: crate::index::size_on_disk(&place.index),
            work: self.work(),
            uptime: self.uptime(),
        })
    }
}
