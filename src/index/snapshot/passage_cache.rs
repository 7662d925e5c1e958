//! Cache of the passages that were found last. Most questions find passages that an earlier question
//! found, and decoding and splitting them takes longer than ranking them.

use std::mem::size_of_val;
use std::sync::Arc;

use lru::LruCache;
use parking_lot::Mutex;
use tantivy::DocAddress;

use super::Snapshot;
use crate::index::{Analyzer, IndexError, Passage, PassageWords};
use crate::text::Language;

/// Maximum size of the cache, in bytes: about fifteen thousand passages of a news article.
const MAX_SIZE: usize = 64 << 20;

/// Size of a passage besides its texts and words, in bytes.
const OVERHEAD: usize = 300;

/// Passage with its words.
#[derive(Clone)]
pub(super) struct ReadPassage {
    pub(super) passage: Arc<Passage>,
    pub(super) words: Arc<PassageWords>,
}

impl ReadPassage {
    /// Returns the memory that the passage takes, in bytes.
    fn size(&self) -> usize {
        let passage = &*self.passage;
        let texts = passage.text.len() + passage.title.len() + passage.article.len();
        texts + size_of_val(&*passage.sentences) + self.words.size() + OVERHEAD
    }
}

/// Cache of the passages of one committed state.
pub(super) struct PassageCache {
    analyzer: Analyzer,
    recent: Mutex<RecentPassages>,
}

/// Passages in the order of their last use.
struct RecentPassages {
    passages: LruCache<DocAddress, ReadPassage>,
    /// Sum of their sizes, in bytes.
    size: usize,
}

impl PassageCache {
    /// Makes an empty cache for texts in `language`.
    pub(super) fn new(language: Language) -> Self {
        Self {
            analyzer: Analyzer::new(language),
            recent: Mutex::new(RecentPassages {
                passages: LruCache::unbounded(),
                size: 0,
            }),
        }
    }
}

impl RecentPassages {
    fn insert(&mut self, address: DocAddress, read: ReadPassage) {
        self.size += read.size();
        if let Some(replaced) = self.passages.put(address, read) {
            self.size -= replaced.size();
        }
        while self.size > MAX_SIZE
            && let Some((_, oldest)) = self.passages.pop_lru()
        {
            self.size -= oldest.size();
        }
    }
}

impl Snapshot {
    /// Returns the passages at `addresses`, in the same order.
    pub(super) fn read_passages(
        &self,
        addresses: &[DocAddress],
    ) -> Result<Vec<ReadPassage>, IndexError> {
        let cache = &self.cache.passages;
        let cached: Vec<Option<ReadPassage>> = {
            let mut recent = cache.recent.lock();
            let found = addresses.iter().map(|it| recent.passages.get(it).cloned());
            found.collect()
        };
        let mut analyzer = cache.analyzer.clone();
        let mut read = Vec::with_capacity(addresses.len());
        for (address, cached) in addresses.iter().zip(cached) {
            read.push(match cached {
                Some(cached) => cached,
                None => {
                    let passage = self.passage(*address)?;
                    let words = PassageWords::new(&passage, &mut analyzer);
                    let new = ReadPassage {
                        passage: Arc::new(passage),
                        words: Arc::new(words),
                    };
                    cache.recent.lock().insert(*address, new.clone());
                    new
                }
            });
        }
        Ok(read)
    }
}
