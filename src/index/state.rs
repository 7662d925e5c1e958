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
pub struct FileState {
    /// The hash of the content that was read last.
    pub hash: String,
    /// The hash of the content that is indexed, where any is: an older one as long as a newer one
    /// cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indexed: Option<String>,
    /// Whether the file had problems; such a file is read again at every refresh, because the
    /// remedy may lie in another file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub problems: bool,
}

/// Who made a committed state, when, and by doing what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// When it was committed.
    #[serde(rename = "committed")]
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
    #[serde(flatten)]
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
