//! Incremental refresh: brings an index up to date with the data folder and writes only what
//! changed.
//!
//! If articles in several files share an ID, the first file in the order of paths keeps it,
//! whichever was indexed first. Files are parsed before the writer's lock is taken, and again if
//! another program commits meanwhile.

mod cancellation;
mod corrections;
mod plan;
mod request;
mod scan;

use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;

use super::write::ChangeSet;
use super::{CommitInfo, IndexError, Store};
use corrections::{corrections_after, stale_articles};
use plan::{Plan, read_stale};
use scan::{is_current, scan};

pub use cancellation::Cancellation;
pub use request::{LoadedAttributor, ReadOptions, RefreshProgress, RefreshReport, RefreshRequest};

/// Reciprocal of the share of articles that may disappear without confirmation: one in five. If
/// more are gone, the folder may be half-copied or not mounted.
const MAX_LOST_SHARE: usize = 5;

/// Reads the data folder, compares it with the index by content, and writes the difference in one
/// commit. If nothing changed, nothing is written.
///
/// A file that can no longer be read keeps its last good version in the index. If the table of
/// aliases changed, every article is indexed again, because its quotations are indexed under these
/// names. If the table of corrected speakers changed, the articles it names are indexed again.
///
/// # Errors
///
/// [`IndexError`] if the data folder cannot be read at all, if the index cannot be written or
/// another program is writing it, or if more than a fifth of the articles would be removed. The
/// index then holds what it held before.
pub fn refresh(
    store: &mut Store,
    data: &Path,
    reading: ReadOptions,
    progress: impl FnMut(RefreshProgress),
) -> Result<RefreshReport, IndexError> {
    let request = RefreshRequest::default();
    let report = refresh_for(&request, store, data, reading, progress, |_| ());
    store.unlock();
    report
}

/// Refreshes an index like [`refresh()`], as `request` specifies.
///
/// Files are parsed without the writer's lock. Before anything is written, `before_commit` receives
/// the locked store, still in the state before the commit. If anything was written, the store stays
/// locked until [`Store::unlock`].
///
/// # Errors
///
/// As for [`refresh()`], and [`IndexError::Cancelled`].
pub fn refresh_for(
    request: &RefreshRequest,
    store: &mut Store,
    data: &Path,
    reading: ReadOptions,
    mut progress: impl FnMut(RefreshProgress),
    before_commit: impl FnOnce(&Store),
) -> Result<RefreshReport, IndexError> {
    let started = Instant::now();
    let limits = reading.limits;
    let loaded = reading.attributor(data);
    let attributor = &loaded.attributor;
    // The indexed names stay as they are if the table of aliases cannot be read or the request is
    // limited to some files.
    let keeps_names = loaded.broken_aliases.is_some() || request.only.is_some();
    let encoder = reading.encoder.as_ref();
    let keeps_vectors = |store: &Store| request.only.is_some() || store.has_vectors_of(encoder);
    let keeps_articles = |store: &Store| {
        let keeps_speakers = keeps_names || store.attributor_name() == attributor.name();
        keeps_speakers && keeps_vectors(store)
    };
    // Files are parsed before the lock is taken, and once more if another program commits
    // meanwhile.
    let (scanned, catalog, read, mut problems) = loop {
        let (scanned, problems) = scan(request, store, data, limits)?;
        let corrected = stale_articles(&loaded, store, request.only.as_deref())?;
        if is_current(store, &scanned) && keeps_articles(store) && corrected.is_empty() {
            return Ok(RefreshReport {
                edition: store.edition(),
                added: 0,
                changed: 0,
                removed: 0,
                unchanged: store.article_count()?,
                problems: problems.into_iter().chain(loaded.problems()).collect(),
                duration: started.elapsed(),
            });
        }
        // A newly created index is already locked, and so is one that a command is changing.
        store.unlock();
        let mut catalog = store.catalog()?;
        let keeps_articles = keeps_articles(store);
        let mut known = store.files().clone();
        for entry in &mut catalog {
            if !keeps_articles || corrected.contains(&entry.id) {
                entry.fingerprint = None;
                known.remove(&entry.source);
            }
        }
        if !keeps_articles {
            known.clear();
        }
        let read = read_stale(
            data,
            limits,
            &scanned,
            &known,
            &catalog,
            &request.cancellation,
        );
        if request.cancellation.is_cancelled() {
            return Err(IndexError::Cancelled);
        }
        let seen = (store.edition(), store.commit_info().cloned());
        store.lock(&request.lock)?;
        if seen == (store.edition(), store.commit_info().cloned()) {
            break (scanned, catalog, read, problems);
        }
        store.unlock();
    };
    problems.extend(loaded.problems());
    before_commit(store);
    let keeps_articles = keeps_articles(store);
    let plan = Plan::new(
        data,
        &scanned,
        store.files(),
        &catalog,
        read,
        &request.expected,
    );
    if request.only.is_none() && !request.confirmed && plan.lost * MAX_LOST_SHARE > catalog.len() {
        return Err(IndexError::WouldRemove {
            removed: plan.lost,
            of: catalog.len(),
        });
    }
    problems.extend(plan.problems);
    let is_same = *store.files() == plan.files && store.commit_info().is_some();
    let corrections = corrections_after(attributor, store.corrections(), &plan.remove, &plan.write);
    let edition = if is_same && keeps_articles && corrections == *store.corrections() {
        store.edition()
    } else {
        let total = plan.write.len();
        let mut progress = |done| progress(RefreshProgress { done, total });
        let is_first = store.commit_info().is_none();
        let can_encode = is_first || request.only.is_none() || store.has_vectors_of(encoder);
        // A refresh limited to some files does not encode all other passages anew.
        let vectors = match encoder.filter(|_| can_encode) {
            Some(encoder) => {
                let cancellation = &request.cancellation;
                Some(store.encode(encoder, &plan.write, cancellation, &mut progress)?)
            }
            None if request.only.is_some() => store.partial_vectors(),
            None => None,
        };
        let name = attributor.name();
        let is_mixed = keeps_names && store.attributor_name() != name && !catalog.is_empty();
        store.apply(ChangeSet {
            removed: plan.remove,
            added: &mut plan.write.into_iter().enumerate().map(|(done, article)| {
                // With an encoder, encoding takes nearly all of the time and has reported the
                // progress.
                if encoder.is_none() {
                    progress(done);
                }
                article
            }),
            cancellation: &request.cancellation,
            attributor,
            corrections,
            attributor_name: if is_mixed { String::new() } else { name },
            vectors,
            files: plan.files,
            info: CommitInfo {
                at: Timestamp::now(),
                by: request.lock.actor.clone(),
                what: if request.what.is_empty() {
                    format!(
                        "refresh: {} added, {} changed, {} removed",
                        plan.added, plan.changed, plan.removed
                    )
                } else {
                    request.what.clone()
                },
            },
        })?
    };
    Ok(RefreshReport {
        edition,
        added: plan.added,
        changed: plan.changed,
        removed: plan.removed,
        unchanged: catalog.len() - plan.changed - plan.removed,
        problems,
        duration: started.elapsed(),
    })
}
