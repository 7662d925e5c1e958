//! Askers and attributors that know the aliases of the edition they work on.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;

use crate::answer::Asker;
use crate::corpus;
use crate::index::{Edition, Search};
use crate::quotations::Attributor;

/// Asker and attributor with the same table of aliases.
pub(super) struct Reader {
    /// Answers from the articles.
    pub asker: Asker,
    /// Finds the quotations of messages.
    pub attributor: Attributor,
}

/// Cache of the reader of the current edition.
pub(super) struct Readers {
    /// Data folder with the table of aliases; not set if the table never changes.
    data: OnceLock<PathBuf>,
    current: Mutex<(Option<Edition>, Arc<Reader>)>,
}

impl Readers {
    /// Makes a cache that uses the same reader for every edition.
    pub(super) fn new(asker: Asker, attributor: Attributor) -> Self {
        let reader = Reader { asker, attributor };
        Self {
            data: OnceLock::new(),
            current: Mutex::new((None, Arc::new(reader))),
        }
    }

    /// Reads the table of aliases from this data folder at every new edition.
    pub(super) fn follow(&self, data: &Path) {
        let _ = self.data.set(data.to_owned());
    }

    /// Returns the reader for a snapshot.
    pub(super) fn for_snapshot(&self, snapshot: &dyn Search) -> Arc<Reader> {
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
                // If the table cannot be read, the last one stays in use. The refresh has reported
                // the problem.
                (_, Some(_)) => last,
            };
            *current = (Some(edition.clone()), reader);
        }
        Arc::clone(&current.1)
    }
}
