//! The plan of a refresh: what has to change, worked out before anything is written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use rayon::prelude::*;

use super::cancellation::Cancellation;
use super::scan::{FileHashes, hex_of, is_stale};
use crate::corpus::{self, Article, FileContents, Limits, Problem};
use crate::index::FileState;
use crate::index::store::CatalogEntry;

/// Reads the files that changed, and the unchanged ones that share an article's id with them: which
/// file keeps the id depends on both. Ends between two files when it is cancelled.
pub(super) fn read_stale(
    data: &Path,
    limits: Limits,
    scanned: &FileHashes,
    known: &BTreeMap<String, FileState>,
    catalog: &[CatalogEntry],
    cancellation: &Cancellation,
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
    while !next.is_empty() && !cancellation.is_cancelled() {
        let contents: Vec<(String, FileContents)> = next
            .par_iter()
            .filter(|_| !cancellation.is_cancelled())
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

/// What a refresh has to change in an index.
pub(super) struct Plan {
    /// Ids of articles to remove, because they are gone or written again.
    pub remove: Vec<String>,
    pub write: Vec<Article>,
    pub files: BTreeMap<String, FileState>,
    pub problems: Vec<Problem>,
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// Number of articles that are gone without anyone having removed them on purpose.
    pub lost: usize,
}

impl Plan {
    /// Plans a refresh. `expected` lists files that someone removed on purpose.
    pub(super) fn new(
        data: &Path,
        scanned: &FileHashes,
        known: &BTreeMap<String, FileState>,
        catalog: &[CatalogEntry],
        read: BTreeMap<String, FileContents>,
        expected: &[String],
    ) -> Self {
        let mut problems = Vec::new();
        let mut articles = Vec::new();
        // A file of which nothing could be read keeps its indexed articles.
        let mut kept: HashSet<&str> = scanned.keys().map(String::as_str).collect();
        let mut files: BTreeMap<String, FileState> = scanned
            .keys()
            .filter_map(|path| Some((path.clone(), known.get(path)?.clone())))
            .collect();
        for (path, contents) in read {
            let mut state = FileState {
                hash: hex_of(contents.hash),
                indexed: files.remove(&path).and_then(|known| known.indexed),
                problems: !contents.problems.is_empty(),
            };
            if !contents.articles.is_empty() {
                kept.remove(path.as_str());
                state.indexed = Some(state.hash.clone());
            }
            files.insert(path, state);
            // Moved as a whole where it can be: one file may hold very many articles.
            if articles.is_empty() {
                articles = contents.articles;
            } else {
                articles.extend(contents.articles);
            }
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

        let indexed: HashMap<&str, Option<u64>> = catalog
            .iter()
            .map(|entry| (entry.id.as_str(), entry.fingerprint))
            .collect();
        let wanted: HashSet<&str> = articles.iter().map(Article::id).collect();
        let gone: Vec<&CatalogEntry> = catalog
            .iter()
            .filter(|entry| !kept.contains(entry.source.as_str()))
            .filter(|entry| !wanted.contains(entry.id.as_str()))
            .collect();
        drop(wanted);
        let moved = moved(known, scanned);
        let lost = gone
            .iter()
            .filter(|entry| !moved.contains(entry.source.as_str()))
            .filter(|entry| !expected.contains(&entry.source))
            .count();
        let gone: Vec<String> = gone.into_iter().map(|entry| entry.id.clone()).collect();
        articles.retain(|article| {
            let fingerprint = indexed.get(article.id()).copied().flatten();
            fingerprint != Some(article.fingerprint())
        });
        let replaced: Vec<String> = articles
            .iter()
            .filter(|article| indexed.contains_key(article.id()))
            .map(|article| article.id().to_owned())
            .collect();
        Self {
            added: articles.len() - replaced.len(),
            changed: replaced.len(),
            removed: gone.len(),
            lost,
            remove: [gone, replaced].concat(),
            write: articles,
            files,
            problems,
        }
    }
}

/// The files that are gone, but whose content is there under a new name.
fn moved<'a>(known: &'a BTreeMap<String, FileState>, scanned: &FileHashes) -> HashSet<&'a str> {
    let new: HashSet<&str> = scanned
        .iter()
        .filter(|(path, _)| !known.contains_key(*path))
        .map(|(_, hash)| hash.as_str())
        .collect();
    known
        .iter()
        .filter(|(path, _)| !scanned.contains_key(*path))
        .filter(|(_, file)| {
            file.indexed
                .as_deref()
                .is_some_and(|hash| new.contains(hash))
        })
        .map(|(path, _)| path.as_str())
        .collect()
}
