//! The index folder: opening it, telling whether it can be used, and the state it stands for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::index::SegmentComponent;
use tantivy::store::Compressor;
use tantivy::{IndexMeta, IndexReader, IndexSettings, ReloadPolicy, TantivyError};

use super::directory::{IndexDirectory, Purpose};
use super::error::{engine_error, in_folder};
use super::files::{sweep, wipe};
use super::lock::{Claim, WriterLock};
use super::schema::{Fields, schema, tokenizers};
use super::state::{Edition, FileState, Made, State};
use super::{IndexError, Language, Snapshot};

/// How often opening a commit is tried again that another process replaces meanwhile.
const TRIES: usize = 10;

/// An open index folder.
pub struct Store {
    pub(super) folder: PathBuf,
    pub(super) language: Language,
    pub(super) index: tantivy::Index,
    pub(super) fields: Fields,
    pub(super) reader: IndexReader,
    /// `None` until the first commit.
    pub(super) state: Option<Arc<State>>,
    /// Held while the index is being written, and while it is empty and about to be filled.
    lock: Option<WriterLock>,
    rebuilt: Option<String>,
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
        Self::open_for(&Claim::default(), folder, language)
    }

    /// [`Store::open`], in someone's name and with their patience.
    ///
    /// # Errors
    ///
    /// As for [`Store::open`].
    pub fn open_for(claim: &Claim, folder: &Path, language: Language) -> Result<Self, IndexError> {
        if let Ok(store) = Self::open_existing(folder, language) {
            return Ok(store);
        }
        fs::create_dir_all(folder).map_err(|source| in_folder(folder, source))?;
        let lock = WriterLock::take(folder, claim)?;
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
        reason: String,
    ) -> Result<Self, IndexError> {
        let failed = |error| engine_error(folder, "create", error);
        wipe(folder).map_err(|source| in_folder(folder, source))?;
        tantivy::IndexBuilder::new()
            .schema(schema().0)
            .settings(IndexSettings {
                // Every answer fetches some fifty passages from all over the store: read as they
                // lie on the disk they cost a fraction of what unpacking them would.
                docstore_compression: Compressor::None,
                docstore_blocksize: 4096,
                // There is nothing to compress for a thread of its own.
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
            Arc::clone(state),
            self.folder.clone(),
        ))
    }

    /// Who made the last committed state, when, and by doing what.
    pub fn made(&self) -> Option<&Made> {
        self.state.as_ref().map(|state| &state.made)
    }

    /// Opens an index that can be used as it is, or says why there is none; touches nothing.
    ///
    /// # Errors
    ///
    /// Why [`Store::open`] would make a new one, in words.
    pub fn open_existing(folder: &Path, language: Language) -> Result<Self, String> {
        let store = Self::open_unchecked(folder, language, Purpose::Reading)?;
        match store.index.validate_checksum() {
            Ok(damaged) if damaged.is_empty() => Ok(store),
            Ok(damaged) => Err(format!(
                "the index is damaged ({} files fail their checksum)",
                damaged.len()
            )),
            Err(error) => Err(damaged(error)),
        }
    }

    /// The same without reading all of the index to see whether its checksums are right.
    pub(super) fn open_unchecked(
        folder: &Path,
        language: Language,
        purpose: Purpose,
    ) -> Result<Self, String> {
        if !folder.join("meta.json").exists() {
            return Err("there is no index yet".to_owned());
        }
        let (mut store, metas) = Self::attach(folder, language, purpose).map_err(damaged)?;
        // tantivy takes a segment without this file for one that has no positions, and cannot open it
        // without any other.
        let mut positions = metas
            .segments
            .iter()
            .map(|segment| segment.relative_path(SegmentComponent::Positions));
        if !positions.all(|file| folder.join(file).exists()) {
            return Err("the index is damaged (a file is missing)".to_owned());
        }
        store.state = Some(Arc::new(State::read(metas.payload.as_deref(), language)?));
        Ok(store)
    }

    /// Opens the folder, whatever its commit may say of itself.
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
            state: None,
            lock: None,
            rebuilt: None,
        };
        Ok((store, metas))
    }

    /// Sees what was committed since, by whomever.
    ///
    /// # Errors
    ///
    /// Why the index cannot be used any more, in words.
    pub fn reload(&mut self) -> Result<(), String> {
        let renewed = self
            .reader
            .reload()
            .and_then(|()| metas_of(&self.index, &self.reader));
        let metas = renewed.map_err(damaged)?;
        self.state = Some(Arc::new(State::read(
            metas.payload.as_deref(),
            self.language,
        )?));
        Ok(())
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

    /// How the speakers of quotations were found, as
    /// [`crate::quotations::Attributor::name`] says it; empty if they were found in more
    /// than one way.
    pub fn speakers(&self) -> &str {
        self.state.as_ref().map_or("", |state| &state.speakers)
    }

    pub(super) fn engine_error(
        &self,
        action: &'static str,
    ) -> impl Fn(TantivyError) -> IndexError + use<> {
        let folder = self.folder.clone();
        move |error| engine_error(&folder, action, error)
    }

    /// Keeps other programs from writing to the folder, and sees what they wrote until now. An
    /// index that was damaged meanwhile is replaced by an empty one.
    ///
    /// # Errors
    ///
    /// [`IndexError::Busy`] if another program still writes when patience ends, or
    /// [`IndexError::Folder`] if nothing can be written.
    pub fn lock(&mut self, claim: &Claim) -> Result<(), IndexError> {
        if self.lock.is_some() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(|source| in_folder(&self.folder, source))?;
        let lock = WriterLock::take(&self.folder, claim)?;
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

    /// Lets others write.
    pub fn unlock(&mut self) {
        self.lock = None;
    }
}

/// What the commit says whose segments `reader` has open: another process may commit between
/// opening the segments and reading the rest.
fn metas_of(index: &tantivy::Index, reader: &IndexReader) -> tantivy::Result<IndexMeta> {
    for _ in 0..TRIES {
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

fn damaged(error: TantivyError) -> String {
    format!("the index is damaged ({error})")
}
