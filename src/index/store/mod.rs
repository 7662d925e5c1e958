//! Index folder: opens it, checks whether it is usable, and gives access to its committed state.

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
use super::error::{Unusable, engine_error, folder_error};
use super::schema::{Fields, schema};
use super::vectors::VectorFile;
use super::{IndexError, Snapshot};
use crate::text::Language;
use directory::{IndexDirectory, Purpose};
use files::{delete_index_files, delete_unfinished_files};
use lock::WriterLock;
use vector_file::open_committed_vectors;
use verified::{catch_panic, open_index, open_reader, read_commit, segment_files, verify};

pub(super) use catalog::CatalogEntry;
pub use files::size_on_disk;
pub use lock::LockRequest;
pub use lock_holder::LockHolder;

/// Open index folder.
pub struct Store {
    pub(super) folder: PathBuf,
    pub(super) language: Language,
    pub(super) index: tantivy::Index,
    pub(super) fields: Fields,
    pub(super) reader: IndexReader,
    /// `None` until the first commit.
    pub(super) payload: Option<Arc<CommitPayload>>,
    /// The vectors that the payload names; `None` if there are none or they cannot be read.
    vectors: Option<Arc<VectorFile>>,
    /// Held while the index is being written.
    lock: Option<WriterLock>,
    rebuilt: Option<Unusable>,
    /// Files with verified checksums. Files never change, so each is verified once.
    verified: HashSet<PathBuf>,
}

impl Store {
    /// Opens the index in `folder`, which is created if needed. An index that is missing, damaged
    /// or made by another version is replaced by an empty one, to be filled by
    /// [`super::refresh()`].
    ///
    /// # Errors
    ///
    /// [`IndexError::Folder`] if the folder cannot be used at all; [`IndexError::Busy`] if there is
    /// no usable index and another process that holds the lock does not finish in time.
    pub fn open(folder: &Path, language: Language) -> Result<Self, IndexError> {
        Self::open_for(&LockRequest::default(), folder, language)
    }

