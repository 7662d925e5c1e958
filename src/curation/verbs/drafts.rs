//! Drafts: previewed articles that wait for confirmation, for up to an hour and across restarts.
//!
//! They are files below the index folder, which may be deleted at any time. A draft is renamed before it
//! is published, so that of two people who agree at once one finds nothing. The time of its file says
//! how old it is.

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
const FOLDER: &str = ".drafts";

/// Extension of a draft that is being published, so that it is published once.
const TAKEN: &str = "taken";

/// Maximum number of drafts. The oldest are deleted first.
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
    /// Time for which a draft is kept.
    pub const DRAFT_KEPT: Duration = Duration::from_secs(3600);

    /// Keeps an upload that `owner` was shown a preview of. Returns the name, 32 hexadecimal digits,
    /// by which `owner` and nobody else can publish it.
    ///
    /// # Errors
    ///
    /// [`CurationError::File`] if it cannot be written.
    pub fn keep_draft(&self, owner: &str, upload: &Upload) -> Result<String, CurationError> {
        let folder = self.drafts();
        let header = DraftHeader {
            owner: owner.to_owned(),
            name: upload.name.clone(),
            page: upload.page.as_ref().map(Url::to_string),
        };
        let (name, written) = write(&folder, &header, &upload.bytes);
        let written = written.map(|()| name);
        sweep(&folder);
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
    /// [`CurationError::NoDraft`] if there is no such draft any more or it is not theirs, and as for
    /// [`Curator::publish`]; the draft is then kept.
    pub fn publish_draft(
        &self,
        actor: &str,
        owner: &str,
        name: &str,
    ) -> Result<Added, CurationError> {
        let (path, upload) = self.draft(owner, name)?;
        let taken = path.with_extension(TAKEN);
        // If the draft is confirmed twice at once, one of them finds nothing to rename.
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

    /// Deletes a draft of `owner`, if it is still there.
    pub fn discard_draft(&self, owner: &str, name: &str) {
        if let Ok((path, _)) = self.draft(owner, name) {
            let _ = fs::remove_file(path);
        }
    }

    fn drafts(&self) -> PathBuf {
        self.workspace().index.join(FOLDER)
    }

    fn draft(&self, owner: &str, name: &str) -> Result<(PathBuf, Upload), CurationError> {
        let is_name =
            name.len() == NAME_LENGTH && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let path = self.drafts().join(name);
        if !is_name || is_old(&path) {
            return Err(CurationError::NoDraft);
        }
        let upload = read(&path, owner).ok_or(CurationError::NoDraft)?;
        Ok((path, upload))
    }
}

fn write(folder: &Path, header: &DraftHeader, bytes: &[u8]) -> (String, io::Result<()>) {
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

fn read(path: &Path, owner: &str) -> Option<Upload> {
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
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut drafts: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    drafts.sort_by_cached_key(|path| std::cmp::Reverse(written_at(path)));
    for (n, path) in drafts.iter().enumerate() {
        if n >= MAX_DRAFTS || is_old(path) {
            let _ = fs::remove_file(path);
        }
    }
}

fn written_at(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn is_old(path: &Path) -> bool {
    // A draft from the future, after the clock was set back, is not old.
    let age = written_at(path).map(|at| at.elapsed().unwrap_or_default());
    age.is_none_or(|age| age > Curator::DRAFT_KEPT)
}
