//! Updating an index, and completing verbs that were interrupted when the program was killed.

use std::time::Instant;

use super::metrics::record_refresh;
use super::removals::removals;
use super::{History, Workspace};
use crate::corpus::files;
use crate::index::{
    IndexError, RefreshProgress, RefreshReport, RefreshRequest, Store, refresh_for,
};
use crate::text::reasons::os_reason;

/// Updates `store` from the articles of `workspace` as requested, and adds the change to the
/// history. Articles that a moderator removed need no confirmation. The writer's lock is freed at
/// the end.
///
/// # Errors
///
/// As for [`crate::index::refresh()`].
pub fn update(
    mut request: RefreshRequest,
    store: &mut Store,
    workspace: &Workspace,
    progress: impl FnMut(RefreshProgress),
) -> Result<RefreshReport, IndexError> {
    let (started, of_all) = (Instant::now(), request.only.is_none());
    let removed = removals(&workspace.data);
    // The update of a single file leaves cleaning up to the next full refresh.
    let needs_cleaning = request.only.is_none()
        && (removed
            .iter()
            .any(|removal| removal.is_unfinished(&workspace.data))
            || files::leftovers(&workspace.data).next().is_some());
    // If another program holds the lock, it cleans up.
    if needs_cleaning && store.lock(&request.lock).is_ok() {
        clean_up(workspace);
    }
    request
        .expected
        .extend(removed.into_iter().map(|removal| removal.removed.path));
    let history = History::for_index(&workspace.index);
    let report = refresh_for(
        &request,
        store,
        &workspace.data,
        workspace.reading.clone(),
        progress,
        // The line of the last commit is missing if the program was killed right after it.
        |store| record(&history, store),
    );
    if report.is_ok() && history.is_behind(store) && store.lock(&request.lock).is_ok() {
        record(&history, store);
    }
    store.unlock();
    record_refresh(&report, of_all, started.elapsed());
    report
}

/// Adds the line of the last commit to the history. A failure is only logged: the index itself is
/// complete.
fn record(history: &History, store: &Store) {
    if let Err(error) = history.record(store) {
        let path = history.path().display();
        let reason = os_reason(&error);
        tracing::warn!("cannot write the history {path}: {reason}: check its permissions");
    }
}

/// Deletes partly written files and completes interrupted moves. The caller holds the writer's
/// lock.
fn clean_up(workspace: &Workspace) {
    for leftover in files::leftovers(&workspace.data) {
        let _ = files::remove(leftover.path());
    }
    for removal in removals(&workspace.data) {
        if removal.is_unfinished(&workspace.data) {
            let _ = removal.delete();
        }
    }
}
