//! Loads articles from the data folder; the only reader of that folder.
//!
//! A file is read at once: its hash and its articles come from the same bytes, so they agree even
//! if another program writes to the file meanwhile.

mod aliases;
mod contents;
mod error;
mod limits;
mod paths;
mod repeated_ids;
mod walk;

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::files::{open_below, open_regular};
use super::formats::Format;
use super::{Article, Problem};
use contents::{FileContext, contents};
use paths::hash_of;

pub use aliases::{aliases, with_alias};
pub use contents::{ContentHash, FileContents};
pub use error::LoadError;
pub use limits::Limits;
pub(super) use paths::shown_path;
pub use repeated_ids::drop_repeated_ids;

/// File that may contain articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the data folder, with `/` as separator.
    pub path: String,
    /// Hash of the contents; `None` if the file cannot be read, for which [`read`] returns the
    /// reason. For a file over the limit, only the bytes up to the limit and one more are hashed.
    pub hash: Option<ContentHash>,
}

/// Articles of a data folder.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The articles, ordered by their files' paths, with unique IDs.
    pub articles: Vec<Article>,
}

/// Lists the files below `dir` that may contain articles, ordered by path, with their hashes.
/// Hidden files and folders are skipped. The problems concern names and links; [`read`] returns
/// those of a file's contents.
///
/// # Errors
///
/// [`LoadError`] if there is no folder `dir`, or it cannot be listed.
pub fn scan(dir: &Path, limits: Limits) -> Result<(Vec<SourceFile>, Vec<Problem>), LoadError> {
    let (found, problems) = walk::files(dir)?;
    let files = found
        .into_par_iter()
        .map(|(path, place)| {
            // The walk has checked that the file lies below the folder; reading its articles checks
            // again.
            let file = open_regular(&place, limits.of(&path));
            let hash = file.and_then(hash_of).ok();
            SourceFile { path, hash }
        })
        .collect();
    Ok((files, problems))
}

/// Lists only the files at these `paths` relative to `dir`, like [`scan`]. Paths that do not exist
/// are skipped.
pub fn scan_only(dir: &Path, paths: &[String], limits: Limits) -> Vec<SourceFile> {
    let is_there = |path: &&String| fs::symlink_metadata(dir.join(path)).is_ok();
    let there = paths.iter().filter(is_there);
    there
        .map(|path| SourceFile {
            path: path.clone(),
            hash: open_below(dir, Path::new(path), limits.of(path))
                .and_then(hash_of)
                .ok(),
        })
        .collect()
}

/// Reads the articles and problems of the file at `path`, relative to `dir`. A path that leads out
/// of `dir` is reported like any unreadable file.
pub fn read(dir: &Path, path: &str, limits: Limits) -> FileContents {
    let id = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let context = FileContext {
        shown: &shown_path(dir, path),
        source: path,
        fallback_id: id,
        format: Format::of(path),
        limit: limits.of(path),
    };
    contents(open_below(dir, Path::new(path), limits.of(path)), &context)
}

/// Reads a file anywhere, as plain text unless its extension is that of another format. The default
/// ID of its article is its path.
pub fn read_file(path: &Path, limits: Limits) -> FileContents {
    let shown = path.display().to_string();
    let context = FileContext {
        shown: &shown,
        source: &shown,
        fallback_id: &shown,
        format: Some(Format::of(&shown).unwrap_or(Format::PlainText)),
        limit: limits.of(&shown),
    };
    contents(open_regular(path, context.limit), &context)
}

/// Reads all articles below `dir`. Files that cannot be read are reported as problems and do not
/// affect the others.
///
/// # Errors
///
/// [`LoadError`] if there is no folder `dir`, or it cannot be listed.
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
