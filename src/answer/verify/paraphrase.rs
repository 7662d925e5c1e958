//! Texts that are an article's own prose.

use super::verdict::{Verdict, Verification, Warning};
use crate::index::{IndexError, QuotedPassage, Search};
use crate::text::Span;
use crate::text::compare::{ComparedText, place};
use crate::text::wording::{self, find_run};

/// Maximum number of paragraphs searched.
const MAX_PARAGRAPHS: usize = 50;

/// Returns the verdict that a text is an article's own prose, word for word except for marked
/// omissions.
pub(super) fn paraphrase(
    engine: &dyn Search,
    given: &ComparedText<'_>,
) -> Result<Option<Verification>, IndexError> {
    let runs = given.claimed_runs();
    let Some(longest) = runs.iter().max_by_key(|run| run.len()) else {
        return Ok(None);
    };
    // The index splits words slightly differently, so it gets the words as they are written.
    let text = &longest_run(given, longest.len());
    let is_marked = runs.len() > 1 || given.in_brackets.contains(&true);
    for paragraph in engine.prose(text, MAX_PARAGRAPHS)? {
        let passage = &paragraph.passage;
        let places = [Some(passage.text.as_str()), passage.heading.as_deref()];
        let places = places.into_iter().flatten().chain([passage.title.as_str()]);
        for (n, place) in places.enumerate() {
            let Some((part, skipped)) = find_in_order(place, &runs) else {
                continue;
            };
            let part = if n == 0 { part } else { 0..0 };
            let mut warnings: Vec<Warning> = skipped
                .into_iter()
                .map(|words| Warning::Skipped { words })
                .collect();
            if is_partly_quoted(&paragraph, &part) {
                // Pieces of quotations are not prose, even if prose stands between them.
                if is_marked {
                    continue;
                }
                warnings.push(Warning::PartlyQuoted);
            }
            let passage = Box::new(passage.clone());
            return Ok(Some(Verification {
                speaker: None,
                verdict: Verdict::Paraphrase { passage, part },
                warnings,
            }));
        }
    }
    Ok(None)
}

/// Returns the first run of `length` words that the text claims to be consecutive.
fn longest_run(given: &ComparedText<'_>, length: usize) -> String {
    let mut start = 0;
    for n in 0..given.words.len() {
        if given.gap_before[n] || given.in_brackets[n] {
            start = if given.in_brackets[n] { n + 1 } else { n };
        }
        if n + 1 == start + length {
            let words: Vec<&str> = (start..=n).map(|n| given.written_word(n)).collect();
            return words.join(" ");
        }
    }
    given.text.to_owned()
}

/// Finds `runs` in `text` in order. Returns the range from the first to the last, and the texts
/// between them.
fn find_in_order(text: &str, runs: &[Vec<String>]) -> Option<(Span, Vec<String>)> {
    let words = wording::words(text);
    let (mut at, mut first) = (0, None);
    let mut skipped = Vec::new();
    for run in runs {
        let from = at + find_run(words.get(at..)?, run)?;
        if first.is_none() {
            first = Some(from);
        } else if from > at {
            let between = text.get(place(&words, at..from)).unwrap_or_default();
            skipped.push(between.to_owned());
        }
        at = from + run.len();
    }
    Some((place(&words, first?..at), skipped))
}

fn is_partly_quoted(paragraph: &QuotedPassage, part: &Span) -> bool {
    let spans = paragraph.quotations.iter().flat_map(|q| &q.spans);
    spans.into_iter().any(|span| {
        let start = span.start.saturating_sub(paragraph.start);
        let end = span.end.saturating_sub(paragraph.start);
        start < part.end && part.start < end
    })
}
