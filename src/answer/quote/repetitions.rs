//! The same quotation in several articles, in the same words or nearly.

use super::found::{FoundQuotation, SameWords};
use crate::answer::asker::Asker;
use crate::answer::similarity::is_same_report;
use crate::index::{IndexError, QuotationQuery, Search};
use crate::text::compare::difference;
use crate::text::wording;

/// At most so many other places are named for one quotation.
const MOST_PLACES: usize = 10;

/// Shorter quotations are the same in two articles only if all their words are.
const SHORTEST_VARIANT: usize = 5;

/// So many of its rarest words are enough to find another wording of a quotation.
const TELLING_WORDS: usize = 8;

impl Asker {
    /// Finds the same words in other articles.
    pub(in crate::answer) fn add_places(
        &self,
        engine: &dyn Search,
        found: &mut FoundQuotation,
    ) -> Result<(), IndexError> {
        let whole = forms(&found.quotation.text);
        let same = engine.quotations(&QuotationQuery {
            whole: whole.clone(),
            limit: MOST_PLACES,
            ..QuotationQuery::default()
        })?;
        let mut places = same;
        if whole.len() >= SHORTEST_VARIANT {
            places.extend(engine.quotations(&QuotationQuery {
                words: rarest(engine, &whole, TELLING_WORDS)?,
                limit: MOST_PLACES,
                ..QuotationQuery::default()
            })?);
        }
        for place in places {
            let is_known = place.passage.article == found.passage.article
                || found
                    .also
                    .iter()
                    .any(|also| also.passage.article == place.passage.article);
            if is_known || found.also.len() == MOST_PLACES {
                continue;
            }
            let repetition = place.quotations.iter().find_map(|quotation| {
                let same = forms(&quotation.text) == whole;
                let is_variant = || is_same_report(&found.quotation.text, &quotation.text);
                (same || is_variant()).then_some((quotation, same))
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

/// The first `limit` quotations, each wording once: the others are found again as other places.
pub(super) fn fold(found: Vec<FoundQuotation>, limit: usize) -> Vec<FoundQuotation> {
    let mut kept: Vec<FoundQuotation> = Vec::new();
    for candidate in found {
        if kept.len() == limit {
            break;
        }
        let text = &candidate.quotation.text;
        let is_repeated = |known: &FoundQuotation| {
            known.passage.article != candidate.passage.article
                && (forms(&known.quotation.text) == forms(text)
                    || is_same_report(&known.quotation.text, text))
        };
        if !kept.iter().any(is_repeated) {
            kept.push(candidate);
        }
    }
    kept
}

/// The words of a text in the form in which they are compared.
pub(in crate::answer) fn forms(text: &str) -> Vec<String> {
    let words = wording::words(text);
    words.into_iter().map(|word| word.form).collect()
}

/// At most `most` of the words, those that are quoted least often, each once.
pub(in crate::answer) fn rarest(
    engine: &dyn Search,
    words: &[String],
    most: usize,
) -> Result<Vec<String>, IndexError> {
    let mut known: Vec<(u64, &String)> = Vec::new();
    for word in words {
        if !known.iter().any(|(_, known)| *known == word) {
            let frequency = engine.quoted_frequency(word)?;
            if frequency > 0 {
                known.push((frequency, word));
            }
        }
    }
    known.sort_by_key(|(frequency, _)| *frequency);
    known.truncate(most);
    Ok(known.into_iter().map(|(_, word)| word.clone()).collect())
}
