//! Who carries out the verbs: one at a time.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{Change, CurationError, History, update};
use crate::index::{Claim, IndexError, Language, Live, Order, Progress, Reading, Report, Store};

/// Where the articles and their index are.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder of articles.
    pub data: PathBuf,
    /// How the articles are read.
    pub reading: Reading,
    /// The folder of the index.
    pub index: PathBuf,
    /// The language of the articles.
    pub language: Language,
}

/// A verb that is being carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Who asked for it.
    pub actor: String,
    /// What is being done, such as `refreshing the index`.
    pub what: &'static str,
    /// Since when.
    pub since: Timestamp,
    /// Articles written so far.
    pub done: usize,
    /// Articles to be written, as far as that is known yet.
    pub total: usize,
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.strftime("%H:%M:%S UTC");
        write!(f, "{} has been {} since {since}", self.actor, self.what)?;
        match self.total {
            0 => Ok(()),
            total => write!(f, " ({} of {total} done)", self.done),
        }
    }
}

/// Keeps the articles and their index. Shared between threads; what one of them is doing, the
/// others are told.
pub struct Curator {
    place: Place,
    live: Arc<Live>,
    patience: Duration,
    started: Instant,
    work: Mutex<Option<Work>>,
    /// Open from the first verb on: only the first has to read all of the index.
    store: Mutex<Option<Store>>,
}

impl Curator {
    /// Keeps the articles and the index at `place`, which `live` shows to readers. Nothing is
    /// touched yet.
    pub fn new(place: Place, live: Arc<Live>) -> Self {
        Self {
            place,
            live,
            patience: Duration::ZERO,
            started: Instant::now(),
            work: Mutex::default(),
            store: Mutex::default(),
        }
    }

    /// The same, but waiting so long for another program that writes to the index.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Where the articles and their index are.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The index as readers see it.
    pub fn live(&self) -> &Arc<Live> {
        &self.live
    }

    /// For how long this has been here.
    pub fn uptime(&self) -> Duration {
        self.started.elapsed()
    }

    /// What is being done at the moment.
    pub fn work(&self) -> Option<Work> {
        lock(&self.work).clone()
    }

    /// Reads the articles again and brings the index up to date. `confirmed` says that `actor`
    /// agreed to many articles disappearing, after [`IndexError::WouldRemove`] said how many.
    ///
    /// # Errors
    ///
    /// [`CurationError`]; the index then holds what it held before.
    pub fn refresh(
        &self,
        actor: &str,
        confirmed: bool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Report, CurationError> {
        let mut task = self.begin(actor, "refreshing the index")?;
        let order = Order {
            claim: task.claim.clone(),
            confirmed,
            ..Order::default()
        };
        task.renewed()?;
        Ok(task.update(order, progress)?)
    }

    /// The last changes, the newest first, at most `most`.
    ///
    /// # Errors
    ///
    /// [`CurationError::File`] if the history cannot be read.
    pub fn history(&self, most: usize) -> Result<Vec<Change>, CurationError> {
        let history = History::of(&self.place.index);
        history.last(most).map_err(|source| CurationError::File {
            action: "read",
            path: history.path().display().to_string(),
            source,
        })
    }

    /// Begins a verb, unless another is being carried out.
    pub(super) fn begin(&self, actor: &str, what: &'static str) -> Result<Task<'_>, CurationError> {
        let mut work = lock(&self.work);
        if let Some(work) = &*work {
            return Err(CurationError::Busy(work.clone()));
        }
        *work = Some(Work {
            actor: actor.to_owned(),
            what,
            since: Timestamp::now(),
            done: 0,
            total: 0,
        });
        drop(work);
        Ok(Task {
            curator: self,
            claim: Claim {
                actor: actor.to_owned(),
                patience: self.patience,
            },
            store: lock(&self.store),
        })
    }
}

/// A verb that is being carried out; its end is when this is dropped.
pub(super) struct Task<'a> {
    curator: &'a Curator,
    claim: Claim,
    store: MutexGuard<'a, Option<Store>>,
}

impl Task<'_> {
    /// The index, with everything that was committed until now.
    fn renewed(&mut self) -> Result<&mut Store, IndexError> {
        // One that cannot be read any more is opened again, which makes it anew.
        if self
            .store
            .as_mut()
            .is_some_and(|store| store.reload().is_err())
        {
            *self.store = None;
        }
        let store = match self.store.take() {
            Some(store) => store,
            None => {
                let place = &self.curator.place;
                let store = Store::open_for(&self.claim, &place.index, place.language)?;
                if let Some(reason) = store.rebuilt() {
                    let folder = place.index.display();
                    tracing::info!("making the index in {folder} from the articles: {reason}");
                }
                store
            }
        };
        Ok(self.store.insert(store))
    }

    /// The same, kept from being written by others. One that is still empty is filled first, so
    /// that no verb takes it for the whole.
    pub(super) fn locked(&mut self) -> Result<&mut Store, IndexError> {
        let claim = self.claim.clone();
        if self.renewed()?.made().is_none() {
            let order = Order {
                claim: claim.clone(),
                ..Order::default()
            };
            self.update(order, &mut |_| ())?;
        }
        let store = self.renewed()?;
        store.lock(&claim)?;
        Ok(store)
    }

    /// Brings the index up to date with the one file at `path`, which the verb has changed.
    pub(super) fn apply(&mut self, what: &str, path: &str) -> Result<Report, CurationError> {
        let order = Order {
            claim: self.claim.clone(),
            what: what.to_owned(),
            only: Some(vec![path.to_owned()]),
            ..Order::default()
        };
        self.update(order, &mut |_| ())
            .map_err(|source| CurationError::NotIndexed {
                path: self.shown(path),
                source,
            })
    }

    fn update(
        &mut self,
        order: Order,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Report, IndexError> {
        let curator = self.curator;
        let store = match self.store.as_mut() {
            Some(store) => store,
            None => self.renewed()?,
        };
        let report = update(order, store, &curator.place, |step| {
            if let Some(work) = &mut *lock(&curator.work) {
                (work.done, work.total) = (step.done, step.total);
            }
            progress(step);
        });
        if matches!(report, Err(IndexError::Engine { .. })) {
            *self.store = None;
        }
        curator.live.renew();
        report
    }

    /// How a file among the articles is named to people.
    pub(super) fn shown(&self, path: &str) -> String {
        self.curator.place.data.join(path).display().to_string()
    }

    /// What to say when `action` fails on a file among the articles.
    pub(super) fn failed(
        &self,
        action: &'static str,
        path: &str,
    ) -> impl Fn(io::Error) -> CurationError + use<> {
        let path = self.shown(path);
        move |source| CurationError::File {
            action,
            path: path.clone(),
            source,
        }
    }
}

impl Drop for Task<'_> {
    fn drop(&mut self) {
        if let Some(store) = self.store.as_mut() {
            store.unlock();
        }
        *lock(&self.curator.work) = None;
    }
}

/// A thread that panicked ended its verb all the same: the next one reads everything anew.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
