//! `data/` as articles, and the only reader of that folder.
//!
//! A file is read in one go: its hash and its articles come from the same bytes, so they agree
//! even if someone writes to the file meanwhile.

mod aliases;
mod contents;
mod walk;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::formats::Format;
use super::{Article, Problem};

pub use aliases::aliases;
use contents::{Place, contents};

/// How much of a file is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The bytes of a file that holds one article. No article is anywhere near as long as the
    /// default of 10 MiB.
    pub max_file_bytes: u64,
    /// The bytes of a `.jsonl` file, which holds a whole corpus. The default is 1 GiB; such a
    /// file and its articles are in memory at once while it is read.
    pub max_json_lines_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 10 << 20,
            max_json_lines_bytes: 1 << 30,
        }
    }
}

impl Limits {
    fn of(self, path: &str) -> u64 {
        match Format::of(path) {
            Some(Format::JsonLines) => self.max_json_lines_bytes,
            _ => self.max_file_bytes,
        }
    }
}

/// So many repeated ids are named one by one.
const MOST_REPETITIONS: usize = 100;

/// The hash of a file's bytes, by which a changed file is known.
pub type ContentHash = blake3::Hash;

/// A file that may hold articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is below the data folder, with `/` between the parts.
    pub path: String,
    /// The hash of its bytes, or `None` if it cannot be read; [`read`] says why. Of a file over
    /// the limit, only the bytes up to the limit and the one after it count.
    pub hash: Option<ContentHash>,
}

/// What one file holds.
#[derive(Clone, Debug)]
pub struct FileContents {
    /// The same hash as in [`SourceFile`], of the bytes that were read for `articles`.
    pub hash: Option<ContentHash>,
    /// The articles in the order of the file, each id once.
    pub articles: Vec<Article>,
    /// What could not be read of it.
    pub problems: Vec<Problem>,
}

/// All that was written.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The articles in the order of their files' paths, each id once.
    pub articles: Vec<Article>,
}

/// Why no article at all could be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such folder.
    #[error("cannot find the folder of articles {}: make it and put an article in it", .0.display())]
    Missing(PathBuf),
    /// There is something else in its place.
    #[error("cannot read articles from {}: it is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The system refused.
    #[error("cannot read the folder of articles {}: {cause}", .path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}

/// Lists the files below `dir` that may hold articles, in the order of their paths, with their
/// hashes. Hidden files and folders are left out. The problems are those of names and links;
/// those of a file's contents come from [`read`].
///
/// # Errors
///
/// If there is no folder `dir`, or it cannot be listed.
pub fn scan(dir: &Path, limits: Limits) -> Result<(Vec<SourceFile>, Vec<Problem>), LoadError> {
    let (found, problems) = walk::files(dir)?;
    let files = found
        .into_par_iter()
        .map(|(path, place)| {
            // The walk has just seen that the place lies below the folder. Whoever reads the file
            // for its articles looks again.
            let file = open_to(&place, limits.of(&path));
            let hash = file.and_then(hash_of).ok();
            SourceFile { path, hash }
        })
        .collect();
    Ok((files, problems))
}

/// The same for these `paths` below `dir` alone; those that are not there are left out.
pub fn scan_only(dir: &Path, paths: &[String], limits: Limits) -> Vec<SourceFile> {
    let is_there = |path: &&String| fs::symlink_metadata(dir.join(path)).is_ok();
    let there = paths.iter().filter(is_there);
    there
        .map(|path| SourceFile {
            path: path.clone(),
            hash: open(dir, path, limits).and_then(hash_of).ok(),
        })
        .collect()
}

/// Reads the file at `path` below `dir`: the articles in it, and what is wrong with it. A path
/// that leads out of `dir` is refused like any other file that cannot be read.
pub fn read(dir: &Path, path: &str, limits: Limits) -> FileContents {
    let id = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let place = Place {
        shown: &shown_path(dir, path),
        source: path,
        fallback_id: id,
        format: Format::of(path),
        limit: limits.of(path),
    };
    contents(open(dir, path, limits), &place)
}

