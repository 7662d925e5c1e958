//! The index folder: opening it, telling whether it can be used, and the state it stands for.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::store::Compressor;
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, TantivyError};

use super::schema::{Fields, schema, tokenizers, version};
use super::{IndexError, Language, Snapshot};

/// Our own lock, beside tantivy's: it is held from the moment an index is found unusable until a
/// new one is committed, and waited for rather than failed on.
const LOCK_FILE: &str = "writer.lock";

/// The identity of one committed state: a short name that is the same wherever the same articles
/// are indexed in the same way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edition(String);

impl Edition {
    /// Names the state made of these files by this version of the program.
    fn of(version: &str, files: &BTreeMap<String, FileState>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(version.as_bytes());
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

/// What a commit says of itself, stored with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct State {
    version: String,
    pub edition: Edition,
    pub committed: Timestamp,
    pub files: BTreeMap<String, FileState>,
}

impl State {
    pub fn new(language: Language, files: BTreeMap<String, FileState>) -> Self {
        let version = version(language);
        Self {
            edition: Edition::of(&version, &files),
            version,
            committed: Timestamp::now(),
            files,
        }
    }

    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

/// An open index folder.
pub struct Store {
    pub(super) folder: PathBuf,
    pub(super) language: Language,
    pub(super) index: tantivy::Index,
    pub(super) fields: Fields,
    pub(super) reader: IndexReader,
    /// `None` until the first commit.
    pub(super) state: Option<State>,
    /// Held while the index is empty and about to be filled.
    pub(super) lock: Option<File>,
    rebuilt: Option<String>,
}

impl Store {
    /// Opens the index in `folder`, which is created if needed. An index that is missing, damaged
    /// or made by another version is replaced by an empty one, to be filled by
    /// [`super::refresh()`].
    ///
    /// # Errors
    ///
    /// [`IndexError::Folder`] if the folder cannot be used at all.
    pub fn open(folder: &Path, language: Language) -> Result<Self, IndexError> {
        let in_folder = |source| IndexError::Folder {
            folder: folder.display().to_string(),
            source,
        };
        match Self::open_existing(folder, language) {
            Ok(store) => return Ok(store),
            Err(_) => fs::create_dir_all(folder).map_err(in_folder)?,
        }
        let lock = lock(folder).map_err(in_folder)?;
        // Another process may have finished its build while this one waited for the lock.
        let reason = match Self::open_existing(folder, language) {
            Ok(store) => return Ok(store),
            Err(reason) => reason,
        };
        wipe(folder).map_err(in_folder)?;
        let (schema, _) = schema();
        let directory = MmapDirectory::open(folder)
            .map_err(TantivyError::from)
            .map_err(|error| engine_error(folder, "create", error))?;
        tantivy::IndexBuilder::new()
            .schema(schema)
            .settings(IndexSettings {
                // Every answer fetches some fifty passages from all over the store: read as they
                // lie on the disk they cost a fraction of what unpacking them would.
                docstore_compression: Compressor::None,
                docstore_blocksize: 4096,
                ..IndexSettings::default()
            })
            .open_or_create(directory)
            .map_err(|error| engine_error(folder, "create", error))?;
        let mut store = Self::attach(folder, language)
            .map_err(|error| engine_error(folder, "create", error))?;
        store.lock = Some(lock);
        store.rebuilt = Some(reason);
        Ok(store)
    }

    /// Why the index had to be made anew when it was opened, if it had to.
    pub fn rebuilt(&self) -> Option<&str> {
        self.rebuilt.as_deref()
    }

    /// A view of the last committed state, which stays as it is whatever is written later.
    /// `None` if nothing was committed yet.
    pub fn snapshot(&self) -> Option<Snapshot> {
        let state = self.state.as_ref()?;
        Some(Snapshot::new(
            self.reader.searcher(),
            self.fields,
            state.edition.clone(),
            self.folder.clone(),
        ))
    }

