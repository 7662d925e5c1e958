//! A bounded set of messages, so that each is shared or marked only once.

use std::num::NonZeroUsize;

use lru::LruCache;
use parking_lot::Mutex;
use serenity::model::id::MessageId;

/// Maximum number of messages in a set; beyond it, the oldest are forgotten.
const MAX_MESSAGES: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

/// Set of the messages that were added last.
pub(super) struct RecentMessages(Mutex<LruCache<MessageId, ()>>);

impl RecentMessages {
    /// Makes an empty set.
    pub(super) fn new() -> Self {
        Self(Mutex::new(LruCache::new(MAX_MESSAGES)))
    }

    /// Adds a message. Returns `false` if it was in the set.
    pub(super) fn insert(&self, message: MessageId) -> bool {
        self.0.lock().put(message, ()).is_none()
    }
}
