//! Cache of the answers of one edition. Every button below an answer asks its question again, and in
//! a lively channel so does the next person.

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

/// Number of answers that are kept.
const MOST_ANSWERS: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// Largest answer that is kept, in bytes of its texts, so that all of them together take no more
/// than 16 MB.
const LONGEST_ANSWER: usize = 64 << 10;

/// Answers from the articles of one edition, by question and article.
pub(crate) struct AnswerCache {
    kept: Mutex<Kept>,
}

struct Kept {
    edition: Option<Edition>,
    answers: LruCache<Asked, Arc<Answer>>,
}

/// What was asked. Nothing else of a request differs in Discord.
#[derive(PartialEq, Eq, Hash)]
struct Asked {
    question: String,
    article: Option<String>,
    after: Option<Date>,
    before: Option<Date>,
    today: Option<Date>,
}

impl Asked {
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
        let kept = Kept {
            edition: None,
            answers: LruCache::new(MOST_ANSWERS),
        };
        Self {
            kept: Mutex::new(kept),
        }
    }

    /// The answer to a question, from memory or else from `asker`.
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
        if size(&answer) <= LONGEST_ANSWER {
            let asked = Asked::new(request);
            self.of(edition).answers.put(asked, Arc::clone(&answer));
        }
        Ok(answer)
    }

    /// The answer to a question, if it is remembered.
    pub(super) fn recall(
        &self,
        edition: &Edition,
        request: &AskRequest<'_>,
    ) -> Option<Arc<Answer>> {
        let asked = Asked::new(request);
        self.of(edition).answers.get(&asked).map(Arc::clone)
    }

    /// What is kept of an edition; what was kept of another one is forgotten.
    fn of(&self, edition: &Edition) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept.lock();
        if kept.edition.as_ref() != Some(edition) {
            kept.edition = Some(edition.clone());
            kept.answers.clear();
        }
        kept
    }
}

/// The bytes of an answer's texts.
fn size(answer: &Answer) -> usize {
    let ranked = match answer {
        Answer::Found(ranked) => ranked.as_slice(),
        Answer::NotFound { nearest } => nearest.as_deref().map_or(&[][..], slice::from_ref),
    };
    let passages = ranked
        .iter()
        .flat_map(|ranked: &Ranked| iter::once(&ranked.passage).chain(&ranked.also));
    passages.map(|passage| passage.text.len()).sum()
}
