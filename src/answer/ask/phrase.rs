//! Questions of stop words alone, such as "to be or not to be", which are searched as a phrase.

use std::sync::Arc;

use super::answer::Ranked;
use super::near_duplicates::fold_near_duplicates;
use super::request::AskRequest;
use crate::answer::quote::forms;
use crate::index::{IndexError, Passage, Search};
use crate::text::wording::{self, find_run};

/// Maximum number of hits searched.
const CANDIDATES: usize = 50;

/// Minimum number of words of such a question. Shorter ones occur in too many passages.
const SHORTEST_PHRASE: usize = 3;

/// Returns the passages that contain the words of a question consecutively.
pub(super) fn passages_with_phrase(
    engine: &dyn Search,
    request: &AskRequest<'_>,
) -> Result<Vec<Ranked>, IndexError> {
    let asked = forms(request.question);
    if asked.len() < SHORTEST_PHRASE {
        return Ok(Vec::new());
    }
    let found = engine.prose(request.question, CANDIDATES)?;
    let passages = found.into_iter().map(|found| found.passage);
    let ranked = passages
        .filter(|passage| request.allows(passage))
        .filter_map(|passage| with_phrase(passage, &asked));
    Ok(fold_near_duplicates(ranked.collect(), request.limit.max(1)))
}

/// Returns a passage as an answer, if it contains the words consecutively.
fn with_phrase(passage: Passage, asked: &[String]) -> Option<Ranked> {
    let words = wording::words(&passage.text);
    let at = words.get(find_run(&words, asked)?)?.span.start;
    let mut sentences = passage.sentences.iter();
    let sentence = sentences.find(|(start, end)| (*start..*end).contains(&at));
    Some(Ranked {
        sentence: sentence.map_or(0..passage.text.len(), |(start, end)| *start..*end),
        score: 1.0,
        confidence: 1.0,
        is_weak: false,
        has_terms: true,
        passage: Arc::new(passage),
        also: Vec::new(),
        differing: Vec::new(),
    })
}
