//! Bringing an index up to date with the data folder: what changed, and nothing else, is written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::store::{Edition, Entry, FileState, Store};
use super::{Apply, Changes, IndexError};
use crate::corpus::{self, Article, FileContents, Limits, Problem};

/// How far a refresh is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Articles written so far.
    pub done: usize,
    /// Articles to be written.
    pub total: usize,
}

/// What a refresh did.
#[derive(Debug)]
pub struct Report {
    /// The state that the index now holds.
    pub edition: Edition,
    /// Articles that are new.
    pub added: usize,
    /// Articles whose text or metadata changed.
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

/// Reads the data folder, compares it with the index by content, and writes the difference in one
/// commit; writes nothing if there is none. A file that can no longer be read keeps its last good
/// version. Waits for another process that writes to the same index.
///
/// # Errors
///
/// [`IndexError`] if the data folder cannot be read at all or the index cannot be written; the
/// index then holds what it held before.
pub fn refresh(
    store: &mut Store,
    data: &Path,
    limits: &Limits,
    mut progress: impl FnMut(Progress),
) -> Result<Report, IndexError> {
    let started = Instant::now();
    let (scanned, mut problems) = corpus::scan(data, limits)?;
    let scanned: BTreeMap<String, String> = scanned
        .into_iter()
        .map(|file| (file.path, file.hash))
        .collect();
    if is_current(store, &scanned) {
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

    store.lock()?;
    let catalog = store.catalog()?;
    let read = read_stale(data, limits, &scanned, store.files(), &catalog);
    let plan = Plan::new(data, &scanned, store.files(), &catalog, &read);
    problems.extend(plan.problems);
    let edition = if *store.files() == plan.files {
        store.edition()
    } else {
        let total = plan.write.len();
        store.apply(Changes {
            removed: plan.remove,
            added: &mut plan.write.into_iter().enumerate().map(|(done, article)| {
                progress(Progress { done, total });
                article
            }),
            files: plan.files,
        })?
    };
    store.unlock();
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

/// Whether the index holds just these files, all of them without problems.
fn is_current(store: &Store, scanned: &BTreeMap<String, String>) -> bool {
    store.has_edition()
        && store.files().len() == scanned.len()
        && scanned
            .iter()
            .all(|(path, hash)| !is_stale(store.files().get(path), hash))
}

fn is_stale(known: Option<&FileState>, hash: &str) -> bool {
    known.is_none_or(|known| known.hash != hash || known.problems)
}

/// Reads the files that changed, and those unchanged ones that lose an article to them: of two
/// articles with one id the first in the order of paths stays, whichever was indexed first.
fn read_stale(
    data: &Path,
    limits: &Limits,
    scanned: &BTreeMap<String, String>,
    known: &BTreeMap<String, FileState>,
    catalog: &[Entry],
) -> BTreeMap<String, FileContents> {
    let owners: HashMap<&str, &str> = catalog
        .iter()
        .map(|entry| (entry.id.as_str(), entry.source.as_str()))
        .collect();
    let mut read = BTreeMap::new();
    let mut next: Vec<&str> = scanned
        .iter()
        .filter(|(path, hash)| is_stale(known.get(*path), hash))
        .map(|(path, _)| path.as_str())
        .collect();
    while !next.is_empty() {
        let contents: Vec<(String, FileContents)> = next
            .par_iter()
            .map(|path| ((*path).to_owned(), corpus::read(data, path, limits)))
            .collect();
        let rivals: HashSet<&str> = contents
            .iter()
            .flat_map(|(path, contents)| contents.articles.iter().map(move |a| (path, a)))
            .filter_map(|(path, article)| {
                let owner = *owners.get(article.id())?;
                (owner > path.as_str() && scanned.contains_key(owner)).then_some(owner)
            })
            .collect();
        read.extend(contents);
        next = rivals
            .into_iter()
            .filter(|rival| !read.contains_key(*rival))
            .collect();
    }
    read
}

/// What has to be done to an index, worked out before anything is written.
struct Plan<'a> {
    remove: Vec<String>,
    write: Vec<&'a Article>,
    files: BTreeMap<String, FileState>,
    problems: Vec<Problem>,
    added: usize,
    changed: usize,
    removed: usize,
}

impl<'a> Plan<'a> {
    fn new(
        data: &Path,
        scanned: &BTreeMap<String, String>,
        known: &BTreeMap<String, FileState>,
        catalog: &[Entry],
        read: &'a BTreeMap<String, FileContents>,
    ) -> Self {
        let mut problems = Vec::new();
        let mut files: BTreeMap<String, FileState> = scanned
            .iter()
            .filter_map(|(path, _)| {
                let known = known.get(path);
                let state = match read.get(path) {
                    None => known.cloned()?,
                    Some(contents) => FileState {
                        hash: contents.hash.clone(),
                        indexed: match contents.articles.is_empty() {
                            true => known.and_then(|known| known.indexed.clone()),
                            false => Some(contents.hash.clone()),
                        },
                        problems: !contents.problems.is_empty(),
                    },
                };
                Some((path.clone(), state))
            })
            .collect();

        let keeps_what_it_has = |source: &str| {
            scanned.contains_key(source)
                && read.get(source).is_none_or(|contents| contents.articles.is_empty())
        };
        let mut owners: HashMap<&str, &str> = catalog
            .iter()
            .filter(|entry| keeps_what_it_has(&entry.source))
            .map(|entry| (entry.id.as_str(), entry.source.as_str()))
            .collect();
        let indexed: HashMap<&str, u64> = catalog
            .iter()
            .map(|entry| (entry.id.as_str(), entry.fingerprint))
            .collect();
        let mut write = Vec::new();
        for (path, contents) in read {
            problems.extend(contents.problems.iter().cloned());
            for article in &contents.articles {
                if let Some(first) = owners.get(article.id()) {
                    problems.push(corpus::duplicate_id(data, path, article.id(), first));
                    if let Some(state) = files.get_mut(path) {
                        state.problems = true;
                    }
                    continue;
                }
                owners.insert(article.id(), path);
                if indexed.get(article.id()) != Some(&article.fingerprint()) {
                    write.push(article);
                }
            }
        }
        let gone: Vec<String> = catalog
            .iter()
            .filter(|entry| !owners.contains_key(entry.id.as_str()))
            .map(|entry| entry.id.clone())
            .collect();
        let replaced: Vec<String> = write
            .iter()
            .filter(|article| indexed.contains_key(article.id()))
            .map(|article| article.id().to_owned())
            .collect();
        Self {
            added: write.len() - replaced.len(),
            changed: replaced.len(),
            removed: gone.len(),
            remove: [gone, replaced].concat(),
            write,
            files,
            problems,
        }
    }
}
