//! Who said what: quotations by their words, their speaker, or both.

use jiff::civil::Date;

use super::ask::Asker;
use super::difference::{Change, difference};
use super::similarity::is_same_report;
use super::speaker_match::SpeakerName;
use crate::index::{Analyzer, IndexError, Passage, QuotationQuery, QuotedPassage, Search};
use crate::quotations::Quotation;
use crate::text::Span;
use crate::text::wording;

/// So many more paragraphs are looked at than are asked for, because the words may stand in
/// several quotations of a paragraph, or in one by somebody else.
const SPARE_PARAGRAPHS: usize = 40;

/// At most so many other places are named for one quotation.
const MOST_PLACES: usize = 10;

/// Shorter quotations are the same in two articles only if all their words are.
const SHORTEST_VARIANT: usize = 5;

/// So many of its rarest words are enough to find another wording of a quotation.
const TELLING_WORDS: usize = 8;

/// Which quotations to look for. At least one of `words` and `speaker` should be given.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuoteRequest<'a> {
    /// Words of the quotation in any order and any form; phrases in `"…"` as they stand.
    pub words: &'a str,
    /// Only by this person, by any name of theirs.
    pub speaker: Option<&'a str>,
    /// Only in the article with this id.
    pub article: Option<&'a str>,
    /// Only in articles published on this day or later.
    pub after: Option<Date>,
    /// Only in articles published on this day or earlier.
    pub before: Option<Date>,
    /// At most this many quotations.
    pub limit: usize,
}

/// A quotation and where it stands.
#[derive(Clone, Debug)]
pub struct FoundQuotation {
    /// The quotation; its spans point into the article's text.
    pub quotation: Quotation,
    /// The paragraph in which it begins.
    pub passage: Passage,
    /// Those of its pieces that stand in this paragraph, as ranges of `passage.text`.
    pub in_passage: Vec<Span>,
    /// The words asked for that it does not have; most often none.
    pub missing: Vec<String>,
    /// The same words in other articles.
    pub also: Vec<SameWords>,
}

/// A quotation that repeats another one in another article.
#[derive(Clone, Debug)]
pub struct SameWords {
    /// The quotation.
    pub quotation: Quotation,
    /// The paragraph in which it begins.
    pub passage: Passage,
    /// How its words differ from those of the quotation that it repeats; empty if they do not.
    pub difference: Vec<Change>,
}

impl FoundQuotation {
    /// The quotation in its paragraph, `found`.
    pub(super) fn new(quotation: &Quotation, found: &QuotedPassage) -> Self {
        let end = found.start + found.passage.text.len();
        let in_passage = quotation
            .spans
            .iter()
            .filter(|span| span.start >= found.start && span.end <= end)
            .map(|span| span.start - found.start..span.end - found.start)
            .collect();
        Self {
            quotation: quotation.clone(),
            passage: found.passage.clone(),
            in_passage,
            missing: Vec::new(),
            also: Vec::new(),
        }
    }
}

/// What the words of a request ask for.
struct Wanted {
    /// What the quotation should speak of: the word as it was typed, and the stems of each of its
    /// names.
    concepts: Vec<(String, Vec<Vec<String>>)>,
    /// Words in this order.
    phrases: Vec<Vec<String>>,
    /// Words that stand in every text, where there are no others.
    common: Vec<String>,
}

