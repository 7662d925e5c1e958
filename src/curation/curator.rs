//! The curator: changes the articles and their index, one verb at a time.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parking_lot::{Mutex, MutexGuard};

use super::{ActiveTask, CurationError, Workspace, update};
use crate::corpus::files::shown;
use crate::index::{
    Cancellation, IndexError, LiveIndex, LockRequest, RefreshProgress, RefreshReport,
    RefreshRequest, Store,
};

/// Changes the articles and their index. It can be shared between threads: while one of them
/// carries out a verb, the others get [`CurationError::Busy`] with that verb.
pub struct Curator {
    workspace: Workspace,
    live: Arc<LiveIndex>,
    lock_timeout: Duration,
    shutdown: Cancellation,
    started: Instant,
    active: Mutex<Option<ActiveTask>>,
    /// Stays open after the first verb, so that the index is verified only once.
    store: Mutex<Option<Store>>,
}

impl Curator {
    /// Makes a curator of the articles and the index in `workspace`; `live` serves that index to
    /// readers. Opens no file.
    pub fn new(workspace: Workspace, live: Arc<LiveIndex>) -> Self {
        Self {
            workspace,
            live,
            lock_timeout: Duration::ZERO,
            shutdown: Cancellation::default(),
            started: Instant::now(),
            active: Mutex::default(),
            store: Mutex::default(),
        }
    }

    /// Sets how long a verb waits for another program to release the writer's lock; the default is
    /// zero.
    #[must_use]
    pub fn with_lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = timeout;
        self
    }

    /// Returns the folders of articles and index.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Returns the index as it is served to readers.
    pub fn live(&self) -> &Arc<LiveIndex> {
        &self.live
    }

    /// Returns the flag that the shutdown of the program sets. Once it is set, a running refresh
    /// stops after the current article, and every new verb fails.
    pub fn shutdown(&self) -> &Cancellation {
        &self.shutdown
    }

    /// Returns the time since the curator was made.
    pub fn uptime(&self) -> Duration {
        self.started.elapsed()
    }

    /// Returns the verb in progress, if any.
    pub fn active_task(&self) -> Option<ActiveTask> {
        self.active.lock().clone()
    }

    /// Begins a verb; dropping the guard ends it.
    ///
    /// # Errors
    ///
    /// [`CurationError::Busy`] if another verb is in progress, [`IndexError::Cancelled`] during
    /// shutdown.
    pub(super) fn begin(
        &self,
        actor: &str,
        what: &'static str,
    ) -> Result<TaskGuard<'_>, CurationError> {
        if self.shutdown.is_cancelled() {
            return Err(IndexError::Cancelled.into());
        }
        let mut work = self.active.lock();
        if let Some(work) = &*work {
            return Err(CurationError::Busy(work.clone()));
        }
        *work = Some(ActiveTask {
            actor: actor.to_owned(),
            what,
            since: Timestamp::now(),
            done: 0,
            total: 0,
        });
        drop(work);
        Ok(TaskGuard {
            curator: self,
            lock: LockRequest {
                actor: actor.to_owned(),
                timeout: self.lock_timeout,
            },
            store: self.store.lock(),
        })
    }
}

/// Guard of the verb in progress; dropping it frees the writer's lock and ends the verb.
pub(super) struct TaskGuard<'a> {
    curator: &'a Curator,
    pub(super) lock: LockRequest,
    store: MutexGuard<'a, Option<Store>>,
}

impl TaskGuard<'_> {
    /// Returns the store, reloaded to the last commit. The first call opens it.
    pub(super) fn reloaded_store(&mut self) -> Result<&mut Store, IndexError> {
        // A store that cannot be reloaded is opened again, which rebuilds a damaged index.
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
                let workspace = &self.curator.workspace;
                let store = Store::open_for(&self.lock, &workspace.index, workspace.language)?;
                if let Some(reason) = store.rebuilt() {
                    let folder = workspace.index.display();
                    tracing::info!("making the index in {folder} from the articles: {reason}");
                }
                store
            }
        };
        Ok(self.store.insert(store))
    }

    /// Returns the store, reloaded to the last commit. A store without any commit is refreshed from
    /// the files first, so that no verb mistakes an empty index for a complete one.
    pub(super) fn filled_store(&mut self) -> Result<&mut Store, IndexError> {
        if self.reloaded_store()?.commit_info().is_none() {
            let request = RefreshRequest {
                lock: self.lock.clone(),
                ..RefreshRequest::default()
            };
            self.update(request, &mut |_| ())?;
        }
        self.reloaded_store()
    }

    /// Returns the store, filled and locked for writing.
    pub(super) fn locked_store(&mut self) -> Result<&mut Store, IndexError> {
        let lock = self.lock.clone();
        let store = self.filled_store()?;
        store.lock(&lock)?;
        Ok(store)
    }

    /// Frees the writer's lock.
    pub(super) fn unlock(&mut self) {
        if let Some(store) = self.store.as_mut() {
            store.unlock();
        }
    }

    /// Updates the index from the one file that the verb changed. `what` describes the change in
    /// the history.
    pub(super) fn apply(&mut self, what: &str, path: &str) -> Result<RefreshReport, CurationError> {
        let request = RefreshRequest {
            lock: self.lock.clone(),
            what: what.to_owned(),
            only: Some(vec![path.to_owned()]),
            ..RefreshRequest::default()
        };
        self.update(request, &mut |_| ())
            .map_err(|source| CurationError::NotIndexed {
                path: self.shown_path(path),
                source,
            })
    }

    /// Carries out a refresh, records its progress in the active task, and serves the result to
    /// readers.
    pub(super) fn update(
        &mut self,
        request: RefreshRequest,
        progress: &mut dyn FnMut(RefreshProgress),
    ) -> Result<RefreshReport, IndexError> {
        let curator = self.curator;
        let store = match self.store.as_mut() {
            Some(store) => store,
            None => self.reloaded_store()?,
        };
        let report = update(request, store, &curator.workspace, |step| {
            if let Some(work) = &mut *curator.active.lock() {
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

    /// Returns the path of an article's file as it is shown to people.
    pub(super) fn shown_path(&self, path: &str) -> String {
        shown(&self.curator.workspace.data.join(path))
    }

    /// Returns a function that turns an I/O error into the error of a failed `action` on the file.
    pub(super) fn file_error(
        &self,
        action: &'static str,
        path: &str,
    ) -> impl Fn(io::Error) -> CurationError + use<> {
        let path = self.shown_path(path);
        move |source| CurationError::File {
            action,
            path: path.clone(),
            source,
        }
    }
}

impl Drop for TaskGuard<'_> {
    fn drop(&mut self) {
        self.unlock();
        *self.curator.active.lock() = None;
    }
}
