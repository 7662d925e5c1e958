//! From a question to an answer, or to the news that the articles do not say.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::index::{Analyzer, IndexError, Language, Passage, Query, Search};
use crate::lexicon::Aliases;
use crate::text::Span;

use super::concept::{Concept, concepts};
use super::evidence::Scales;
use super::question::Question;
use super::thesaurus::Thesaurus;

/// How many of the engine's hits are weighed.
const CANDIDATES: usize = 50;

/// Passages that share this much of their words are one report in two places.
const SAME_REPORT: f32 = 0.8;

/// So many words of each text are compared before all of them are.
const LAST_WORDS: usize = 8;

/// How answers are chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The confidence, from 0 to 1, below which the articles are said not to answer.
    pub threshold: f32,
    /// What the newest article gains over a very old one; a passage that repeats the question
    /// scores about 1.5.
    pub recency_weight: f32,
    /// After so many days half of that gain is lost.
    pub recency_half_life_days: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threshold: 0.3,
            recency_weight: 0.05,
            recency_half_life_days: 30.0,
        }
    }
}

/// A question and where to look for its answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// The question in the asker's words.
    pub question: &'a str,
    /// Only in the article with this id.
    pub article: Option<&'a str>,
    /// Only in articles published on this day or later.
    pub after: Option<Date>,
    /// Only in articles published on this day or earlier.
    pub before: Option<Date>,
    /// At most this many passages.
    pub limit: usize,
}

/// What the articles say to a question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The passages that answer best, best first; at least one.
    Found(Vec<Ranked>),
    /// The articles do not say.
    NotFound {
        /// The passage that comes nearest, which is not an answer.
        nearest: Option<Box<Ranked>>,
    },
}

/// A passage in its place among the answers.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// The passage.
    pub passage: Passage,
    /// The sentence of it that answers best, as a range of `passage.text`.
    pub sentence: Span,
    /// What it was ordered by; comparable within one answer.
    pub score: f32,
    /// How sure it is that this answers, from 0 to 1; comparable between questions and corpora.
    pub confidence: f32,
    /// The same report in other articles.
    pub also: Vec<Passage>,
}

/// Answers questions.
#[derive(Clone)]
pub struct Asker {
    pub(super) analyzer: Analyzer,
    pub(super) aliases: Aliases,
    thesaurus: Thesaurus,
    settings: Settings,
}

impl Asker {
    /// An asker for articles in `language`, who knows people and places by the names in `aliases`.
    pub fn new(language: Language, aliases: Aliases, settings: Settings) -> Self {
        let analyzer = Analyzer::new(language);
        Self {
            thesaurus: Thesaurus::new(&analyzer),
            analyzer,
            aliases,
            settings,
        }
    }

    /// The same, who knows people and places by other names.
    #[must_use]
    pub fn with_aliases(&self, aliases: Aliases) -> Self {
        Self {
            aliases,
            ..self.clone()
        }
    }

