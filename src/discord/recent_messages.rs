//! A set of recent messages, to share or mark each of them only once.

use std::num::NonZeroUsize;

use lru::LruCache;
use parking_lot::Mutex;
use serenity::model::id::MessageId;

/// Maximum number of messages remembered.
const MAX_REMEMBERED: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

/// Set of the last messages that were shared or marked.
pub(super) struct SharedReplies(Mutex<LruCache<MessageId, ()>>);

impl SharedReplies {
    /// Makes an empty set.
    pub(super) fn new() -> Self {
        Self(Mutex::new(LruCache::new(MAX_REMEMBERED)))
    }

    /// Adds a message. Returns `false` if it was in the set.
    pub(super) fn insert(&self, reply: MessageId) -> bool {
        self.0.lock().put(reply, ()).is_none()
    }
}
