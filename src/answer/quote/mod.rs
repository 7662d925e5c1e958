//! Finding quotations by their words, their speaker, or both.

mod found;
mod repetitions;

use jiff::civil::Date;

use self::repetitions::merge_repetitions;
use super::asker::Asker;
use super::speaker_match::SpeakerName;
use crate::index::{Analyzer, IndexError, QuotationQuery, QuotedPassage, Search};

pub use self::found::{FoundQuotation, SameWords, known_by};
pub(super) use self::repetitions::{forms, rarest};

/// Number of paragraphs searched beyond the requested number of quotations, because the words of a
/// match may be spread over several quotations of a paragraph, or belong to another speaker.
const SPARE_PARAGRAPHS: usize = 40;

/// Maximum number of paragraphs searched to list an article's quotations.
const MAX_PARAGRAPHS_OF_ARTICLE: usize = 1_000;

/// Request for quotations. At least one of `words`, `speaker` and `article` should be given; an
/// article alone requests all of its quotations.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuoteRequest<'a> {
    /// Words of the quotation in any order and any form; phrases in `"…"` are matched literally.
    pub words: &'a str,
    /// Restricts the search to a speaker, by any of their names.
    pub speaker: Option<&'a str>,
    /// Restricts the search to the article with this ID.
    pub article: Option<&'a str>,
    /// Restricts the search to articles published on this day or later.
    pub after: Option<Date>,
    /// Restricts the search to articles published on this day or earlier.
    pub before: Option<Date>,
    /// Maximum number of quotations.
    pub limit: usize,
}

/// Parsed words of a request.
struct QuoteFilter {
    /// Terms: the word as it was typed, and the stems of each of its names.
    terms: Vec<(String, Vec<Vec<String>>)>,
    /// Phrases, as consecutive words.
    phrases: Vec<Vec<String>>,
    /// Stop words, if the request has no other words.
    common: Vec<String>,
}

impl Asker {
    /// Returns the requested quotations: those with most of the words first or, without words, the
    /// newest first. A quotation that stands in several articles is returned once.
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
            Some(name) => {
                let found = SpeakerName::new(name, &self.aliases).find(engine.speakers()?);
                found.names
            }
            None => Vec::new(),
        };
        if request.speaker.is_some() && speakers.is_empty() || request.limit == 0 {
            return Ok(Vec::new());
        }
        let mut analyzer = self.analyzer.clone();
        let (question, terms) = self.read(request.words, engine, &mut analyzer)?;
        let mut query = QuotationQuery {
            runs: question
                .phrases
                .iter()
                .map(|phrase| forms(phrase))
                .filter(|run| !run.is_empty())
                .collect(),
            concepts: terms.iter().map(|term| term.to_query()).collect(),
            all_concepts: true,
            speakers,
            article: request.article.map(str::to_owned),
            after: request.after,
            before: request.before,
            limit: request.limit + SPARE_PARAGRAPHS,
            ..QuotationQuery::default()
        };
        if terms.is_empty() {
            query.words = forms(request.words);
            let is_of_article = request.speaker.is_none() && request.article.is_some();
            if query.words.is_empty() && is_of_article {
                query.limit = MAX_PARAGRAPHS_OF_ARTICLE;
            } else if query.words.is_empty() && request.speaker.is_none() {
                return Ok(Vec::new());
            }
        }
        let filter = QuoteFilter {
            terms: terms
                .into_iter()
                .map(|term| (term.typed.join(" "), term.names))
                .collect(),
            phrases: query.runs.clone(),
            common: query.words.clone(),
        };
        let mut found = filter.matching(engine.quotations(&query)?, &query.speakers, &mut analyzer);
        found.retain(|found| found.missing.is_empty());
        if found.is_empty() && filter.terms.len() > 1 {
            query.all_concepts = false;
            found = filter.matching(engine.quotations(&query)?, &query.speakers, &mut analyzer);
            // A quotation with fewer than half of the words matches only by chance.
            found.retain(|found| 2 * found.missing.len() <= filter.terms.len());
            found.sort_by_key(|found| found.missing.len());
        } else if filter.terms.is_empty() && filter.common.is_empty() {
            let start = |found: &FoundQuotation| found.quotation.spans.first().map(|s| s.start);
            if request.article.is_some() {
                found.sort_by_key(start);
            }
            found.sort_by_key(|found| std::cmp::Reverse(found.passage.published));
        }
        let mut found = merge_repetitions(found, request.limit);
        for found in &mut found {
            self.add_repetitions(engine, found)?;
        }
        Ok(found)
    }
}

impl QuoteFilter {
    /// Returns the quotations in `paragraphs` by any of `speakers` that contain the phrases, each
    /// with its missing terms.
    fn matching(
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
                let has = |run: &Vec<String>| words.windows(run.len()).any(|w| w == run);
                if !is_theirs
                    || !self.phrases.iter().all(has)
                    || !self.common.iter().all(|word| words.contains(word))
                {
                    continue;
                }
                found.push(FoundQuotation {
                    missing: self.missing_terms(&quotation.text, analyzer),
                    ..FoundQuotation::new(quotation, &paragraph)
                });
            }
        }
        found
    }

    fn missing_terms(&self, text: &str, analyzer: &mut Analyzer) -> Vec<String> {
        let words = analyzer.words(text);
        let stems: Vec<_> = words.iter().map(|word| analyzer.stem(&word.form)).collect();
        let has = |name: &Vec<String>| name.iter().all(|stem| stems.iter().any(|s| s == stem));
        self.terms
            .iter()
            .filter(|(_, names)| !names.iter().any(has))
            .map(|(word, _)| word.clone())
            .collect()
    }
}
