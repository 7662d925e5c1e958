//! Walks the data folder and lists the files that may contain articles.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use walkdir::WalkDir;

use super::error::LoadError;
use super::paths::shown_path;
use crate::corpus::Problem;
use crate::corpus::formats::Format;
use crate::text::reasons::os_reason;

/// Extensions that people mistake for a format of articles.
const NEAR_FORMATS: [&str; 6] = ["pdf", "doc", "docx", "odt", "rtf", "mhtml"];

/// A file's path relative to the data folder, with `/` as separator, and its canonical path.
type Found = (String, PathBuf);

/// Lists the files below `dir` that may contain articles, ordered by path.
pub(super) fn files(dir: &Path) -> Result<(Vec<Found>, Vec<Problem>), LoadError> {
    let unreadable = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => LoadError::Missing(dir.to_owned()),
        _ => LoadError::Unreadable {
            path: dir.to_owned(),
            cause,
        },
    };
    let base = fs::canonicalize(dir).map_err(unreadable)?;
    if !base.is_dir() {
        return Err(LoadError::NotAFolder(dir.to_owned()));
    }
    fs::read_dir(&base).map_err(unreadable)?;
    let mut walk = Walk {
        dir,
        base: &base,
        found: Vec::new(),
        problems: Vec::new(),
        links: BTreeMap::new(),
        seen: HashSet::new(),
        follows_links: false,
    };
    walk.folder(&base, Path::new(""));
    // Links are followed last, so that a file that is reached both ways keeps its own name.
    if !walk.links.is_empty() {
        let places = walk.found.iter().map(|(_, place)| place.clone());
        walk.seen.extend(places);
        walk.follows_links = true;
    }
    while let Some((name, link)) = walk.links.pop_first() {
        walk.link(&name, &link);
    }
    walk.found.sort_unstable();
    Ok((walk.found, walk.problems))
}

struct Walk<'a> {
    dir: &'a Path,
    base: &'a Path,
    found: Vec<Found>,
    problems: Vec<Problem>,
    /// Links still to be followed, by their path relative to the data folder.
    links: BTreeMap<PathBuf, PathBuf>,
    /// Canonical paths of all visited folders and, once links are followed, of all files; without
    /// links no file is reached twice. It also ends loops of links.
    seen: HashSet<PathBuf>,
    follows_links: bool,
}

impl Walk<'_> {
    /// Visits the folder at the canonical path `place`, whose path relative to the data folder is
    /// `name`.
    fn folder(&mut self, place: &Path, name: &Path) {
        let mut entries = WalkDir::new(place).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let below = error.path().and_then(|path| path.strip_prefix(place).ok());
                    let below = name.join(below.unwrap_or(Path::new("")));
                    let cause = error.into_io_error().map(|cause| os_reason(&cause));
                    let cause = cause.unwrap_or_default();
                    let remedy = "check its permissions";
                    self.problem(&below, &format!("cannot list the folder: {cause}"), remedy);
                    continue;
                }
            };
            let kind = entry.file_type();
            let below = entry.path().strip_prefix(place).unwrap_or(Path::new(""));
            let below = name.join(below);
            if entry.depth() > 0 && is_hidden(entry.file_name())
                || kind.is_dir() && !self.seen.insert(entry.path().to_owned())
            {
                if kind.is_dir() {
                    entries.skip_current_dir();
                }
            } else if kind.is_symlink() {
                self.links.insert(below, entry.path().to_owned());
            } else if kind.is_file() {
                self.file(entry.path(), &below);
            }
        }
    }

    /// Follows a symbolic link, unless it leads out of the data folder.
    fn link(&mut self, name: &Path, link: &Path) {
        let place = match fs::canonicalize(link) {
            Ok(place) => place,
            Err(error) => {
                let message = format!("cannot follow the symbolic link: {}", os_reason(&error));
                return self.problem(name, &message, "correct the link, or delete it");
            }
        };
        if !place.starts_with(self.base) {
            let message = "this symbolic link leads out of the folder of articles";
            return self.problem(name, message, "copy the file here instead");
        }
        if place.is_dir() {
            self.folder(&place, name);
        } else if place.is_file() {
            self.file(&place, name);
        }
    }

    /// Adds a file, if its extension is that of a format of articles.
    fn file(&mut self, place: &Path, name: &Path) {
        let shown = name.to_string_lossy();
        if Format::of(&shown).is_none() {
            let extension = name.extension().unwrap_or_default().to_ascii_lowercase();
            if NEAR_FORMATS
                .iter()
                .any(|near| extension == OsStr::new(near))
            {
                self.problems.push(Problem::warning(
                    shown_path(self.dir, &shown),
                    None,
                    "this is not a format of articles, so it is left out",
                    "save its text as .txt or .md",
                ));
            }
            return;
        }
        if matches!(shown, Cow::Owned(_)) {
            let message = "the name is not UTF-8, so the article could not be named";
            return self.problem(name, message, "rename the file");
        }
        if !self.follows_links || self.seen.insert(place.to_owned()) {
            let path = shown.replace(MAIN_SEPARATOR, "/");
            self.found.push((path, place.to_owned()));
        }
    }

    fn problem(&mut self, name: &Path, message: &str, remedy: &str) {
        let path = shown_path(self.dir, &name.to_string_lossy());
        self.problems
            .push(Problem::error(path, None, message, remedy));
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}