    /// When the last state was committed.
    pub fn committed(&self) -> Option<Timestamp> {
        self.state.as_ref().map(|state| state.committed)
    }

    /// The bytes that the folder takes on disk.
    pub fn size_on_disk(&self) -> u64 {
        fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.metadata().ok())
            .filter(fs::Metadata::is_file)
            .map(|metadata| metadata.len())
            .sum()
    }

    /// Opens an index that can be used as it is, or says why there is none; touches nothing.
    ///
    /// # Errors
    ///
    /// Why [`Store::open`] would make a new one, in words.
    pub fn open_existing(folder: &Path, language: Language) -> Result<Self, String> {
        if !folder.join("meta.json").exists() {
            return Err("there is no index yet".to_owned());
        }
        let store = Self::attach(folder, language)
            .map_err(|error| format!("the index is damaged ({error})"))?;
        let Some(state) = &store.state else {
            return Err("the index was never finished".to_owned());
        };
        let wanted = version(language);
        if state.version != wanted {
            return Err(format!(
                "the index was made by another version ({}, now {wanted})",
                state.version
            ));
        }
        match store.index.validate_checksum() {
            Ok(damaged) if damaged.is_empty() => Ok(store),
            Ok(damaged) => Err(format!(
                "the index is damaged ({} files fail their checksum)",
                damaged.len()
            )),
            Err(error) => Err(format!("the index is damaged ({error})")),
        }
    }

    fn attach(folder: &Path, language: Language) -> tantivy::Result<Self> {
        let mut index = tantivy::Index::open_in_dir(folder)?;
        index.set_tokenizers(tokenizers(language));
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let state = index
            .load_metas()?
            .payload
            .and_then(|payload| serde_json::from_str(&payload).ok());
        Ok(Self {
            folder: folder.to_owned(),
            language,
            index,
            fields: schema().1,
            reader,
            state,
            lock: None,
            rebuilt: None,
        })
    }

    /// Which state is committed; an empty name before the first commit.
    pub fn edition(&self) -> Edition {
        self.state
            .as_ref()
            .map(|state| state.edition.clone())
            .unwrap_or_default()
    }

    pub(super) fn has_edition(&self) -> bool {
        self.state.is_some()
    }

    /// The files that the last committed state stands for, by path.
    pub fn files(&self) -> &BTreeMap<String, FileState> {
        static NONE: BTreeMap<String, FileState> = BTreeMap::new();
        self.state.as_ref().map_or(&NONE, |state| &state.files)
    }

    pub(super) fn engine_error(
        &self,
        action: &'static str,
    ) -> impl Fn(TantivyError) -> IndexError + use<> {
        let folder = self.folder.clone();
        move |error| engine_error(&folder, action, error)
    }

    /// Waits until no other process writes to the folder, then sees what it wrote.
    pub(super) fn lock(&mut self) -> Result<(), IndexError> {
        if self.lock.is_some() {
            return Ok(());
        }
        let lock = lock(&self.folder).map_err(|source| IndexError::Folder {
            folder: self.folder.display().to_string(),
            source,
        })?;
        let rebuilt = self.rebuilt.take();
        *self = Self::attach(&self.folder, self.language).map_err(self.engine_error("read"))?;
        self.lock = Some(lock);
        self.rebuilt = rebuilt;
        Ok(())
    }

    pub(super) fn unlock(&mut self) {
        self.lock = None;
    }
}

pub(super) fn engine_error(folder: &Path, action: &'static str, error: TantivyError) -> IndexError {
    IndexError::Engine {
        action,
        folder: folder.display().to_string(),
        source: Box::new(error),
    }
}

fn lock(folder: &Path) -> io::Result<File> {
    let file = File::create(folder.join(LOCK_FILE))?;
    file.lock()?;
    Ok(file)
}

/// Deletes tantivy's files, and no others: a folder named by mistake must not lose anything.
fn wipe(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default();
        let is_segment = stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_segment || name == "meta.json" || name == ".managed.json" {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
