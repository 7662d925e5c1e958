//! Who reads and answers: somebody who knows people and places by the names of the edition that is
//! asked.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;

use crate::answer::Asker;
use crate::corpus;
use crate::index::{Edition, Search};
use crate::quotations::Attributor;

/// Reads and answers by one table of names.
pub(super) struct Reader {
    /// Answers from the articles.
    pub asker: Asker,
    /// Finds the quotations of messages.
    pub attributor: Attributor,
}

/// The reader of the current edition.
pub(super) struct Readers {
    /// The folder of articles, where the table of names is; empty if it never changes.
    data: OnceLock<PathBuf>,
    current: Mutex<(Option<Edition>, Arc<Reader>)>,
}

impl Readers {
    /// The same reader for every edition.
    pub(super) fn new(asker: Asker, attributor: Attributor) -> Self {
        let reader = Reader { asker, attributor };
        Self {
            data: OnceLock::new(),
            current: Mutex::new((None, Arc::new(reader))),
        }
    }

    /// From the next edition on, with the names that stand in this folder of articles then.
    pub(super) fn follow(&self, data: &Path) {
        let _ = self.data.set(data.to_owned());
    }

    /// Who answers from a snapshot.
    pub(super) fn of(&self, snapshot: &dyn Search) -> Arc<Reader> {
        let edition = snapshot.edition();
        let mut current = self.current.lock();
        if let Some(data) = self.data.get()
            && current.0.as_ref() != Some(edition)
        {
            let last = Arc::clone(&current.1);
            let reader = match corpus::aliases(data) {
                (aliases, None) => Arc::new(Reader {
                    asker: last.asker.with_aliases(aliases.clone()),
                    attributor: Attributor {
                        aliases,
                        ..last.attributor.clone()
                    },
                }),
                // Names that cannot be read change nothing; whoever refreshed was told.
                (_, Some(_)) => last,
            };
            *current = (Some(edition.clone()), reader);
        }
        Arc::clone(&current.1)
    }
}
