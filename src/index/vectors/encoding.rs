//! Encodes the passages that have no vectors yet, batch by batch.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tantivy_common::OwnedBytes;

use super::CommittedVectors;
use super::batch::{Encoded, key, write};
use super::file::VectorFile;
use super::names::{last, name};
use crate::corpus::Article;
use crate::encoder::Encoder;
use crate::index::error::folder_error;
use crate::index::passage::sentences;
use crate::index::{Cancellation, IndexError};

/// Number of passages in a batch. A killed process loses at most the current batch.
const BATCH: usize = 32;

/// Minimum number of passages in a file that is rewritten when most of them are no longer in use.
const MIN_REWRITTEN: usize = 1000;

/// Request to encode the passages of articles.
pub(in crate::index) struct EncodeRequest<'a> {
    /// The index folder, whose writer's lock the caller holds.
    pub folder: &'a Path,
    pub encoder: &'a Encoder,
    /// Opens a file of the folder.
    pub open: &'a dyn Fn(&Path) -> Option<OwnedBytes>,
    /// The vectors of the last commit.
    pub committed: Option<&'a CommittedVectors>,
    /// Keys of the passages in the last commit.
    pub known: Vec<u64>,
    /// The articles that are about to be written.
    pub articles: &'a [Article],
    pub cancellation: &'a Cancellation,
}

/// Passage without vectors.
struct Missing<'a> {
    key: u64,
    text: &'a str,
    sentences: Vec<(usize, usize)>,
    /// Index of its article in [`EncodeRequest::articles`].
    article: usize,
}

/// Encodes the passages that have no vectors yet, and returns the record for the next commit.
/// `progress` receives the number of finished articles.
///
/// # Errors
///
/// [`IndexError`] if the file cannot be written, the encoder fails, or the work is cancelled.
/// Vectors encoded before that are kept for the next attempt.
pub(in crate::index) fn encode(
    request: &EncodeRequest<'_>,
    progress: &mut dyn FnMut(usize),
) -> Result<CommittedVectors, IndexError> {
    let failed = |source| folder_error(request.folder, source);
    let encoder = request.encoder;
    let dimensions = encoder.dimensions();
    let number = last(request.folder, encoder.identity()).map_err(failed)?;
    let current = number.map(|number| name(encoder.identity(), number));
    let bytes = current
        .as_ref()
        .and_then(|name| (request.open)(Path::new(name)));
    let known = VectorFile::read(bytes.unwrap_or_else(OwnedBytes::empty), dimensions);
    let committed = request
        .committed
        .filter(|it| Some(&it.file) == current.as_ref());
    let is_damaged = committed.is_some_and(|committed| known.length() < committed.length);

    let mut wanted: HashSet<u64> = request.known.iter().copied().collect();
    let mut missing = Vec::new();
    for (n, article) in request.articles.iter().enumerate() {
        for paragraph in article.paragraphs() {
            let sentences = sentences(paragraph.text, article.metadata().language.as_deref());
            let key = key(paragraph.text, &sentences);
            if wanted.insert(key) && known.place(key).is_none() {
                missing.push(Missing {
                    key,
                    text: paragraph.text,
                    sentences,
                    article: n,
                });
            }
        }
    }
    let is_mostly_gone = known.passages() > MIN_REWRITTEN.max(2 * wanted.len());
    let mut file = match (current, number) {
        (Some(name), _) if !is_damaged && !is_mostly_gone => {
            VectorWriter::open(request.folder, name, known.length(), dimensions)
        }
        (_, number) => {
            let next = number.map_or(0, |number| number + 1);
            let name = name(encoder.identity(), next);
            VectorWriter::copy(request.folder, name, &known, &wanted)
        }
    }
    .map_err(failed)?;

    for batch in missing.chunks(BATCH) {
        if request.cancellation.is_cancelled() {
            return Err(IndexError::Cancelled);
        }
        progress(batch.first().map_or(0, |first| first.article));
        file.append(&vectors(encoder, batch)?).map_err(failed)?;
    }
    file.sync().map_err(failed)?;
    Ok(CommittedVectors {
        encoder: encoder.identity().to_owned(),
        file: file.name,
        dimensions,
        length: file.length,
        is_partial: false,
    })
}

/// Encodes a batch of passages and their sentences.
fn vectors(encoder: &Encoder, batch: &[Missing<'_>]) -> Result<Vec<Encoded>, IndexError> {
    let sentences_of = |missing: &Missing<'_>| match missing.sentences.len() {
        // A single sentence equals the passage.
        0 | 1 => 0,
        count => count,
    };
    let mut texts = Vec::new();
    for missing in batch {
        texts.push(missing.text);
        for (start, end) in missing.sentences.iter().take(sentences_of(missing)) {
            texts.push(missing.text.get(*start..*end).unwrap_or_default());
        }
    }
    let mut vectors = encoder.passages(&texts)?.into_iter().map(|vector| vector.0);
    let encoded = batch.iter().map(|missing| Encoded {
        key: missing.key,
        passage: vectors.next().unwrap_or_default(),
        sentences: vectors.by_ref().take(sentences_of(missing)).collect(),
    });
    Ok(encoded.collect())
}

/// Appends batches to a file of vectors.
struct VectorWriter {
    file: File,
    folder: PathBuf,
    name: String,
    length: u64,
    dimensions: usize,
}

impl VectorWriter {
    /// Opens a file for appending after its `length` bytes of complete batches. Truncates anything
    /// a crash left after them.
    fn open(folder: &Path, name: String, length: u64, dimensions: usize) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).open(folder.join(&name))?;
        if file.metadata()?.len() > length {
            file.set_len(length)?;
        }
        Ok(Self {
            file,
            folder: folder.to_owned(),
            name,
            length,
            dimensions,
        })
    }

    /// Creates a file with the wanted vectors of another file.
    fn copy(
        folder: &Path,
        name: String,
        from: &VectorFile,
        wanted: &HashSet<u64>,
    ) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let file = options
            .append(true)
            .create_new(true)
            .open(folder.join(&name))?;
        let mut copy = Self {
            file,
            folder: folder.to_owned(),
            name,
            length: 0,
            dimensions: from.dimensions(),
        };
        let mut batch = Vec::new();
        for key in wanted {
            if let Some(place) = from.place(*key) {
                batch.push(Encoded {
                    key: *key,
                    passage: from.passage(place).to_owned(),
                    sentences: from.sentences(place).map(<[u8]>::to_owned).collect(),
                });
            }
            if batch.len() == BATCH {
                copy.append(&batch)?;
                batch.clear();
            }
        }
        copy.append(&batch)?;
        Ok(copy)
    }

    fn append(&mut self, batch: &[Encoded]) -> io::Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        let bytes = write(batch, self.dimensions);
        self.file.write_all(&bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Flushes the file and its directory entry to the disk.
    fn sync(&self) -> io::Result<()> {
        self.file.sync_all()?;
        File::open(&self.folder)?.sync_all()
    }
}
