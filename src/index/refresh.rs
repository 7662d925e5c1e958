//! Bringing an index up to date with the data folder: what changed, and nothing else, is written.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::lock::Claim;
use super::plan::{Plan, hex, is_stale, read_stale};
use super::state::{Edition, Made};
use super::store::Store;
use super::{Apply, Changes, IndexError};
use crate::corpus::{self, Limits, Problem};
use crate::quotations::{Attributor, HIGH_PRECISION};

/// More than one article in so many does not disappear unasked: the folder may be half-copied,
/// or not mounted.
const MOST_LOST: usize = 5;

/// The files in the data folder and the hashes of their contents, in hexadecimal; an empty hash
/// for a file that cannot be read.
pub(super) type Scanned = BTreeMap<String, String>;

/// How articles are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// How much of a file is read at most.
    pub limits: Limits,
    /// The confidence, from 0 to 1, below which a quotation is left without a speaker.
    pub min_confidence: f32,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            min_confidence: HIGH_PRECISION,
        }
    }
}

impl Reading {
    /// How the quotations of the articles in `data` are read, and what is wrong with the table of
    /// other names there.
    pub fn attributor(&self, data: &Path) -> (Attributor, Option<Problem>) {
        let (aliases, problem) = corpus::aliases(data);
        let min_confidence = self.min_confidence;
        let attributor = Attributor {
            aliases,
            min_confidence,
        };
        (attributor, problem)
    }
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Articles written so far.
    pub done: usize,
    /// Articles to be written.
    pub total: usize,
}

/// What a refresh did.
#[derive(Clone, Debug)]
pub struct Report {
    /// The state that the index now holds.
    pub edition: Edition,
    /// Articles that are new.
    pub added: usize,
    /// Articles whose text or metadata changed, or whose speakers had to be found anew.
    pub changed: usize,
    /// Articles that are gone.
    pub removed: usize,
    /// Articles that stayed as they were.
    pub unchanged: usize,
    /// What could not be read or was not understood.
    pub problems: Vec<Problem>,
    /// How long it took.
    pub duration: Duration,
}

/// Who wants a refresh, and what it may do.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// In whose name the lock is taken, and how long they wait for another writer.
    pub claim: Claim,
    /// What is being done, as the commit says; empty for a plain `refresh`.
    pub what: String,
    /// Whether someone agreed that many articles disappear.
    pub confirmed: bool,
    /// Files that someone removed on purpose: their articles may disappear without a question.
    pub expected: Vec<String>,
    /// Only these files are looked at, by their paths below the data folder; `None` for all of
    /// them. What someone does to a file of theirs has been agreed to.
    pub only: Option<Vec<String>>,
}

/// Reads the data folder, compares it with the index by content, and writes the difference in one
/// commit; writes nothing if there is none. A file that can no longer be read keeps its last good
/// version. Where the table of other names changed, every article is written again, since its
/// quotations are filed under these names.
///
/// # Errors
///
/// [`IndexError`] if the data folder cannot be read at all, if the index cannot be written or is
/// being written by another program, or if more than a fifth of the articles would be removed; the
/// index then holds what it held before.
pub fn refresh(
    store: &mut Store,
    data: &Path,
    reading: Reading,
    progress: impl FnMut(Progress),
) -> Result<Report, IndexError> {
    let report = refresh_for(&Order::default(), store, data, reading, progress);
    store.unlock();
    report
}