impl Asker {
    /// The quotations that were asked for: those with most of the words first, and without words
    /// the newest first. A quotation that stands in several articles comes once.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn quote(
        &self,
        engine: &dyn Search,
        request: &QuoteRequest<'_>,
    ) -> Result<Vec<FoundQuotation>, IndexError> {
        let speakers = match request.speaker {
            Some(name) => SpeakerName::new(name, &self.aliases).among(engine.speakers()?),
            None => Vec::new(),
        };
        if request.speaker.is_some() && speakers.is_empty() || request.limit == 0 {
            return Ok(Vec::new());
        }
        let mut analyzer = self.analyzer.clone();
        let (question, concepts) = self.understand(request.words, engine, &mut analyzer)?;
        let mut query = QuotationQuery {
            runs: question
                .phrases
                .iter()
                .map(|phrase| forms(phrase))
                .collect(),
            concepts: concepts.iter().map(|concept| concept.to_query()).collect(),
            all_concepts: true,
            speakers,
            article: request.article.map(str::to_owned),
            after: request.after,
            before: request.before,
            limit: request.limit + SPARE_PARAGRAPHS,
            ..QuotationQuery::default()
        };
        if concepts.is_empty() {
            query.words = forms(request.words);
            if query.words.is_empty() && request.speaker.is_none() {
                return Ok(Vec::new());
            }
        }
        let wanted = Wanted {
            concepts: concepts
                .into_iter()
                .map(|concept| {
                    let name = concept.names.first().map(|stems| stems.join(" "));
                    (concept.form.or(name).unwrap_or_default(), concept.names)
                })
                .collect(),
            phrases: query.runs.clone(),
            common: query.words.clone(),
        };
        let mut found = wanted.among(engine.quotations(&query)?, &query.speakers, &mut analyzer);
        found.retain(|found| found.missing.is_empty());
        if found.is_empty() && wanted.concepts.len() > 1 {
            query.all_concepts = false;
            found = wanted.among(engine.quotations(&query)?, &query.speakers, &mut analyzer);
            // Half of the words may be another's recollection of it; fewer are chance.
            found.retain(|found| 2 * found.missing.len() <= wanted.concepts.len());
            found.sort_by_key(|found| found.missing.len());
        } else if wanted.concepts.is_empty() && wanted.common.is_empty() {
            found.sort_by_key(|found| std::cmp::Reverse(found.passage.published));
        }
        let mut found = fold(found, request.limit);
        for found in &mut found {
            self.add_places(engine, found)?;
        }
        Ok(found)
    }

    /// Finds the same words in other articles.
    pub(super) fn add_places(
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

impl Wanted {
    /// The quotations in `paragraphs` by any of `speakers` that have the phrases, with the
    /// concepts that each of them lacks.
    fn among(
        &self,
        paragraphs: Vec<QuotedPassage>,
        speakers: &[String],
        analyzer: &mut Analyzer,
    ) -> Vec<FoundQuotation> {
        let mut found = Vec::new();
        for paragraph in paragraphs {
            for quotation in &paragraph.quotations {
                let is_theirs = speakers.is_empty()
                    || quotation
                        .speakers()
                        .iter()
                        .any(|speaker| speakers.contains(&speaker.canonical));
                let words = forms(&quotation.text);
                let has = |run: &Vec<String>| words.windows(run.len().max(1)).any(|w| w == run);
                if !is_theirs
                    || !self.phrases.iter().all(has)
                    || !self.common.iter().all(|word| words.contains(word))
                {
                    continue;
                }
                found.push(FoundQuotation {
                    missing: self.missing(&quotation.text, analyzer),
                    ..FoundQuotation::new(quotation, &paragraph)
                });
            }
        }
        found
    }

    fn missing(&self, text: &str, analyzer: &mut Analyzer) -> Vec<String> {
        let words = analyzer.words(text);
        let stems: Vec<_> = words.iter().map(|word| analyzer.stem(&word.form)).collect();
        let has = |name: &Vec<String>| name.iter().all(|stem| stems.iter().any(|s| s == stem));
        self.concepts
            .iter()
            .filter(|(_, names)| !names.iter().any(has))
            .map(|(word, _)| word.clone())
            .collect()
    }
}

/// The first `limit` quotations, each wording once: the others are found again as other places.
fn fold(found: Vec<FoundQuotation>, limit: usize) -> Vec<FoundQuotation> {
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
pub(super) fn forms(text: &str) -> Vec<String> {
    let words = wording::words(text);
    words.into_iter().map(|word| word.form).collect()
}

/// At most `most` of the words, those that are quoted least often, each once.
pub(super) fn rarest(
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
