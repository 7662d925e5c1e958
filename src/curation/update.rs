//! Bringing an index up to date, and completing what a killed program left undone.

use std::time::Instant;

use super::metrics::refreshed;
use super::removals::removals;
use super::{History, Workspace};
use crate::corpus::files;
use crate::index::{
    IndexError, RefreshProgress, RefreshReport, RefreshRequest, Store, refresh_for,
};

/// Brings `store` up to date with its articles as requested and adds the change to the history.
/// Articles that a moderator removed may disappear without confirmation. The lock is freed at the end.
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
    // A verb that changed a single file leaves the cleaning to the next refresh of all files.
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
    let history = History::of(&workspace.index);
    let report = refresh_for(
        &request,
        store,
        &workspace.data,
        workspace.reading.clone(),
        progress,
        // If the program that made the last commit was killed, its line is still missing.
        |store| record(&history, store),
    );
    if report.is_ok() && history.is_behind(store) && store.lock(&request.lock).is_ok() {
        record(&history, store);
    }
    store.unlock();
    refreshed(&report, of_all, started.elapsed());
    report
}

/// Adds the line of the last commit to the history. Without it the index is up to date all the same.
fn record(history: &History, store: &Store) {
    if let Err(error) = history.record(store) {
        let path = history.path().display();
        tracing::warn!("cannot write the history {path}: {error}: check its permissions");
    }
}

/// Deletes half-written files and completes interrupted moves. The caller holds the lock.
fn clean_up(workspace: &Workspace) {
    for leftover in files::leftovers(&workspace.data) {
        let _ = files::remove(leftover.path());
    }
    for removal in removals(&workspace.data) {
        if removal.is_unfinished(&workspace.data) {
            let _ = removal.forget();
        }
    }
}
