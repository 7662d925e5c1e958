//! Plan of a refresh: the changes to an index, computed before anything is written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use rayon::prelude::*;

use super::cancellation::Cancellation;
use super::scan::{FileHashes, hash_to_hex, is_stale};
use crate::corpus::{self, Article, FileContents, Limits, Problem};
use crate::index::FileState;
use crate::index::store::CatalogEntry;

/// Reads the files that changed, and the unchanged files that share an article's ID with them,
/// because the file that keeps the ID is chosen among all of them. Stops between two files when
/// cancelled.
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

/// Changes that a refresh makes to an index.
pub(super) struct Plan {
    /// IDs of the articles to remove: those that are gone and those that are written again.
    pub remove: Vec<String>,
    pub write: Vec<Article>,
    pub files: BTreeMap<String, FileState>,
    pub problems: Vec<Problem>,
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// Number of articles that are gone although nobody removed them on purpose.
    pub lost: usize,
}

impl Plan {
    /// Computes the changes. `expected` lists the files that someone removed on purpose.
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
        // Files whose articles stay in the index, because nothing could be read from them now.
        let mut kept: HashSet<&str> = scanned.keys().map(String::as_str).collect();
        let mut files: BTreeMap<String, FileState> = scanned
            .keys()
            .filter_map(|path| Some((path.clone(), known.get(path)?.clone())))
            .collect();
        for (path, contents) in read {
            let mut state = FileState {
                hash: hash_to_hex(contents.hash),
                indexed: files.remove(&path).and_then(|known| known.indexed),
                problems: !contents.problems.is_empty(),
            };
            if !contents.articles.is_empty() {
                kept.remove(path.as_str());
                state.indexed = Some(state.hash.clone());
            }
            files.insert(path, state);
            // A single file may hold very many articles: moving the first list avoids copying it.
            if articles.is_empty() {
                articles = contents.articles;
            } else {
                articles.extend(contents.articles);
            }
            problems.extend(contents.problems);
        }
        // Repeated IDs are a problem of the files whose articles are dropped.
        let mut dropped_by_file: HashMap<String, isize> = HashMap::new();
        let mut count = |articles: &[Article], step: isize| {
            for article in articles {
                *dropped_by_file
                    .entry(article.source().to_owned())
                    .or_default() += step;
            }
        };
        count(&articles, 1);
        problems.extend(corpus::drop_repeated_ids(data, &mut articles));
        count(&articles, -1);
        for (path, dropped) in dropped_by_file {
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
        let moved = moved_files(known, scanned);
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

/// Returns the files that are gone but whose content exists under a new name.
fn moved_files<'a>(
    known: &'a BTreeMap<String, FileState>,
    scanned: &FileHashes,
) -> HashSet<&'a str> {
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
