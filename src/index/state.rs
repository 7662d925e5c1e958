//! What a commit says of itself: its edition, who made it, and the files that it stands for.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Language;
use super::schema::version;

/// The identity of one committed state: a short name that is the same wherever the same articles
/// are indexed in the same way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edition(String);

impl Edition {
    /// Names the state made of these files by this version of the program.
    fn of(version: &str, speakers: &str, files: &BTreeMap<String, FileState>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(version.as_bytes());
        hasher.update(speakers.as_bytes());
        for (path, file) in files {
            hasher.update(&(path.len() as u64).to_le_bytes());
            hasher.update(path.as_bytes());
            hasher.update(file.indexed.as_deref().unwrap_or_default().as_bytes());
        }
        Self(hasher.finalize().to_hex().chars().take(8).collect())
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the index knows of one file in the data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct FileState {
    /// The hash of the content that was read last.
    pub hash: String,
    /// The hash of the content that is indexed, where any is: an older one as long as a newer one
    /// cannot be read.
    pub indexed: Option<String>,
    /// Whether the file had problems; such a file is read again at every refresh, because the
    /// remedy may lie in another file.
    pub problems: bool,
}

/// A file as a commit has it. Every commit names all files and is read several times while the next
/// one is made, so the usual case is short: all that was read is indexed.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Whole(String),
    Partly {
        hash: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        indexed: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        problems: bool,
    },
}

impl From<FileState> for Written {
    fn from(file: FileState) -> Self {
        match file.indexed {
            Some(indexed) if indexed == file.hash && !file.problems => Self::Whole(indexed),
            indexed => Self::Partly {
                hash: file.hash,
                indexed,
                problems: file.problems,
            },
        }
    }
}

impl From<Written> for FileState {
    fn from(written: Written) -> Self {
        match written {
            Written::Whole(hash) => Self {
                indexed: Some(hash.clone()),
                hash,
                problems: false,
            },
            Written::Partly {
                hash,
                indexed,
                problems,
            } => Self {
                hash,
                indexed,
                problems,
            },
        }
    }
}

/// Who made a committed state, when, and by doing what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// When it was committed.
    pub at: Timestamp,
    /// Who asked for it, such as `terminal (alice)`; empty where nobody did.
    #[serde(default)]
    pub by: String,
    /// What was done, such as `refresh`.
    #[serde(default)]
    pub what: String,
}

/// What a commit says of itself, stored with it: there is no second file that could disagree.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct State {
    version: String,
    pub edition: Edition,
    #[serde(default)]
    pub made: Made,
    /// See [`super::Store::speakers`].
    pub speakers: String,
    pub files: BTreeMap<String, FileState>,
}

impl State {
    pub fn new(
        language: Language,
        speakers: String,
        files: BTreeMap<String, FileState>,
        made: Made,
    ) -> Self {
        let version = version(language);
        Self {
            edition: Edition::of(&version, &speakers, &files),
            version,
            speakers,
            made,
            files,
        }
    }

    /// Reads what a commit in `language` says of itself, or says why this program cannot use it.
    pub fn read(payload: Option<&str>, language: Language) -> Result<Self, String> {
        // An index of which nothing was committed has nothing to say.
        let payload = payload.ok_or("the index was never finished")?;
        let state: Self = serde_json::from_str(payload)
            .map_err(|error| format!("the index is damaged ({error})"))?;
        let wanted = version(language);
        if state.version != wanted {
            return Err(format!(
                "the index was made by another version ({}, now {wanted})",
                state.version
            ));
        }
        Ok(state)
    }

    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_says_the_same_of_a_file_when_it_is_read() {
        let indexed = [None, Some("aa"), Some("bb")];
        for (indexed, problems) in indexed.into_iter().flat_map(|i| [(i, false), (i, true)]) {
            let file = FileState {
                hash: "aa".to_owned(),
                indexed: indexed.map(str::to_owned),
                problems,
            };
            let json = serde_json::to_string(&file).unwrap();
            let read: FileState = serde_json::from_str(&json).unwrap();
            assert_eq!(read, file, "{json}");
        }
    }
}
