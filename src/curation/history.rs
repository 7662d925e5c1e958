//! The history of the index: an append-only file of JSON Lines beside it.
//!
//! Each line repeats the information stored in a commit. If a crash prevents the line of the last
//! commit from being written, the next program writes it from that commit.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::index::{Edition, Store};

/// Maximum number of bytes read from the end of the file.
const MAX_READ_BYTES: u64 = 1 << 20;

/// Maximum length of an actor or a description, in bytes. Longer ones are truncated.
const MAX_TEXT_BYTES: usize = 500;

/// Change of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Time of the commit.
    pub at: Timestamp,
    /// Actor, such as `terminal (alice)`.
    pub by: String,
    /// Description of the change.
    pub what: String,
    /// Edition of the index after the change.
    pub edition: Edition,
}

/// History of one index.
#[derive(Clone, Debug)]
pub struct History {
    path: PathBuf,
}

impl History {
    /// Returns the history of the index in `folder`. For a folder `index` it is the file
    /// `index.history.jsonl` beside it, so that deleting the index keeps the history.
    pub fn for_index(folder: &Path) -> Self {
        let path = match folder.file_name() {
            Some(name) => {
                let mut name = OsString::from(name);
                name.push(".history.jsonl");
                folder.with_file_name(name)
            }
            None => folder.join("history.jsonl"),
        };
        Self { path }
    }

    /// Returns the last `limit` changes, newest first.
    ///
    /// # Errors
    ///
    /// If the history exists but cannot be read.
    pub fn latest(&self, limit: usize) -> io::Result<Vec<HistoryEntry>> {
        let Some(mut file) = self.open(OpenOptions::new().read(true))? else {
            return Ok(Vec::new());
        };
        let end = file.seek(SeekFrom::End(0))?;
        let mut length = (1 << 14).min(end);
        loop {
            let tail = tail(&mut file, end, length)?;
            let mut lines: Vec<&[u8]> = tail.split(|byte| *byte == b'\n').collect();
            if length < end {
                // The first line is cut off at its start.
                lines.remove(0);
            }
            // Lines that were cut short by a crash or written by something else are skipped.
            let changes = lines
                .iter()
                .rev()
                .filter_map(|line| serde_json::from_slice(line).ok());
            let changes: Vec<HistoryEntry> = changes.take(limit).collect();
            if changes.len() == limit || length == end || length >= MAX_READ_BYTES {
                return Ok(changes);
            }
            length = (length * 4).min(end);
        }
    }

    /// Returns whether the line of the last commit is missing.
    pub(super) fn is_behind(&self, store: &Store) -> bool {
        let last = self.latest(1).unwrap_or_default();
        let made = store.commit_info().map(|made| made.at);
        made.is_some() && made != last.first().map(|last| last.at)
    }

    /// Adds the line of the last commit, unless it is there already. The caller holds the writer's
    /// lock.
    pub(super) fn record(&self, store: &Store) -> io::Result<()> {
        let Some(made) = store.commit_info() else {
            return Ok(());
        };
        if !self.is_behind(store) {
            return Ok(());
        }
        let change = HistoryEntry {
            at: made.at,
            by: truncated(&made.by),
            what: truncated(&made.what),
            edition: store.edition(),
        };
        let mut line = serde_json::to_vec(&change)?;
        line.push(b'\n');
        self.remove_incomplete_line()?;
        let file = self.open(OpenOptions::new().create(true).append(true))?;
        let mut file = file.ok_or(io::ErrorKind::NotFound)?;
        file.write_all(&line)?;
        file.sync_data()
    }

    /// Removes an incomplete last line.
    fn remove_incomplete_line(&self) -> io::Result<()> {
        let Some(mut file) = self.open(OpenOptions::new().read(true).write(true))? else {
            return Ok(());
        };
        let end = file.seek(SeekFrom::End(0))?;
        let tail = tail(&mut file, end, MAX_READ_BYTES.min(end))?;
        let whole = tail
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let torn = (tail.len() - whole) as u64;
        if torn > 0 {
            file.set_len(end - torn)?;
        }
        Ok(())
    }

    /// Opens the file; `None` if it does not exist and these options do not create it.
    fn open(&self, options: &OpenOptions) -> io::Result<Option<File>> {
        // Opening a pipe would wait for its other end, and a link may lead to any file.
        let metadata = fs::symlink_metadata(&self.path);
        if metadata.is_ok_and(|metadata| !metadata.is_file()) {
            return Err(io::Error::other("it is not a file"));
        }
        match options.open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            opened => opened.map(Some),
        }
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Reads `length` bytes before the offset `end`.
fn tail(file: &mut File, end: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(end - length))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn truncated(text: &str) -> String {
    let end = text.floor_char_boundary(MAX_TEXT_BYTES);
    text.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_history_file_is_beside_the_folder() {
        let path = |folder: &str| History::for_index(Path::new(folder)).path().to_owned();
        assert_eq!(path("index"), Path::new("index.history.jsonl"));
        assert_eq!(
            path("/var/lib/bot/index/"),
            Path::new("/var/lib/bot/index.history.jsonl")
        );
        assert_eq!(path("."), Path::new("./history.jsonl"));
    }

    #[test]
    fn truncated_lines_are_skipped_and_old_lines_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let history = History::for_index(&folder.path().join("index"));
        assert_eq!(history.latest(3).unwrap(), []);
        let line = |n: usize| {
            format!(
                "{{\"at\":\"2025-08-16T10:00:00Z\",\"by\":\"\",\"what\":\"{n}\",\"edition\":\"e\"}}\n"
            )
        };
        let whole: String = (0..5_000).map(line).collect();
        fs::write(
            history.path(),
            format!("{whole}{}", line(5_000).trim_end_matches("}\n")),
        )
        .unwrap();
        let newest = |history: &History, most| -> Vec<String> {
            history
                .latest(most)
                .unwrap()
                .into_iter()
                .map(|change| change.what)
                .collect()
        };
        assert_eq!(newest(&history, 2), ["4999", "4998"]);
        assert_eq!(newest(&history, 6_000).len(), 5_000);
        history.remove_incomplete_line().unwrap();
        assert_eq!(fs::read_to_string(history.path()).unwrap(), whole);
    }
}
