//! What stood in forms that were refused, so that nobody has to type it again.

use std::num::NonZeroUsize;

use lru::LruCache;
use parking_lot::Mutex;
use serenity::model::id::UserId;

/// Number of forms that are kept.
const KEPT: NonZeroUsize = NonZeroUsize::new(64).unwrap();

/// The last refused forms.
pub(super) struct RefusedForms(Mutex<LruCache<FormKey, Fields>>);

/// Who filled a form in, and the key of the article that it is about.
type FormKey = (UserId, String);

/// The contents of the fields, by their names.
pub(super) type Fields = Vec<(String, String)>;

impl RefusedForms {
    /// None so far.
    pub(super) fn new() -> Self {
        Self(Mutex::new(LruCache::new(KEPT)))
    }

    /// Keeps what somebody typed.
    pub(super) fn keep(&self, person: UserId, article: &str, fields: Fields) {
        self.0.lock().put((person, article.to_owned()), fields);
    }

    /// What somebody typed, if it is still there.
    pub(super) fn typed(&self, person: UserId, article: &str) -> Option<Fields> {
        self.0.lock().get(&(person, article.to_owned())).cloned()
    }
}
