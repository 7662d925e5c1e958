//! Private replies that were shared, so that each is shared once.

use std::num::NonZeroUsize;

use lru::LruCache;
use parking_lot::Mutex;
use serenity::model::id::MessageId;

/// Number of replies that are remembered.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

/// The last private replies that were shared.
pub(super) struct SharedReplies(Mutex<LruCache<MessageId, ()>>);

impl SharedReplies {
    /// None so far.
    pub(super) fn new() -> Self {
        Self(Mutex::new(LruCache::new(REMEMBERED)))
    }

    /// Notes that a reply is shared; whether that is news.
    pub(super) fn note(&self, reply: MessageId) -> bool {
        self.0.lock().put(reply, ()).is_none()
    }
}
