//! A question of stop words alone is looked for word for word: "to be or not to be".

use super::answer::Ranked;
use super::near_duplicates::fold_near_duplicates;
use super::request::AskRequest;
use crate::index::{IndexError, Passage, Search};
use crate::text::wording;

/// Number of the engine's hits that are looked through.
const CANDIDATES: usize = 50;

/// Shorter questions of stop words alone stand in too many passages, in words.
const SHORTEST_PHRASE: usize = 3;

/// The passages that hold the words of a question one behind the other.
pub(super) fn passages_with_phrase(
    engine: &dyn Search,
    request: &AskRequest<'_>,
) -> Result<Vec<Ranked>, IndexError> {
    let asked: Vec<String> = wording::words(request.question)
        .into_iter()
        .map(|word| word.form)
        .collect();
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

/// A passage as an answer, if it holds the words one behind the other.
fn with_phrase(passage: Passage, asked: &[String]) -> Option<Ranked> {
    let words = wording::words(&passage.text);
    let mut runs = words.windows(asked.len());
    let run = runs.find(|run| run.iter().map(|word| &word.form).eq(asked))?;
    let at = run.first()?.span.start;
    let mut sentences = passage.sentences.iter();
    let sentence = sentences.find(|(start, end)| (*start..*end).contains(&at));
    Some(Ranked {
        sentence: sentence.map_or(0..passage.text.len(), |(start, end)| *start..*end),
        score: 1.0,
        confidence: 1.0,
        is_weak: false,
        passage,
        also: Vec::new(),
        differing: Vec::new(),
    })
}
