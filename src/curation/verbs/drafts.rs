//! Drafts: previewed articles that wait for confirmation. They are kept for one hour, also across
//! restarts, as files below the index folder.
//!
//! A draft is renamed before it is published, so that of two people who confirm it at once only one
//! publishes it. Its age is that of its file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::preview::Upload;
use super::publish::Added;
use crate::corpus::files;
use crate::curation::{CurationError, Curator};

/// Name of the folder of drafts, below the index folder.
const DRAFTS_FOLDER: &str = ".drafts";

/// Extension of a draft while it is being published; the rename ensures that it is published once.
const TAKEN_EXTENSION: &str = "taken";

/// Maximum number of drafts; beyond it, the oldest are deleted.
const MAX_DRAFTS: usize = 50;

/// Length of a draft's name, in hexadecimal digits.
const NAME_LENGTH: usize = 32;

/// First line of a draft, as JSON. The uploaded bytes follow.
#[derive(Serialize, Deserialize)]
struct DraftHeader {
    owner: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

impl Curator {
    /// Lifetime of a draft.
    pub const DRAFT_KEPT: Duration = Duration::from_secs(3600);

    /// Keeps an upload whose preview was shown to `owner`. Returns the name of the draft, 32
    /// hexadecimal digits; only `owner` can publish it.
    ///
    /// # Errors
    ///
    /// [`CurationError::File`] if it cannot be written.
    pub fn keep_draft(&self, owner: &str, upload: &Upload) -> Result<String, CurationError> {
        let folder = self.drafts_folder();
        let header = DraftHeader {
            owner: owner.to_owned(),
            name: upload.name.clone(),
            page: upload.page.as_ref().map(Url::to_string),
        };
        let (name, written) = write_draft(&folder, &header, &upload.bytes);
        let written = written.map(|()| name);
        delete_expired(&folder);
        written.map_err(|source| CurationError::File {
            action: "write",
            path: files::shown(&folder),
            source,
        })
    }

    /// Publishes a draft of `owner`, as [`Curator::publish`] does.
    ///
    /// # Errors
    ///
    /// [`CurationError::NoDraft`] if the draft has expired, was published, or belongs to another
    /// person, and as for [`Curator::publish`]; the draft is then kept.
    pub fn publish_draft(
        &self,
        actor: &str,
        owner: &str,
        name: &str,
    ) -> Result<Added, CurationError> {
        let (path, upload) = self.find_draft(owner, name)?;
        let taken = path.with_extension(TAKEN_EXTENSION);
        // If the draft is confirmed twice at once, only one of the renames succeeds.
        fs::rename(&path, &taken).map_err(|_| CurationError::NoDraft)?;
        let added = self
            .preview_of(&upload)
            .and_then(|preview| self.publish(actor, &preview));
        let _ = match &added {
            Ok(_) | Err(CurationError::NotIndexed { .. }) => fs::remove_file(&taken),
            Err(_) => fs::rename(&taken, &path),
        };
        added
    }

    /// Deletes a draft of `owner`, if it still exists.
    pub fn discard_draft(&self, owner: &str, name: &str) {
        if let Ok((path, _)) = self.find_draft(owner, name) {
            let _ = fs::remove_file(path);
        }
    }

    fn drafts_folder(&self) -> PathBuf {
        self.workspace().index.join(DRAFTS_FOLDER)
    }

    fn find_draft(&self, owner: &str, name: &str) -> Result<(PathBuf, Upload), CurationError> {
        let is_name =
            name.len() == NAME_LENGTH && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let path = self.drafts_folder().join(name);
        if !is_name || is_expired(&path) {
            return Err(CurationError::NoDraft);
        }
        let upload = read_draft(&path, owner).ok_or(CurationError::NoDraft)?;
        Ok((path, upload))
    }
}

/// Writes a draft under a new, unguessable name, and returns the name.
fn write_draft(folder: &Path, header: &DraftHeader, bytes: &[u8]) -> (String, io::Result<()>) {
    let mut hasher = blake3::Hasher::new();
    hasher.update(header.owner.as_bytes()).update(bytes);
    hasher.update(&Timestamp::now().as_nanosecond().to_le_bytes());
    let name: String = hasher
        .finalize()
        .to_hex()
        .chars()
        .take(NAME_LENGTH)
        .collect();
    let written = (|| {
        fs::create_dir_all(folder)?;
        let mut draft = serde_json::to_vec(header)?;
        draft.push(b'\n');
        draft.extend_from_slice(bytes);
        files::write_new(&folder.join(&name), &draft).map(drop)
    })();
    (name, written)
}

/// Reads a draft; `None` if it is damaged or belongs to another person.
fn read_draft(path: &Path, owner: &str) -> Option<Upload> {
    let mut draft = files::read_regular(path, u64::MAX).ok()?;
    let end = draft.iter().position(|byte| *byte == b'\n')?;
    let bytes = draft.split_off(end + 1);
    let header: DraftHeader = serde_json::from_slice(&draft).ok()?;
    let page = header.page.map(|page| Url::parse(&page));
    let page = page.transpose().ok()?;
    (header.owner == owner).then_some(Upload {
        name: header.name,
        page,
        bytes,
    })
}

/// Deletes expired drafts, and the oldest if there are too many.
fn delete_expired(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut drafts: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    drafts.sort_by_cached_key(|path| std::cmp::Reverse(written_at(path)));
    for (n, path) in drafts.iter().enumerate() {
        if n >= MAX_DRAFTS || is_expired(path) {
            let _ = fs::remove_file(path);
        }
    }
}

fn written_at(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn is_expired(path: &Path) -> bool {
    // If the clock was set back, the draft seems to be from the future and counts as new.
    let age = written_at(path).map(|at| at.elapsed().unwrap_or_default());
    age.is_none_or(|age| age > Curator::DRAFT_KEPT)
}
