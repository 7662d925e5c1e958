//! The commit payload: the edition, who made it, and the source files it was made from.
//!
//! tantivy keeps the payload in the commit itself, so there is no second file that could disagree
//! with the index.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Language;
use super::error::Unusable;
use super::schema::version;
use super::vectors::CommittedVectors;

/// The name of one committed state: a short hash that is the same wherever the same files are
/// indexed in the same way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edition(String);

impl Edition {
    /// The edition made of these files by this version of the program.
    fn of(
        version: &str,
        attributor_name: &str,
        corrections: &BTreeMap<String, u64>,
        vectors: Option<&CommittedVectors>,
        files: &BTreeMap<String, FileState>,
    ) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(version.as_bytes());
        hasher.update(attributor_name.as_bytes());
        for (article, corrections) in corrections {
            hasher.update(&(article.len() as u64).to_le_bytes());
            hasher.update(article.as_bytes());
            hasher.update(&corrections.to_le_bytes());
        }
        if let Some(vectors) = vectors {
            hasher.update(vectors.encoder.as_bytes());
            hasher.update(&[u8::from(vectors.is_partial)]);
        }
        for (path, file) in files {
            // A file of which nothing could be read changes no answer.
            let Some(indexed) = &file.indexed else {
                continue;
            };
            hasher.update(&(path.len() as u64).to_le_bytes());
            hasher.update(path.as_bytes());
            hasher.update(indexed.as_bytes());
        }
        Self(hasher.finalize().to_hex().chars().take(8).collect())
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the index knows about one source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "SerializedFileState", into = "SerializedFileState")]
pub struct FileState {
    /// Hash of the content that was read last.
    pub hash: String,
    /// Hash of the content that is indexed, if any is. It differs from `hash` while the newer
    /// content cannot be read.
    pub indexed: Option<String>,
    /// Whether the file had problems. Such a file is read again at every refresh, because the
    /// remedy may lie in another file.
    pub problems: bool,
}

/// The serialised form of [`FileState`]. Every payload lists all files and is parsed several times a
/// commit, so the usual case is short: what was read is indexed, without problems.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum SerializedFileState {
    Whole(String),
    Partly {
        hash: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        indexed: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        problems: bool,
    },
}

impl From<FileState> for SerializedFileState {
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

impl From<SerializedFileState> for FileState {
    fn from(written: SerializedFileState) -> Self {
        match written {
            SerializedFileState::Whole(hash) => Self {
                indexed: Some(hash.clone()),
                hash,
                problems: false,
            },
            SerializedFileState::Partly {
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

/// Who made a commit, when, and by doing what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitInfo {
    /// Time of the commit.
    pub at: Timestamp,
    /// The actor, such as `terminal (alice)`; empty if nobody asked for it.
    #[serde(default)]
    pub by: String,
    /// What was done, such as `refresh`.
    #[serde(default)]
    pub what: String,
}

/// The payload of a tantivy commit. As it is part of the commit, no second file can disagree with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct CommitPayload {
    version: String,
    pub edition: Edition,
    #[serde(default, rename = "made")]
    pub info: CommitInfo,
    /// See [`super::Store::attributor_name`].
    #[serde(rename = "speakers")]
    pub attributor_name: String,
    /// See [`super::Store::corrections`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub corrections: BTreeMap<String, u64>,
    pub files: BTreeMap<String, FileState>,
    /// The vectors of the passages, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vectors: Option<CommittedVectors>,
}

impl CommitPayload {
    pub(super) fn new(
        language: Language,
        attributor_name: String,
        corrections: BTreeMap<String, u64>,
        files: BTreeMap<String, FileState>,
        vectors: Option<CommittedVectors>,
        info: CommitInfo,
    ) -> Self {
        let version = version(language);
        Self {
            edition: Edition::of(
                &version,
                &attributor_name,
                &corrections,
                vectors.as_ref(),
                &files,
            ),
            version,
            attributor_name,
            corrections,
            info,
            files,
            vectors,
        }
    }

    /// Parses the payload of a commit in `language`.
    ///
    /// # Errors
    ///
    /// [`Unusable`] if there is no payload, it is damaged, or of another version.
    pub(super) fn parse(payload: Option<&str>, language: Language) -> Result<Self, Unusable> {
        let payload: Self = match payload {
            Some(payload) => serde_json::from_str(payload).map_err(Unusable::damaged)?,
            None => return Err(Unusable::Unfinished),
        };
        let wanted = version(language);
        if payload.version != wanted {
            return Err(Unusable::OtherVersion {
                found: payload.version,
                wanted,
            });
        }
        Ok(payload)
    }

    pub(super) fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_state_is_the_same_after_serialisation() {
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