/// Reads a file wherever it is, as plain text unless its name says otherwise. Its article is
/// called by its path, unless it has an id of its own.
pub fn read_file(path: &Path, limits: Limits) -> FileContents {
    let shown = path.display().to_string();
    let place = Place {
        shown: &shown,
        source: &shown,
        fallback_id: &shown,
        format: Some(Format::of(&shown).unwrap_or(Format::PlainText)),
        limit: limits.of(&shown),
    };
    contents(open_to(path, place.limit), &place)
}

/// Reads every article below `dir`. What cannot be read is a problem beside the others.
///
/// # Errors
///
/// If there is no folder `dir`, or it cannot be listed.
pub fn load(dir: &Path, limits: Limits) -> Result<(Corpus, Vec<Problem>), LoadError> {
    let (found, mut problems) = walk::files(dir)?;
    let files: Vec<FileContents> = found
        .par_iter()
        .map(|(path, _)| read(dir, path, limits))
        .collect();
    let mut articles = Vec::new();
    for file in files {
        articles.extend(file.articles);
        problems.extend(file.problems);
    }
    problems.extend(drop_repeated_ids(dir, &mut articles));
    Ok((Corpus { articles }, problems))
}

/// Keeps the first article of each id, and names the places of both for every other one, up to
/// a number that someone may read.
pub fn drop_repeated_ids(dir: &Path, articles: &mut Vec<Article>) -> Vec<Problem> {
    let mut first_places = HashMap::with_capacity(articles.len());
    for (place, article) in articles.iter().enumerate() {
        first_places.entry(article.id()).or_insert(place);
    }
    let mut problems = Vec::new();
    let mut repeated = HashSet::new();
    for (place, article) in articles.iter().enumerate() {
        let first = first_places.get(article.id()).copied().unwrap_or(place);
        let Some(other) = articles.get(first).filter(|_| first != place) else {
            continue;
        };
        repeated.insert(place);
        if repeated.len() > MOST_REPETITIONS {
            continue;
        }
        let (source, other_source) = (article.source(), shown_path(dir, other.source()));
        problems.push(Problem::error(
            shown_path(dir, source),
            Some(article.line()),
            format!(
                "{:?} is already the id of {other_source}:{}",
                article.id(),
                other.line()
            ),
            "give one of them another `id:`, or `_id` in JSON Lines",
        ));
    }
    if repeated.len() > MOST_REPETITIONS {
        problems.push(Problem::error(
            dir.display().to_string(),
            None,
            format!(
                "{} more articles have the id of another one",
                repeated.len() - MOST_REPETITIONS
            ),
            "correct the ones above first",
        ));
    }
    let mut place = 0..;
    articles.retain(|_| !repeated.contains(&place.next().unwrap_or_default()));
    problems
}

/// How a problem names a file: as one would type it.
fn shown_path(dir: &Path, path: &str) -> String {
    format!("{}/{path}", dir.display().to_string().trim_end_matches('/'))
}

/// Opens a file below `dir` for reading up to its limit and one byte more, which tells a file
/// that is over it.
fn open(dir: &Path, path: &str, limits: Limits) -> io::Result<io::Take<File>> {
    let place = fs::canonicalize(dir.join(path))?;
    if !place.starts_with(fs::canonicalize(dir)?) {
        return Err(io::Error::other("it lies outside the folder of articles"));
    }
    open_to(&place, limits.of(path))
}

/// Opens a file for reading up to `limit` bytes and one more.
fn open_to(place: &Path, limit: u64) -> io::Result<io::Take<File>> {
    // Opening a pipe would wait for someone to write into it.
    if !fs::metadata(place)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    Ok(File::open(place)?.take(limit.saturating_add(1)))
}

fn hash_of(file: io::Take<File>) -> io::Result<ContentHash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(hasher.finalize())
}
