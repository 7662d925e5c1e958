//! The index folder: opening it, checking whether it can be used, and its committed state.

mod batched_fsync;
mod catalog;
mod commit_checksum;
mod directory;
mod files;
mod lock;
mod lock_holder;
mod vector_file;
mod vectors;
mod verified;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::store::Compressor;
use tantivy::{IndexReader, IndexSettings, TantivyError};

use super::commit::{CommitInfo, CommitPayload, Edition, FileState};
use super::error::{Unusable, engine_error, in_folder};
use super::schema::{Fields, schema};
use super::vectors::VectorFile;
use super::{IndexError, Language, Snapshot};
use directory::{IndexDirectory, Purpose};
use files::{sweep, wipe};
use lock::WriterLock;
use vector_file::vectors_of;
use verified::{files_of, open_index, read_commit, reader_of, survived, verify};

pub(super) use catalog::CatalogEntry;
pub use files::size_on_disk;
pub use lock::LockRequest;
pub use lock_holder::LockHolder;

/// An open index folder.
pub struct Store {
    pub(super) folder: PathBuf,
    pub(super) language: Language,
    pub(super) index: tantivy::Index,
    pub(super) fields: Fields,
    pub(super) reader: IndexReader,
    /// `None` until the first commit.
    pub(super) payload: Option<Arc<CommitPayload>>,
    /// The vectors that the payload names, if they can be read.
    vectors: Option<Arc<VectorFile>>,
    /// Held while the index is being written.
    lock: Option<WriterLock>,
    rebuilt: Option<Unusable>,
    /// Files whose checksums were verified. No file ever changes, so each is verified once.
    verified: HashSet<PathBuf>,
}

impl Store {
    /// Opens the index in `folder`, which is created if needed. An index that is missing, damaged
    /// or made by another version is replaced by an empty one, to be filled by
    /// [`super::refresh()`].
    ///
    /// # Errors
    ///
    /// [`IndexError::Folder`] if the folder cannot be used at all, [`IndexError::Busy`] if there
    /// is nothing to read yet and another program is about to change that.
    pub fn open(folder: &Path, language: Language) -> Result<Self, IndexError> {
        Self::open_for(&LockRequest::default(), folder, language)
    }

    /// [`Store::open`] for an actor, with a timeout for the writer's lock.
    ///
    /// # Errors
    ///
    /// As for [`Store::open`].
    pub fn open_for(
        request: &LockRequest,
        folder: &Path,
        language: Language,
    ) -> Result<Self, IndexError> {
        match Self::open_existing(folder, language) {
            Ok(store) => return Ok(store),
            Err(Unusable::Unreadable(source)) => return Err(in_folder(folder, source)),
            Err(_) => {}
        }
        fs::create_dir_all(folder).map_err(|source| in_folder(folder, source))?;
        let lock = WriterLock::take(folder, request)?;
        // Another process may have finished its build while this one waited for the lock.
        match Self::open_existing(folder, language) {
            Ok(store) => Ok(store),
            Err(Unusable::Unreadable(source)) => Err(in_folder(folder, source)),
            Err(reason) => Self::create(folder, language, lock, reason),
        }
    }

    /// Replaces whatever index is in the folder by an empty one.
    fn create(
        folder: &Path,
        language: Language,
        lock: WriterLock,
        reason: Unusable,
    ) -> Result<Self, IndexError> {
        let failed = |error| engine_error(folder, "create", error);
        wipe(folder).map_err(|source| in_folder(folder, source))?;
        tantivy::IndexBuilder::new()
            .schema(schema().0)
            .settings(IndexSettings {
                // Every answer fetches about fifty passages from all over the store. Reading them
                // uncompressed costs a fraction of decompressing the blocks they are in.
                docstore_compression: Compressor::None,
                docstore_blocksize: 4096,
                // Without compression its thread would have nothing to do.
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            })
            .open_or_create(IndexDirectory::open(folder, Purpose::Writing).map_err(failed)?)
            .map_err(failed)?;
        let index = open_index(folder, language, Purpose::Writing).map_err(failed)?;
        let reader = reader_of(&index).map_err(failed)?;
        Ok(Self {
            lock: Some(lock),
            rebuilt: Some(reason),
            ..Self::new(folder, language, index, reader)
        })
    }

    /// Opens an index that can be used as it is, and changes nothing.
    ///
    /// # Errors
    ///
    /// `Unusable` if there is none, in which case [`Store::open`] would make a new one.
    pub fn open_existing(folder: &Path, language: Language) -> Result<Self, Unusable> {
        Self::open_verified(folder, language, Purpose::Reading, HashSet::new())
    }

    /// Opens an index of which these files were verified already.
    fn open_verified(
        folder: &Path,
        language: Language,
        purpose: Purpose,
        mut verified: HashSet<PathBuf>,
    ) -> Result<Self, Unusable> {
        if !folder.join("meta.json").exists() {
            return Err(Unusable::Missing);
        }
        survived(|| {
            let index = open_index(folder, language, purpose).map_err(Unusable::of)?;
            // Only verified files are opened: tantivy panics on damaged ones.
            verify(
                &index,
                &index.load_metas().map_err(Unusable::of)?,
                &mut verified,
            )?;
            let reader = reader_of(&index).map_err(Unusable::of)?;
            let metas = read_commit(&index, &reader, &mut verified)?;
            let payload = CommitPayload::parse(metas.payload.as_deref(), language)?;
            Ok(Self {
                vectors: vectors_of(folder, payload.vectors.as_ref()),
                payload: Some(Arc::new(payload)),
                verified,
                ..Self::new(folder, language, index, reader)
            })
        })
    }