/// [`refresh()`], as someone ordered it. If anything had to be written, the store is locked until
/// [`Store::unlock`].
///
/// # Errors
///
/// As for [`refresh()`].
pub fn refresh_for(
    order: &Order,
    store: &mut Store,
    data: &Path,
    reading: Reading,
    mut progress: impl FnMut(Progress),
) -> Result<Report, IndexError> {
    let started = Instant::now();
    let limits = reading.limits;
    if order.only.is_some() {
        // What stays as it is must be what was committed last.
        store.lock(&order.claim)?;
    }
    let (scanned, mut problems) = scan(order, store, data, limits)?;
    let (attributor, broken_aliases) = reading.attributor(data);
    // Names that cannot be read, or were not asked about, change nothing yet.
    let keeps_names = broken_aliases.is_some() || order.only.is_some();
    problems.extend(broken_aliases);
    let keeps_speakers = |store: &Store| keeps_names || store.speakers() == attributor.name();
    if is_current(store, &scanned) && keeps_speakers(store) {
        return Ok(Report {
            edition: store.edition(),
            added: 0,
            changed: 0,
            removed: 0,
            unchanged: store.articles()?,
            problems,
            duration: started.elapsed(),
        });
    }

    store.lock(&order.claim)?;
    let mut catalog = store.catalog()?;
    let keeps_speakers = keeps_speakers(store);
    let nothing = BTreeMap::new();
    let known = match keeps_speakers {
        true => store.files(),
        false => &nothing,
    };
    if !keeps_speakers {
        catalog
            .iter_mut()
            .for_each(|entry| entry.fingerprint = None);
    }
    let read = read_stale(data, limits, &scanned, known, &catalog);
    let plan = Plan::new(
        data,
        &scanned,
        store.files(),
        &catalog,
        read,
        &order.expected,
    );
    if order.only.is_none() && !order.confirmed && plan.lost * MOST_LOST > catalog.len() {
        return Err(IndexError::WouldRemove {
            removed: plan.lost,
            of: catalog.len(),
        });
    }
    problems.extend(plan.problems);
    let is_same = *store.files() == plan.files && store.has_edition();
    let edition = if is_same && keeps_speakers {
        store.edition()
    } else {
        let total = plan.write.len();
        let name = attributor.name();
        let is_mixed = keeps_names && store.speakers() != name && !catalog.is_empty();
        store.apply(Changes {
            removed: plan.remove,
            added: &mut plan.write.into_iter().enumerate().map(|(done, article)| {
                progress(Progress { done, total });
                article
            }),
            attributor: &attributor,
            speakers: if is_mixed { String::new() } else { name },
            files: plan.files,
            made: Made {
                at: Timestamp::now(),
                by: order.claim.actor.clone(),
                what: match order.what.as_str() {
                    "" => format!(
                        "refresh: {} added, {} changed, {} removed",
                        plan.added, plan.changed, plan.removed
                    ),
                    what => what.to_owned(),
                },
            },
        })?
    };
    Ok(Report {
        edition,
        added: plan.added,
        changed: plan.changed,
        removed: plan.removed,
        unchanged: catalog.len() - plan.changed - plan.removed,
        problems,
        duration: started.elapsed(),
    })
}

/// The files as they are now, or as they are known where the order does not look at them.
fn scan(
    order: &Order,
    store: &Store,
    data: &Path,
    limits: Limits,
) -> Result<(Scanned, Vec<Problem>), IndexError> {
    let (files, known, problems) = match &order.only {
        Some(paths) if store.has_edition() => {
            let others = store
                .files()
                .iter()
                .filter(|(path, _)| !paths.contains(path));
            let known = others.map(|(path, file)| (path.clone(), file.hash.clone()));
            (
                corpus::scan_only(data, paths, limits),
                known.collect(),
                Vec::new(),
            )
        }
        _ => {
            let (files, problems) = corpus::scan(data, limits)?;
            (files, Scanned::new(), problems)
        }
    };
    let mut scanned = known;
    scanned.extend(files.into_iter().map(|file| (file.path, hex(file.hash))));
    Ok((scanned, problems))
}

/// Whether the index holds just these files, all of them without problems.
fn is_current(store: &Store, scanned: &Scanned) -> bool {
    store.has_edition()
        && store.files().len() == scanned.len()
        && scanned
            .iter()
            .all(|(path, hash)| !is_stale(store.files().get(path), hash))
}
