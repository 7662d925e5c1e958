//! Articles that were previewed and wait for someone to agree: an hour, across restarts, in files
//! of their own below the index folder, which like all of it may be deleted at any time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Added, CurationError, Curator, Upload, files};

/// Where drafts lie, below the index folder.
const FOLDER: &str = ".drafts";

/// What a draft is called that is being published, so that it is published once.
const TAKEN: &str = "taken";

/// So many are kept; the oldest make room.
const MOST: usize = 50;

/// The letters of a draft's name.
const NAME: usize = 32;

/// The first line of a draft; what was uploaded follows as it is.
#[derive(Serialize, Deserialize)]
struct Head {
    owner: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

impl Curator {
    /// For so long a draft is kept.
    pub const DRAFT_KEPT: Duration = Duration::from_secs(3600);

    /// Keeps what `owner` was shown a preview of. Gives the name by which `owner`, and nobody else,
    /// can publish it: 32 letters and digits.
    ///
    /// # Errors
    ///
    /// [`CurationError::File`] if it cannot be written.
    pub fn keep_draft(&self, owner: &str, upload: &Upload) -> Result<String, CurationError> {
        let folder = self.drafts();
        let head = Head {
            owner: owner.to_owned(),
            name: upload.name.clone(),
            page: upload.page.as_ref().map(Url::to_string),
        };
        let (name, written) = write(&folder, &head, &upload.bytes);
        let written = written.map(|()| name);
        sweep(&folder);
        written.map_err(|source| CurationError::File {
            action: "write",
            path: folder.display().to_string(),
            source,
        })
    }

    /// Publishes what `owner` was shown a preview of, as [`Curator::publish`] does.
    ///
    /// # Errors
    ///
    /// [`CurationError::NoDraft`] if it is not there any more or not theirs, and as for publishing;
    /// it can then be tried again.
    pub fn publish_draft(
        &self,
        actor: &str,
        owner: &str,
        name: &str,
    ) -> Result<Added, CurationError> {
        let (path, upload) = self.draft(owner, name)?;
        let taken = path.with_extension(TAKEN);
        // Of two who agree at once, one finds nothing to rename.
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

    /// Forgets what `owner` was shown a preview of, if it is still there.
    pub fn discard_draft(&self, owner: &str, name: &str) {
        if let Ok((path, _)) = self.draft(owner, name) {
            let _ = fs::remove_file(path);
        }
    }

    fn drafts(&self) -> PathBuf {
        self.place().index.join(FOLDER)
    }

    fn draft(&self, owner: &str, name: &str) -> Result<(PathBuf, Upload), CurationError> {
        let is_name = name.len() == NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let path = self.drafts().join(name);
        if !is_name || is_old(&path) {
            return Err(CurationError::NoDraft);
        }
        let upload = read(&path, owner).ok_or(CurationError::NoDraft)?;
        Ok((path, upload))
    }
}

fn write(folder: &Path, head: &Head, bytes: &[u8]) -> (String, io::Result<()>) {
    let mut hasher = blake3::Hasher::new();
    hasher.update(head.owner.as_bytes()).update(bytes);
    hasher.update(&Timestamp::now().as_nanosecond().to_le_bytes());
    let name: String = hasher.finalize().to_hex().chars().take(NAME).collect();
    let written = (|| {
        fs::create_dir_all(folder)?;
        let mut draft = serde_json::to_vec(head)?;
        draft.push(b'\n');
        draft.extend_from_slice(bytes);
        files::write_new(&folder.join(&name), &draft).map(drop)
    })();
    (name, written)
}

fn read(path: &Path, owner: &str) -> Option<Upload> {
    let mut draft = fs::read(path).ok()?;
    let end = draft.iter().position(|byte| *byte == b'\n')?;
    let bytes = draft.split_off(end + 1);
    let head: Head = serde_json::from_slice(&draft).ok()?;
    let page = match head.page {
        Some(page) => Some(Url::parse(&page).ok()?),
        None => None,
    };
    (head.owner == owner).then_some(Upload {
        name: head.name,
        page,
        bytes,
    })
}

/// Deletes what nobody agreed to in time, and the oldest of too many.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut drafts: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    drafts.sort_by_cached_key(|path| std::cmp::Reverse(written_at(path)));
    for (n, path) in drafts.iter().enumerate() {
        if n >= MOST || is_old(path) {
            let _ = fs::remove_file(path);
        }
    }
}

fn written_at(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn is_old(path: &Path) -> bool {
    // One from the future, as a clock that was set back makes it, is not old.
    let age = written_at(path).map(|at| at.elapsed().unwrap_or_default());
    age.is_none_or(|age| age > Curator::DRAFT_KEPT)
}
