//! Contents of refused forms, so that people can correct them instead of typing them again.

use std::num::NonZeroUsize;

use lru::LruCache;
use parking_lot::Mutex;
use serenity::model::id::UserId;

/// Maximum number of forms kept.
const MAX_FORMS: NonZeroUsize = NonZeroUsize::new(64).unwrap();

/// Cache of the last refused forms.
pub(super) struct RefusedForms(Mutex<LruCache<FormKey, Fields>>);

/// Person who filled in the form, and key of its article.
type FormKey = (UserId, String);

/// Names and contents of the fields.
pub(super) type Fields = Vec<(String, String)>;

impl RefusedForms {
    /// Makes an empty cache.
    pub(super) fn new() -> Self {
        Self(Mutex::new(LruCache::new(MAX_FORMS)))
    }

    /// Keeps the contents of a form.
    pub(super) fn keep(&self, person: UserId, article: &str, fields: Fields) {
        self.0.lock().put((person, article.to_owned()), fields);
    }

    /// Returns the contents of a form, if they are still kept.
    pub(super) fn typed(&self, person: UserId, article: &str) -> Option<Fields> {
        self.0.lock().get(&(person, article.to_owned())).cloned()
    }
}