    /// Opens an index like [`Store::open`], with an actor and a timeout for the writer's lock.
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
            Err(Unusable::Unreadable(source)) => return Err(folder_error(folder, source)),
            Err(_) => {}
        }
        fs::create_dir_all(folder).map_err(|source| folder_error(folder, source))?;
        let lock = WriterLock::take(folder, request)?;
        // Another process may have finished its build while this one waited for the lock.
        match Self::open_existing(folder, language) {
            Ok(store) => Ok(store),
            Err(Unusable::Unreadable(source)) => Err(folder_error(folder, source)),
            Err(reason) => Self::create(folder, language, lock, reason),
        }
    }

    /// Replaces the index in the folder by an empty one.
    fn create(
        folder: &Path,
        language: Language,
        lock: WriterLock,
        reason: Unusable,
    ) -> Result<Self, IndexError> {
        let failed = |error| engine_error(folder, "create", error);
        delete_index_files(folder).map_err(|source| folder_error(folder, source))?;
        tantivy::IndexBuilder::new()
            .schema(schema().0)
            .settings(IndexSettings {
                // Every answer fetches about fifty passages from all over the store. Reading them
                // uncompressed costs a fraction of decompressing their blocks.
                docstore_compression: Compressor::None,
                docstore_blocksize: 4096,
                // Without compression this thread would have nothing to do.
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            })
            .open_or_create(IndexDirectory::open(folder, Purpose::Writing).map_err(failed)?)
            .map_err(failed)?;
        let index = open_index(folder, language, Purpose::Writing).map_err(failed)?;
        let reader = open_reader(&index).map_err(failed)?;
        Ok(Self {
            lock: Some(lock),
            rebuilt: Some(reason),
            ..Self::new(folder, language, index, reader)
        })
    }

    /// Opens an existing usable index. Changes nothing.
    ///
    /// # Errors
    ///
    /// `Unusable` if there is none; [`Store::open`] would then make a new one.
    pub fn open_existing(folder: &Path, language: Language) -> Result<Self, Unusable> {
        Self::open_verified(folder, language, Purpose::Reading, HashSet::new())
    }

    /// Opens an existing index, of which the files in `verified` need no verification.
    fn open_verified(
        folder: &Path,
        language: Language,
        purpose: Purpose,
        mut verified: HashSet<PathBuf>,
    ) -> Result<Self, Unusable> {
        if !folder.join("meta.json").exists() {
            return Err(Unusable::Missing);
        }
        catch_panic(|| {
            let index = open_index(folder, language, purpose).map_err(Unusable::from_tantivy)?;
            // Files are verified before they are opened, because tantivy panics on damaged ones.
            verify(
                &index,
                &index.load_metas().map_err(Unusable::from_tantivy)?,
                &mut verified,
            )?;
            let reader = open_reader(&index).map_err(Unusable::from_tantivy)?;
            let metas = read_commit(&index, &reader, &mut verified)?;
            let payload = CommitPayload::parse(metas.payload.as_deref(), language)?;
            Ok(Self {
                vectors: open_committed_vectors(folder, payload.vectors.as_ref()),
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

    /// Returns why opening replaced the index by an empty one; `None` if it did not.
    pub fn rebuilt(&self) -> Option<&Unusable> {
        self.rebuilt.as_ref()
    }

    /// Switches to the last commit, whichever process made it.
    ///
    /// # Errors
    ///
    /// `Unusable` if the index is no longer usable.
    pub fn reload(&mut self) -> Result<(), Unusable> {
        let metas = catch_panic(|| read_commit(&self.index, &self.reader, &mut self.verified))?;
        let payload = CommitPayload::parse(metas.payload.as_deref(), self.language)?;
        self.use_payload(payload);
        Ok(())
    }

    /// Returns the last committed state, which is immutable; `None` before the first commit.
    pub fn snapshot(&self) -> Option<Snapshot> {
        let payload = self.payload.as_ref()?;
        Some(Snapshot::new(
            self.reader.searcher(),
            self.fields,
            Arc::clone(payload),
            self.vectors.clone(),
            self.folder.clone(),
            self.language,
        ))
    }

    /// Returns the author, time and description of the last commit; `None` before the first one.
    pub fn commit_info(&self) -> Option<&CommitInfo> {
        self.payload.as_ref().map(|payload| &payload.info)
    }

    /// Returns the edition of the last commit; empty before the first one.
    pub fn edition(&self) -> Edition {
        self.payload
            .as_ref()
            .map(|payload| payload.edition.clone())
            .unwrap_or_default()
    }

    /// Returns the source files of the last commit, by path.
    pub fn files(&self) -> &BTreeMap<String, FileState> {
        static NONE: BTreeMap<String, FileState> = BTreeMap::new();
        self.payload
            .as_ref()
            .map_or(&NONE, |payload| &payload.files)
    }

    /// Returns the [`crate::quotations::Attributor::name`] of the attributor that found the
    /// speakers; empty if articles were indexed with different ones.
    pub fn attributor_name(&self) -> &str {
        self.payload
            .as_ref()
            .map_or("", |payload| &payload.attributor_name)
    }

    /// Returns, by the ID of each article with corrected speakers, the fingerprint of the
    /// corrections it was indexed with: [`crate::corpus::Corrections::fingerprints`].
    pub fn corrections(&self) -> &BTreeMap<String, u64> {
        static NONE: BTreeMap<String, u64> = BTreeMap::new();
        self.payload
            .as_ref()
            .map_or(&NONE, |payload| &payload.corrections)
    }

    /// Takes the writer's lock and switches to the last commit. An index damaged meanwhile is
    /// replaced by an empty one.
    ///
    /// # Errors
    ///
    /// [`IndexError::Busy`] if another process still holds the lock after the timeout;
    /// [`IndexError::Folder`] if the folder cannot be written.
    pub fn lock(&mut self, request: &LockRequest) -> Result<(), IndexError> {
        if self.lock.is_some() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(|source| folder_error(&self.folder, source))?;
        let lock = WriterLock::take(&self.folder, request)?;
        delete_unfinished_files(&self.folder)
            .map_err(|source| folder_error(&self.folder, source))?;
        let (folder, language) = (self.folder.clone(), self.language);
        let rebuilt = self.rebuilt.take();
        let verified = mem::take(&mut self.verified);
        *self = match Self::open_verified(&folder, language, Purpose::Writing, verified) {
            Ok(store) => Self {
                lock: Some(lock),
                rebuilt,
                ..store
            },
            Err(Unusable::Unreadable(source)) => return Err(folder_error(&folder, source)),
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

    /// Switches to the state described by `payload`.
    pub(super) fn use_payload(&mut self, payload: CommitPayload) {
        if payload.vectors.as_ref() != self.committed_vectors() {
            self.vectors = open_committed_vectors(&self.folder, payload.vectors.as_ref());
        }
        self.payload = Some(Arc::new(payload));
    }

    /// Marks the files of the last commit as verified, because this store wrote them.
    pub(super) fn trust_last_commit(&mut self) -> tantivy::Result<()> {
        let metas = self.index.load_metas()?;
        self.verified = metas.segments.iter().flat_map(segment_files).collect();
        Ok(())
    }

    /// Releases the writer's lock.
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
