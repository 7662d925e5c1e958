//! Bringing an index up to date with the data folder: what changed, and nothing else, is written.
//!
//! If several files have articles of one ID, the first file in the order of paths keeps it, whichever
//! was indexed first. Files are parsed before the writer's lock is taken, and again if another program
//! commits meanwhile.

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
use corrections::{indexed_with, stale_articles};
use plan::{Plan, read_stale};
use scan::{is_current, scan};

pub use cancellation::Cancellation;
pub use request::{LoadedAttributor, ReadOptions, RefreshProgress, RefreshReport, RefreshRequest};

/// More than one article in this many must not disappear without confirmation: the folder may be
/// half-copied or not mounted.
const MAX_LOST_SHARE: usize = 5;

/// Reads the data folder, compares it with the index by content, and writes the difference in one
/// commit; writes nothing if there is none. A file that can no longer be read keeps its last good
/// version. If the table of other names changed, every article is written again, since its quotations
/// are indexed under these names; if the table of corrected speakers did, the articles concerned are.
///
/// # Errors
///
/// [`IndexError`] if the data folder cannot be read at all, if the index cannot be written or is
/// being written by another program, or if more than a fifth of the articles would be removed; the
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

/// [`refresh()`] as requested. Files are parsed without the writer's lock. Before anything is written, `before_commit` is given the locked store
/// with the commit that the next one follows. If anything had to be written, the store stays locked
/// until [`Store::unlock`].
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
    // A table of names that cannot be read, or was not asked about, changes nothing yet.
    let keeps_names = loaded.broken_aliases.is_some() || request.only.is_some();
    let encoder = reading.encoder.as_ref();
    let keeps_vectors = |store: &Store| request.only.is_some() || store.has_vectors_of(encoder);
    let keeps_articles = |store: &Store| {
        let keeps_speakers = keeps_names || store.attributor_name() == attributor.name();
        keeps_speakers && keeps_vectors(store)
    };
    // Files are parsed before the lock is taken, and again if another program commits meanwhile.
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
        // An empty index is locked since it was made, and a verb has locked the one that it changes.
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
    let corrections = indexed_with(attributor, store.corrections(), &plan.remove, &plan.write);
    let edition = if is_same && keeps_articles && corrections == *store.corrections() {
        store.edition()
    } else {
        let total = plan.write.len();
        let mut progress = |done| progress(RefreshProgress { done, total });
        let is_first = store.commit_info().is_none();
        let can_encode = is_first || request.only.is_none() || store.has_vectors_of(encoder);
        // A verb that looks at one file alone does not encode all the others anew.
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
                // Encoding takes nearly all of the time, and was shown.
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
