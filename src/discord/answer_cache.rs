//! Cache of the answers of one edition. Every button below an answer asks its question again, and
//! in a busy channel several people ask the same.

use std::iter;
use std::num::NonZeroUsize;
use std::slice;
use std::sync::Arc;

use jiff::civil::Date;
use lru::LruCache;
use parking_lot::{Mutex, MutexGuard};

use crate::answer::{Answer, AskRequest, Asker, Ranked};
use crate::discord::metrics::{SEARCH, timed};
use crate::index::{Edition, IndexError, Search};

/// Maximum number of cached answers.
const MAX_ANSWERS: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// Maximum size of a cached answer, in bytes of its texts, so that the cache takes at most 16
/// MB.
const MAX_ANSWER_LENGTH: usize = 64 << 10;

/// Cache of answers from the articles of one edition, by request.
pub(crate) struct AnswerCache {
    kept: Mutex<CachedAnswers>,
}

/// Cached answers of one edition.
struct CachedAnswers {
    edition: Option<Edition>,
    answers: LruCache<CacheKey, Arc<Answer>>,
}

/// Key of an answer: the fields in which requests from Discord can differ.
#[derive(PartialEq, Eq, Hash)]
struct CacheKey {
    question: String,
    article: Option<String>,
    after: Option<Date>,
    before: Option<Date>,
    today: Option<Date>,
}

impl CacheKey {
    fn new(request: &AskRequest<'_>) -> Self {
        Self {
            question: request.question.to_owned(),
            article: request.article.map(str::to_owned),
            after: request.after,
            before: request.before,
            today: request.today,
        }
    }
}

impl AnswerCache {
    pub(super) fn new() -> Self {
        let kept = CachedAnswers {
            edition: None,
            answers: LruCache::new(MAX_ANSWERS),
        };
        Self {
            kept: Mutex::new(kept),
        }
    }

    /// Returns the answer to a question, from the cache or else from `asker`.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(super) fn ask(
        &self,
        asker: &Asker,
        snapshot: &dyn Search,
        request: &AskRequest<'_>,
    ) -> Result<Arc<Answer>, IndexError> {
        let edition = snapshot.edition();
        if let Some(answer) = self.recall(edition, request) {
            return Ok(answer);
        }
        let answer = Arc::new(timed(SEARCH, || asker.ask(snapshot, request))?);
        if text_size(&answer) <= MAX_ANSWER_LENGTH {
            let key = CacheKey::new(request);
            self.for_edition(edition)
                .answers
                .put(key, Arc::clone(&answer));
        }
        Ok(answer)
    }

    /// Returns the answer to a question, if it is cached.
    pub(super) fn recall(
        &self,
        edition: &Edition,
        request: &AskRequest<'_>,
    ) -> Option<Arc<Answer>> {
        let key = CacheKey::new(request);
        self.for_edition(edition).answers.get(&key).map(Arc::clone)
    }

    /// Returns the cached answers of an edition; those of another edition are discarded.
    fn for_edition(&self, edition: &Edition) -> MutexGuard<'_, CachedAnswers> {
        let mut kept = self.kept.lock();
        if kept.edition.as_ref() != Some(edition) {
            kept.edition = Some(edition.clone());
            kept.answers.clear();
        }
        kept
    }
}

/// Returns the size of an answer's texts, in bytes.
fn text_size(answer: &Answer) -> usize {
    let ranked = match answer {
        Answer::Found(ranked) => ranked.as_slice(),
        Answer::NotFound { nearest, .. } => nearest.as_deref().map_or(&[][..], slice::from_ref),
    };
    let passages = ranked
        .iter()
        .flat_map(|ranked: &Ranked| iter::once(&ranked.passage).chain(&ranked.also));
    passages.map(|passage| passage.text.len()).sum()
}
