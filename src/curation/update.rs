//! Bringing an index up to date, and completing what a program that was killed left undone.

use super::{History, Place, files, remove};
use crate::index::{IndexError, Order, Progress, Report, Store, refresh_for};

/// Brings `store` up to date with its articles as `order` says, knows which articles a moderator
/// removed, and writes the change into the history. The index is not locked afterwards.
///
/// # Errors
///
/// As for [`crate::index::refresh()`].
pub fn update(
    mut order: Order,
    store: &mut Store,
    place: &Place,
    progress: impl FnMut(Progress),
) -> Result<Report, IndexError> {
    let removed = remove::notes(&place.data);
    // A verb that knows its file leaves the tidying to the next look at all of them.
    let is_untidy = order.only.is_none()
        && (removed.iter().any(|note| note.is_unfinished(&place.data))
            || files::leftovers(&place.data).next().is_some());
    // Whoever holds the lock instead is the one who tidies up.
    if is_untidy && store.lock(&order.claim).is_ok() {
        tidy(place);
    }
    order
        .expected
        .extend(removed.into_iter().map(|note| note.removed.path));
    let report = refresh_for(&order, store, &place.data, place.reading, progress);
    let history = History::of(&place.index);
    if report.is_ok()
        && history.is_behind(store)
        && store.lock(&order.claim).is_ok()
        && let Err(error) = history.note(store)
    {
        // The index is right all the same, and the next change makes up for it.
        let path = history.path().display();
        tracing::warn!("cannot write the history {path}: {error}: check its permissions");
    }
    store.unlock();
    report
}

/// Deletes half-written files and completes half-done moves. Whoever calls holds the lock.
fn tidy(place: &Place) {
    for leftover in files::leftovers(&place.data) {
        let _ = files::remove(leftover.path());
    }
    for note in remove::notes(&place.data) {
        if note.is_unfinished(&place.data) {
            let _ = note.forget();
        }
    }
}