    fn new(folder: &Path, language: Language, index: tantivy::Index, reader: IndexReader) -> Self {
        Self {
            folder: folder.to_owned(),
            language,
            index,
            fields: schema().1,
            reader,
            payload: None,
            vectors: None,
            verified: HashSet::new(),
            lock: None,
            rebuilt: None,
        }
    }

    /// Why opening the index replaced it by an empty one, if it did.
    pub fn rebuilt(&self) -> Option<&Unusable> {
        self.rebuilt.as_ref()
    }

    /// Opens the last commit, whichever process made it.
    ///
    /// # Errors
    ///
    /// `Unusable` if the index cannot be used any more.
    pub fn reload(&mut self) -> Result<(), Unusable> {
        let metas = survived(|| read_commit(&self.index, &self.reader, &mut self.verified))?;
        let payload = CommitPayload::parse(metas.payload.as_deref(), self.language)?;
        self.take(payload);
        Ok(())
    }

    /// The last committed state, which never changes; `None` before the first commit.
    pub fn snapshot(&self) -> Option<Snapshot> {
        let payload = self.payload.as_ref()?;
        Some(Snapshot::new(
            self.reader.searcher(),
            self.fields,
            Arc::clone(payload),
            self.vectors.clone(),
            self.folder.clone(),
        ))
    }

    /// Who made the last commit, when, and by doing what; `None` before the first one.
    pub fn commit_info(&self) -> Option<&CommitInfo> {
        self.payload.as_ref().map(|payload| &payload.info)
    }

    /// The edition of the last commit; empty before the first one.
    pub fn edition(&self) -> Edition {
        self.payload
            .as_ref()
            .map(|payload| payload.edition.clone())
            .unwrap_or_default()
    }

    /// The source files of the last commit, by path.
    pub fn files(&self) -> &BTreeMap<String, FileState> {
        static NONE: BTreeMap<String, FileState> = BTreeMap::new();
        self.payload
            .as_ref()
            .map_or(&NONE, |payload| &payload.files)
    }

    /// The [`crate::quotations::Attributor::name`] that speakers were attributed with; empty if
    /// there was more than one.
    pub fn attributor_name(&self) -> &str {
        self.payload
            .as_ref()
            .map_or("", |payload| &payload.attributor_name)
    }

    /// For each article whose speakers were corrected, the fingerprint of the corrections that it
    /// was indexed with: [`crate::corpus::Corrections::fingerprints`].
    pub fn corrections(&self) -> &BTreeMap<String, u64> {
        static NONE: BTreeMap<String, u64> = BTreeMap::new();
        self.payload
            .as_ref()
            .map_or(&NONE, |payload| &payload.corrections)
    }

    /// Takes the writer's lock and opens the last commit. An index that was damaged meanwhile is
    /// replaced by an empty one.
    ///
    /// # Errors
    ///
    /// [`IndexError::Busy`] if another program still holds the lock after the timeout, or
    /// [`IndexError::Folder`] if nothing can be written.
    pub fn lock(&mut self, request: &LockRequest) -> Result<(), IndexError> {
        if self.lock.is_some() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(|source| in_folder(&self.folder, source))?;
        let lock = WriterLock::take(&self.folder, request)?;
        sweep(&self.folder).map_err(|source| in_folder(&self.folder, source))?;
        let (folder, language) = (self.folder.clone(), self.language);
        let rebuilt = self.rebuilt.take();
        let verified = mem::take(&mut self.verified);
        *self = match Self::open_verified(&folder, language, Purpose::Writing, verified) {
            Ok(store) => Self {
                lock: Some(lock),
                rebuilt,
                ..store
            },
            Err(Unusable::Unreadable(source)) => return Err(in_folder(&folder, source)),
            Err(reason) => {
                let store = Self::create(&folder, language, lock, reason)?;
                Self {
                    rebuilt: rebuilt.or(store.rebuilt),
                    ..store
                }
            }
        };
        Ok(())
    }

    /// Goes on with the state of this payload.
    pub(super) fn take(&mut self, payload: CommitPayload) {
        if payload.vectors.as_ref() != self.committed_vectors() {
            self.vectors = vectors_of(&self.folder, payload.vectors.as_ref());
        }
        self.payload = Some(Arc::new(payload));
    }

    /// Notes that the files of the last commit were written by this store.
    pub(super) fn trust_last_commit(&mut self) -> tantivy::Result<()> {
        let metas = self.index.load_metas()?;
        self.verified = metas.segments.iter().flat_map(files_of).collect();
        Ok(())
    }

    /// Frees the writer's lock.
    pub fn unlock(&mut self) {
        self.lock = None;
    }

    pub(super) fn engine_error(
        &self,
        action: &'static str,
    ) -> impl Fn(TantivyError) -> IndexError + use<> {
        let folder = self.folder.clone();
        move |error| engine_error(&folder, action, error)
    }
}
