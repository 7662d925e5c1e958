//! Bringing an index up to date with the data folder: what changed, and nothing else, is written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::catalog::Entry;
use super::store::{Edition, FileState, Store};
use super::{Apply, Changes, IndexError};
use crate::corpus::{self, Article, ContentHash, FileContents, Limits, Problem};

/// The files in the data folder and the hashes of their contents, in hexadecimal; an empty hash
/// for a file that cannot be read.
type Scanned = BTreeMap<String, String>;

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
    limits: Limits,
    mut progress: impl FnMut(Progress),
) -> Result<Report, IndexError> {
    let started = Instant::now();
    let (scanned, mut problems) = corpus::scan(data, limits)?;
    let scanned: Scanned = scanned
        .into_iter()
        .map(|file| (file.path, hex(file.hash)))
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
    let plan = Plan::new(data, &scanned, store.files(), &catalog, read);
    problems.extend(plan.problems);
    let edition = if *store.files() == plan.files {
        store.edition()
    } else {
        let total = plan.write.len();
        store.apply(Changes {
            removed: plan.remove,
            added: &mut plan.write.iter().enumerate().map(|(done, article)| {
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
fn is_current(store: &Store, scanned: &Scanned) -> bool {
    store.has_edition()
        && store.files().len() == scanned.len()
        && scanned
            .iter()
            .all(|(path, hash)| !is_stale(store.files().get(path), hash))
}

fn is_stale(known: Option<&FileState>, hash: &str) -> bool {
    known.is_none_or(|known| known.hash != hash || known.problems)
}

/// Reads the files that changed, and those unchanged ones that an article's id is shared with:
/// which of them keeps the id depends on both.
fn read_stale(
    data: &Path,
    limits: Limits,
    scanned: &Scanned,
    known: &BTreeMap<String, FileState>,
    catalog: &[Entry],
) -> BTreeMap<String, FileContents> {
    let owners: HashMap<&str, &str> = catalog
        .iter()
        .map(|entry| (entry.id.as_str(), entry.source.as_str()))
        .collect();
    let mut read: BTreeMap<String, FileContents> = BTreeMap::new();
    let mut next: HashSet<&str> = scanned
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
            .flat_map(|(_, contents)| &contents.articles)
            .filter_map(|article| owners.get(article.id()).copied())
            .filter(|owner| scanned.contains_key(*owner))
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
struct Plan {
    remove: Vec<String>,
    write: Vec<Article>,
    files: BTreeMap<String, FileState>,
    problems: Vec<Problem>,
    added: usize,
    changed: usize,
    removed: usize,
}

impl Plan {
    fn new(
        data: &Path,
        scanned: &Scanned,
        known: &BTreeMap<String, FileState>,
        catalog: &[Entry],
        read: BTreeMap<String, FileContents>,
    ) -> Self {
        let mut problems = Vec::new();
        let mut articles = Vec::new();
        // A file of which nothing could be read keeps what is indexed of it.
        let mut kept: HashSet<&str> = scanned.keys().map(String::as_str).collect();
        let mut files: BTreeMap<String, FileState> = scanned
            .keys()
            .filter_map(|path| Some((path.clone(), known.get(path)?.clone())))
            .collect();
        for (path, contents) in read {
            let mut state = FileState {
                hash: hex(contents.hash),
                indexed: files.remove(&path).and_then(|known| known.indexed),
                problems: !contents.problems.is_empty(),
            };
            if !contents.articles.is_empty() {
                kept.remove(path.as_str());
                state.indexed = Some(state.hash.clone());
            }
            files.insert(path, state);
            articles.extend(contents.articles);
            problems.extend(contents.problems);
        }
        let mut articles_of: HashMap<String, isize> = HashMap::new();
        let mut count = |articles: &[Article], step: isize| {
            for article in articles {
                *articles_of.entry(article.source().to_owned()).or_default() += step;
            }
        };
        count(&articles, 1);
        problems.extend(corpus::drop_repeated_ids(data, &mut articles));
        count(&articles, -1);
        for (path, dropped) in articles_of {
            if dropped > 0
                && let Some(state) = files.get_mut(&path)
            {
                state.problems = true;
            }
        }

        let indexed: HashMap<&str, u64> = catalog
            .iter()
            .map(|entry| (entry.id.as_str(), entry.fingerprint))
            .collect();
        let wanted: HashSet<&str> = articles.iter().map(Article::id).collect();
        let gone: Vec<String> = catalog
            .iter()
            .filter(|entry| !kept.contains(entry.source.as_str()))
            .filter(|entry| !wanted.contains(entry.id.as_str()))
            .map(|entry| entry.id.clone())
            .collect();
        drop(wanted);
        articles.retain(|article| indexed.get(article.id()) != Some(&article.fingerprint()));
        let replaced: Vec<String> = articles
            .iter()
            .filter(|article| indexed.contains_key(article.id()))
            .map(|article| article.id().to_owned())
            .collect();
        Self {
            added: articles.len() - replaced.len(),
            changed: replaced.len(),
            removed: gone.len(),
            remove: [gone, replaced].concat(),
            write: articles,
            files,
            problems,
        }
    }
}

fn hex(hash: Option<ContentHash>) -> String {
    hash.map(|hash| hash.to_hex().to_string())
        .unwrap_or_default()
}
