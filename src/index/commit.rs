//! Commit payload: the edition, the author of the commit, and the source files it was made from.
//!
//! tantivy stores the payload in the commit itself, so no second file can disagree with the index.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::Unusable;
use super::schema::version;
use super::vectors::CommittedVectors;
use crate::text::Language;

/// Name of one committed index state: eight hexadecimal digits of a hash over the program's index
/// version and the indexed files. The same files indexed in the same way give the same edition on
/// every machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edition(String);

impl Edition {
    /// Hashes everything that the answers of a committed state depend on.
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
            // A file without any indexed content does not affect answers.
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

/// State of one source file in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "SerializedFileState", into = "SerializedFileState")]
pub struct FileState {
    /// Hash of the content last read, in hexadecimal.
    pub hash: String,
    /// Hash of the indexed content; `None` if nothing of the file is indexed. Differs from `hash`
    /// while the newer content cannot be read.
    pub indexed: Option<String>,
    /// Whether the file had problems. Such a file is read again at every refresh, because a change
    /// of another file may resolve them.
    pub problems: bool,
}

/// Serialised form of [`FileState`]. Every payload lists all files and is parsed several times for
/// each commit, so the usual case, a file without problems whose latest content is indexed, is just
/// a hash.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum SerializedFileState {
    Indexed(String),
    Detailed {
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
            Some(indexed) if indexed == file.hash && !file.problems => Self::Indexed(indexed),
            indexed => Self::Detailed {
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
            SerializedFileState::Indexed(hash) => Self {
                indexed: Some(hash.clone()),
                hash,
                problems: false,
            },
            SerializedFileState::Detailed {
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

/// Author, time and description of a commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitInfo {
    /// Time of the commit.
    pub at: Timestamp,
    /// Actor who asked for the commit, such as `terminal (alice)`; empty if the program made it by
    /// itself.
    #[serde(default)]
    pub by: String,
    /// Description of the change, such as `refresh`.
    #[serde(default)]
    pub what: String,
}

/// Payload of a tantivy commit. It is stored in the commit itself, so it cannot disagree with the
/// segments.
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
    /// The vectors of the passages; `None` if passages are not encoded.
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

    /// Parses the payload of a commit of an index in `language`.
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
