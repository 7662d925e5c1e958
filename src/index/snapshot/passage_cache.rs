//! Cache of the passages that were found last. Most questions find passages that an earlier question
//! found, and decoding and splitting them takes longer than ranking them.

use std::mem::size_of_val;
use std::sync::Arc;

use lru::LruCache;
use parking_lot::Mutex;
use tantivy::DocAddress;

use crate::index::{Analyzer, IndexError, Passage, PassageWords};
use crate::text::Language;

/// Maximum size of the cache, in bytes: about twenty thousand paragraphs of news.
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

    /// Returns the passages at `addresses`, in the same order. `load` reads those that are not
    /// cached.
    pub(super) fn read(
        &self,
        addresses: &[DocAddress],
        load: impl Fn(DocAddress) -> Result<Passage, IndexError>,
    ) -> Result<Vec<ReadPassage>, IndexError> {
        let cached: Vec<Option<ReadPassage>> = {
            let mut recent = self.recent.lock();
            let found = addresses.iter().map(|it| recent.passages.get(it).cloned());
            found.collect()
        };
        let mut analyzer = None;
        let mut read = Vec::with_capacity(addresses.len());
        for (&address, cached) in addresses.iter().zip(cached) {
            if let Some(cached) = cached {
                read.push(cached);
                continue;
            }
            let passage = load(address)?;
            let analyzer = analyzer.get_or_insert_with(|| self.analyzer.clone());
            let new = ReadPassage {
                words: Arc::new(PassageWords::new(&passage, analyzer)),
                passage: Arc::new(passage),
            };
            self.recent.lock().insert(address, new.clone());
            read.push(new);
        }
        Ok(read)
    }
}

impl RecentPassages {
    /// Adds a passage, and drops those whose last use is longest ago if the cache is full.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_whose_last_use_is_longest_ago_are_dropped_from_a_full_cache() {
        let cache = PassageCache::new(Language::ENGLISH);
        let long = || Passage {
            text: "a".repeat(MAX_SIZE / 64),
            ..Passage::of_text("")
        };
        let read = |doc_id, load: &dyn Fn() -> Passage| {
            let address = DocAddress::new(0, doc_id);
            let read = cache.read(&[address], |_| Ok(load())).unwrap();
            read[0].passage.text.len()
        };
        let length = read(0, &long);
        let is_kept = |doc_id| read(doc_id, &|| Passage::of_text("Read again.")) == length;
        for doc_id in 1..20 {
            assert!(is_kept(0));
            read(doc_id, &long);
            assert!(cache.recent.lock().size <= MAX_SIZE);
        }
        assert!(is_kept(19) && is_kept(0) && !is_kept(1));
    }
}