    /// Answers from the articles that `engine` holds.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn ask(&self, engine: &dyn Search, request: &Request<'_>) -> Result<Answer, IndexError> {
        let mut ranked = self.rank(engine, request)?;
        let is_sure = ranked
            .first()
            .is_some_and(|best| best.confidence >= self.settings.threshold);
        if is_sure {
            let mut place = 0..;
            ranked.retain(|passage| {
                place.next() == Some(0) || passage.confidence >= self.settings.threshold
            });
            return Ok(Answer::Found(ranked));
        }
        ranked.truncate(1);
        Ok(Answer::NotFound {
            nearest: ranked.pop().map(Box::new),
        })
    }

    /// The best passages, sure or not, each report once.
    fn rank(&self, engine: &dyn Search, request: &Request<'_>) -> Result<Vec<Ranked>, IndexError> {
        let mut analyzer = self.analyzer.clone();
        let (question, concepts) = self.understand(request.question, engine, &mut analyzer)?;
        if concepts.is_empty() {
            return Ok(Vec::new());
        }
        let hits = engine.search(&Query {
            concepts: concepts.iter().map(|concept| concept.to_query()).collect(),
            phrases: question.phrases,
            article: request.article.map(str::to_owned),
            after: request.after,
            before: request.before,
            limit: CANDIDATES.max(request.limit),
        })?;
        let newest = hits.iter().filter_map(|hit| hit.passage.published).max();
        let mut scales = Scales::new(&concepts, question.kind, &mut analyzer);
        let mut ranked: Vec<Ranked> = hits
            .into_iter()
            .map(|hit| {
                let (evidence, sure, sentence) = scales.weigh(&hit);
                Ranked {
                    sentence,
                    score: evidence.score() + self.recency(hit.passage.published, newest),
                    confidence: sure.confidence(&concepts),
                    passage: hit.passage,
                    also: Vec::new(),
                }
            })
            .collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(fold_same_reports(ranked, request.limit.max(1)))
    }

    /// The words of a question or of a request for quotations, and what they speak of.
    pub(super) fn understand(
        &self,
        text: &str,
        engine: &dyn Search,
        analyzer: &mut Analyzer,
    ) -> Result<(Question, Vec<Concept>), IndexError> {
        let question = Question::new(text, analyzer);
        let concepts = concepts(&question, &self.aliases, &self.thesaurus, engine, analyzer)?;
        Ok((question, concepts))
    }

    /// What a passage gains by being new. One without a date neither gains nor loses.
    fn recency(&self, published: Option<Date>, newest: Option<Date>) -> f32 {
        let Some(newest) = newest else { return 0.0 };
        let freshness = published.map_or(0.5, |published| {
            let age = newest.duration_since(published).as_secs_f32() / (24.0 * 60.0 * 60.0);
            (-age / self.settings.recency_half_life_days).exp2()
        });
        self.settings.recency_weight * freshness
    }
}

/// The first `limit` passages, with a report that stands in several articles in one place.
fn fold_same_reports(ranked: Vec<Ranked>, limit: usize) -> Vec<Ranked> {
    let mut kept: Vec<(WordSet, Ranked)> = Vec::new();
    for candidate in ranked {
        // The same words make nearly the same evidence, so what comes now is no repetition.
        if kept.len() == limit
            && kept
                .last()
                .is_some_and(|(_, last)| candidate.score < SAME_REPORT * last.score)
        {
            break;
        }
        let words = WordSet::new(&candidate.passage.text);
        let same = kept.iter_mut().find(|(known, kept)| {
            known.is_like(&words) && kept.passage.article != candidate.passage.article
        });
        if let Some((_, same)) = same {
            same.also.push(candidate.passage);
        } else if kept.len() < limit {
            kept.push((words, candidate));
        }
    }
    kept.into_iter().map(|(_, ranked)| ranked).collect()
}

/// The different words of a text, in order. A word is known by its first eight bytes, which is
/// enough to tell texts apart and needs no hashing.
struct WordSet(Vec<u64>);

impl WordSet {
    fn new(text: &str) -> Self {
        let mut words: Vec<u64> = text
            .split_ascii_whitespace()
            .map(|word| match word.as_bytes().first_chunk() {
                Some(beginning) => u64::from_be_bytes(*beginning),
                None => word.bytes().fold(0, |key, byte| key << 8 | u64::from(byte)),
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether two texts share most of their words. The last words in order are long ones, by
    /// which most pairs are told apart at a glance.
    fn is_like(&self, other: &Self) -> bool {
        let last = |words: &Self| words.0.len().saturating_sub(LAST_WORDS);
        is_common(
            &self.0[last(self)..],
            &other.0[last(other)..],
            SAME_REPORT / 2.0,
        ) && is_common(&self.0, &other.0, SAME_REPORT)
    }
}

/// Whether so much of the numbers that stand in one list stand in both. The lists are in order.
fn is_common(mut one: &[u64], mut two: &[u64], share: f32) -> bool {
    let all = one.len() + two.len();
    let mut common = 0;
    while let ([first, rest_of_one @ ..], [second, rest_of_two @ ..]) = (one, two) {
        match first.cmp(second) {
            Ordering::Less => one = rest_of_one,
            Ordering::Greater => two = rest_of_two,
            Ordering::Equal => {
                common += 1;
                (one, two) = (rest_of_one, rest_of_two);
            }
        }
    }
    common as f32 >= share * (all - common) as f32
}
