//! The curator: carries out one verb at a time.

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

/// Keeps the articles and their index. Shared between threads: while one carries out a verb, the
/// others are told which.
pub struct Curator {
    workspace: Workspace,
    live: Arc<LiveIndex>,
    lock_timeout: Duration,
    shutdown: Cancellation,
    started: Instant,
    active: Mutex<Option<ActiveTask>>,
    /// Open from the first verb on, so that only the first has to verify the index.
    store: Mutex<Option<Store>>,
}

impl Curator {
    /// Keeps the articles and the index at `place`, which `live` shows to readers. Nothing is
    /// touched yet.
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

    /// Sets the timeout for the writer's lock of another program; the default is zero.
    #[must_use]
    pub fn with_lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = timeout;
        self
    }

    /// The folders of articles and index.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The index as it is served to readers.
    pub fn live(&self) -> &Arc<LiveIndex> {
        &self.live
    }

    /// Cancelled by whoever ends the program: a refresh then ends between two articles, and nothing
    /// new is begun.
    pub fn shutdown(&self) -> &Cancellation {
        &self.shutdown
    }

    /// Time since the curator was made.
    pub fn uptime(&self) -> Duration {
        self.started.elapsed()
    }

    /// The verb that is being carried out, if any.
    pub fn active_task(&self) -> Option<ActiveTask> {
        self.active.lock().clone()
    }

    /// Begins a verb.
    ///
    /// # Errors
    ///
    /// [`CurationError::Busy`] if another is being carried out.
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

/// A verb that is being carried out, until this is dropped.
pub(super) struct TaskGuard<'a> {
    curator: &'a Curator,
    pub(super) lock: LockRequest,
    store: MutexGuard<'a, Option<Store>>,
}

impl TaskGuard<'_> {
    /// The index, at its last commit.
    pub(super) fn renewed(&mut self) -> Result<&mut Store, IndexError> {
        // An index that cannot be read any more is opened again, which rebuilds it.
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

    /// The index, at its last commit. An empty one is filled first, so that no verb takes it for
    /// complete.
    pub(super) fn filled(&mut self) -> Result<&mut Store, IndexError> {
        if self.renewed()?.commit_info().is_none() {
            let request = RefreshRequest {
                lock: self.lock.clone(),
                ..RefreshRequest::default()
            };
            self.update(request, &mut |_| ())?;
        }
        self.renewed()
    }

    /// The index, filled and locked for writing.
    pub(super) fn locked(&mut self) -> Result<&mut Store, IndexError> {
        let lock = self.lock.clone();
        let store = self.filled()?;
        store.lock(&lock)?;
        Ok(store)
    }

    /// Frees the writer's lock.
    pub(super) fn unlock(&mut self) {
        if let Some(store) = self.store.as_mut() {
            store.unlock();
        }
    }

    /// Brings the index up to date with the one file that the verb changed.
    pub(super) fn apply(&mut self, what: &str, path: &str) -> Result<RefreshReport, CurationError> {
        let request = RefreshRequest {
            lock: self.lock.clone(),
            what: what.to_owned(),
            only: Some(vec![path.to_owned()]),
            ..RefreshRequest::default()
        };
        self.update(request, &mut |_| ())
            .map_err(|source| CurationError::NotIndexed {
                path: self.shown(path),
                source,
            })
    }

    pub(super) fn update(
        &mut self,
        request: RefreshRequest,
        progress: &mut dyn FnMut(RefreshProgress),
    ) -> Result<RefreshReport, IndexError> {
        let curator = self.curator;
        let store = match self.store.as_mut() {
            Some(store) => store,
            None => self.renewed()?,
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

    /// The path of an article's file, as shown to people.
    pub(super) fn shown(&self, path: &str) -> String {
        shown(&self.curator.workspace.data.join(path))
    }

    /// Makes the error for a failed `action` on an article's file.
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

impl Drop for TaskGuard<'_> {
    fn drop(&mut self) {
        self.unlock();
        *self.curator.active.lock() = None;
    }
}
