//! Repetitions of a quotation in other articles, in the same or nearly the same words.

use std::collections::HashSet;

use super::found::{FoundQuotation, SameWords};
use crate::answer::asker::Asker;
use crate::answer::similarity::is_same_report;
use crate::index::{IndexError, QuotationQuery, Search};
use crate::text::compare::{ComparedText, difference};
use crate::text::wording;

/// Maximum number of repetitions returned for one quotation.
const MAX_REPETITIONS: usize = 10;

/// Minimum number of words of a quotation that may have variants. Shorter quotations must be the
/// same word for word.
const MIN_VARIANT_WORDS: usize = 5;

/// Number of a quotation's rarest words with which variants are searched.
const MAX_RARE_WORDS: usize = 8;

impl Asker {
    /// Finds the repetitions of a quotation in other articles, and adds them to it.
    pub(in crate::answer) fn add_repetitions(
        &self,
        engine: &dyn Search,
        found: &mut FoundQuotation,
    ) -> Result<(), IndexError> {
        let original = ComparedText::new(&found.quotation.text);
        let whole = original.forms();
        let mut places = engine.quotations(&QuotationQuery {
            whole: whole.clone(),
            limit: MAX_REPETITIONS,
            ..QuotationQuery::default()
        })?;
        if whole.len() >= MIN_VARIANT_WORDS {
            places.extend(engine.quotations(&QuotationQuery {
                words: rarest(engine, &whole, MAX_RARE_WORDS)?,
                limit: MAX_REPETITIONS,
                ..QuotationQuery::default()
            })?);
        }
        for place in places {
            let is_known = place.passage.article == found.passage.article
                || found
                    .also
                    .iter()
                    .any(|also| also.passage.article == place.passage.article);
            if is_known || found.also.len() == MAX_REPETITIONS {
                continue;
            }
            let repetition = place.quotations.iter().find_map(|quotation| {
                let text = ComparedText::new(&quotation.text);
                let same = text.has_words_of(&original);
                (same || is_same_report(&original, &text)).then_some((quotation, same))
            });
            if let Some((quotation, same)) = repetition {
                found.also.push(SameWords {
                    difference: if same {
                        Vec::new()
                    } else {
                        difference(&found.quotation.text, &quotation.text)
                    },
                    quotation: quotation.clone(),
                    passage: place.passage,
                });
            }
        }
        Ok(())
    }
}

/// Returns the first `limit` quotations without repetitions, which are added later to the one that
/// is kept.
pub(super) fn merge_repetitions(found: Vec<FoundQuotation>, limit: usize) -> Vec<FoundQuotation> {
    let mut kept: Vec<(usize, &FoundQuotation, ComparedText<'_>)> = Vec::new();
    for (n, candidate) in found.iter().enumerate() {
        if kept.len() == limit {
            break;
        }
        let text = ComparedText::new(&candidate.quotation.text);
        let is_repeated = kept.iter().any(|(_, known, known_text)| {
            known.passage.article != candidate.passage.article
                && (known_text.has_words_of(&text) || is_same_report(known_text, &text))
        });
        if !is_repeated {
            kept.push((n, candidate, text));
        }
    }
    let kept: Vec<usize> = kept.into_iter().map(|(n, ..)| n).collect();
    let found = found.into_iter().enumerate();
    let found = found.filter(|(n, _)| kept.contains(n));
    found.map(|(_, found)| found).collect()
}

/// Returns the words of a text in normalised form.
pub(in crate::answer) fn forms(text: &str) -> Vec<String> {
    let words = wording::words(text);
    words.into_iter().map(|word| word.form).collect()
}

/// Returns at most `most` different words: those that occur in the fewest quotations, but in at
/// least one.
pub(in crate::answer) fn rarest(
    engine: &dyn Search,
    words: &[String],
    most: usize,
) -> Result<Vec<String>, IndexError> {
    let mut known: Vec<(u64, &String)> = Vec::new();
    let mut seen = HashSet::new();
    for word in words.iter().filter(|word| seen.insert(*word)) {
        let frequency = engine.quoted_frequency(word)?;
        if frequency > 0 {
            known.push((frequency, word));
        }
    }
    known.sort_by_key(|(frequency, _)| *frequency);
    known.truncate(most);
    Ok(known.into_iter().map(|(_, word)| word.clone()).collect())
}
