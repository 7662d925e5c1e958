//! The index folder: opening it, checking whether it can be used, and its committed state.

mod batched_fsync;
mod catalog;
mod directory;
mod files;
mod lock;
mod lock_holder;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::index::SegmentComponent;
use tantivy::store::Compressor;
use tantivy::{IndexMeta, IndexReader, IndexSettings, ReloadPolicy, TantivyError};

use super::commit::{CommitInfo, CommitPayload, Edition, FileState};
use super::error::{Unusable, engine_error, in_folder};
use super::schema::{Fields, schema, tokenizers};
use super::{IndexError, Language, Snapshot};
use directory::{IndexDirectory, Purpose};
use files::{sweep, wipe};
use lock::WriterLock;

pub(super) use catalog::CatalogEntry;
pub use files::size_on_disk;
pub use lock::LockRequest;
pub use lock_holder::LockHolder;

/// Maximum number of attempts to open a commit that other processes keep replacing.
const MAX_ATTEMPTS: usize = 10;

/// An open index folder.
pub struct Store {
    folder: PathBuf,
    pub(super) language: Language,
    pub(super) index: tantivy::Index,
    pub(super) fields: Fields,
    pub(super) reader: IndexReader,
    /// `None` until the first commit.
    pub(super) payload: Option<Arc<CommitPayload>>,
    /// Held while the index is being written, and while it is empty and about to be filled.
    lock: Option<WriterLock>,
    rebuilt: Option<Unusable>,
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
        if let Ok(store) = Self::open_existing(folder, language) {
            return Ok(store);
        }
        fs::create_dir_all(folder).map_err(|source| in_folder(folder, source))?;
        let lock = WriterLock::take(folder, request)?;
        // Another process may have finished its build while this one waited for the lock.
        match Self::open_existing(folder, language) {
            Ok(store) => Ok(store),
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
        let (mut store, _) = Self::attach(folder, language, Purpose::Writing).map_err(failed)?;
        store.lock = Some(lock);
        store.rebuilt = Some(reason);
        Ok(store)
    }

    /// Opens an index that can be used as it is, and changes nothing.
    ///
    /// # Errors
    ///
    /// [`Unusable`] if there is none, in which case [`Store::open`] would make a new one.
    pub fn open_existing(folder: &Path, language: Language) -> Result<Self, Unusable> {
        let store = Self::open_unchecked(folder, language, Purpose::Reading)?;
        let damaged = store.index.validate_checksum().map_err(Unusable::damaged)?;
        if damaged.is_empty() {
            return Ok(store);
        }
        Err(Unusable::Damaged(format!(
            "{} files fail their checksum",
            damaged.len()
        )))
    }

    /// Opens an index without verifying its checksums, which takes a pass over all of it.
    fn open_unchecked(
        folder: &Path,
        language: Language,
        purpose: Purpose,
    ) -> Result<Self, Unusable> {
        if !folder.join("meta.json").exists() {
            return Err(Unusable::Missing);
        }
        let (mut store, metas) =
            Self::attach(folder, language, purpose).map_err(Unusable::damaged)?;
        // tantivy takes a segment without this file for one that has no positions. If any other
        // file is missing, it cannot open the segment.
        let mut positions = metas
            .segments
            .iter()
            .map(|segment| segment.relative_path(SegmentComponent::Positions));
        if !positions.all(|file| folder.join(file).exists()) {
            return Err(Unusable::damaged("a file is missing"));
        }
        let payload = CommitPayload::parse(metas.payload.as_deref(), language)?;
        store.payload = Some(Arc::new(payload));
        Ok(store)
    }

    /// Opens the folder, whatever its payload is.
    fn attach(
        folder: &Path,
        language: Language,
        purpose: Purpose,
    ) -> tantivy::Result<(Self, IndexMeta)> {
        let mut index = tantivy::Index::open(IndexDirectory::open(folder, purpose)?)?;
        index.set_tokenizers(tokenizers(language));
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let metas = metas_of(&index, &reader)?;
        let store = Self {
            folder: folder.to_owned(),
            language,
            index,
            fields: schema().1,
            reader,
            payload: None,
            lock: None,
            rebuilt: None,
        };
        Ok((store, metas))
    }

    /// Why opening the index replaced it by an empty one, if it did.
    pub fn rebuilt(&self) -> Option<&Unusable> {
        self.rebuilt.as_ref()
    }

    /// Opens the last commit, whichever process made it.
    ///
    /// # Errors
    ///
    /// [`Unusable`] if the index cannot be used any more.
    pub fn reload(&mut self) -> Result<(), Unusable> {
        let renewed = self
            .reader
            .reload()
            .and_then(|()| metas_of(&self.index, &self.reader));
        let metas = renewed.map_err(Unusable::damaged)?;
        let payload = CommitPayload::parse(metas.payload.as_deref(), self.language)?;
        self.payload = Some(Arc::new(payload));
        Ok(())
    }

    /// The last committed state, which never changes; `None` before the first commit.
    pub fn snapshot(&self) -> Option<Snapshot> {
        let payload = self.payload.as_ref()?;
        Some(Snapshot::new(
            self.reader.searcher(),
            self.fields,
            Arc::clone(payload),
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
        *self = match Self::open_unchecked(&folder, language, Purpose::Writing) {
            Ok(store) => Self {
                lock: Some(lock),
                rebuilt,
                ..store
            },
            Err(reason) => Self::create(&folder, language, lock, reason)?,
        };
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

/// The metadata of the commit whose segments `reader` has open. Another process may commit between
/// opening the segments and reading the metadata.
fn metas_of(index: &tantivy::Index, reader: &IndexReader) -> tantivy::Result<IndexMeta> {
    for _ in 0..MAX_ATTEMPTS {
        let metas = index.load_metas()?;
        let committed = metas.segments.iter().map(|s| (s.id(), s.delete_opstamp()));
        if committed.collect::<BTreeMap<_, _>>() == *reader.searcher().generation().segments() {
            return Ok(metas);
        }
        reader.reload()?;
    }
    let message = "commits follow each other faster than they can be read";
    Err(TantivyError::InternalError(message.to_owned()))
}
