//! From a question to an answer, or to the news that the articles do not say.

mod answer;
mod answer_check;
mod contradictions;
mod facts;
mod features;
mod matching;
mod near_duplicates;
mod ranking;
mod sentences;
mod unmentioned;
mod words;

use jiff::civil::Date;

use self::features::{FeatureExtractor, Weighed};
use self::near_duplicates::fold_near_duplicates;
use self::ranking::{confidence, names};
use super::asker::Asker;
use crate::index::{Analyzer, IndexError, Passage, Query, Search};
use crate::text::wording;

pub use self::answer::{Answer, Ranked};

/// How many of the engine's hits are weighed.
const CANDIDATES: usize = 50;

/// So much below the log-odds of the best passage another one is weak, unless it holds a term of
/// the question that the best one does not.
const WEAKER: f32 = 1.0;

/// Shorter questions of stop words alone are not looked for word for word, in words.
const SHORTEST_PHRASE: usize = 3;

/// How many of the best hits tell which words are names.
const HITS_WITH_NAMES: usize = 10;

/// A question and where to look for its answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct AskRequest<'a> {
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

impl Asker {
    /// Answers from the articles that `engine` holds.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn ask(&self, engine: &dyn Search, request: &AskRequest<'_>) -> Result<Answer, IndexError> {
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
    fn rank(
        &self,
        engine: &dyn Search,
        request: &AskRequest<'_>,
    ) -> Result<Vec<Ranked>, IndexError> {
        let mut analyzer = self.analyzer.clone();
        let (question, terms) = self.read(request.question, engine, &mut analyzer)?;
        if terms.is_empty() {
            return self.as_phrase(engine, request, &mut analyzer);
        }
        let hits = engine.search(&Query {
            concepts: terms.iter().map(|term| term.to_query()).collect(),
            phrases: question.phrases.clone(),
            article: request.article.map(str::to_owned),
            after: request.after,
            before: request.before,
            limit: CANDIDATES.max(request.limit),
        })?;
        let newest = hits.iter().filter_map(|hit| hit.passage.published).max();
        let mut extractor = FeatureExtractor::new(&question, &terms, &mut analyzer);
        let mut weighed: Vec<(f32, Weighed, Passage)> = hits
            .into_iter()
            .map(|hit| {
                let weighed = extractor.weigh(&hit);
                let score = weighed.ranking.score() + self.recency(hit.passage.published, newest);
                (score, weighed, hit.passage)
            })
            .collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
        let first: Vec<&Weighed> = weighed
            .iter()
            .take(HITS_WITH_NAMES)
            .map(|hit| &hit.1)
            .collect();
        let names = names(&terms, &first);
        let paragraphs = engine.paragraph_count();
        for (_, weighed, _) in &mut weighed {
            weighed.miss(&terms, &names, question.answer_type);
        }
        let best = weighed.first().map(|(_, best, _)| best.around.clone());
        let log_odds = |weighed: &Weighed| weighed.confidence.log_odds(&terms, paragraphs);
        let most = weighed.first().map_or(0.0, |(_, best, _)| log_odds(best));
        let ranked = weighed.into_iter().map(|(score, weighed, passage)| {
            let log_odds = log_odds(&weighed);
            let held = weighed.around.iter().zip(best.iter().flatten());
            let adds = held
                .into_iter()
                .any(|(own, best)| *own >= 1.0 && *best < 1.0);
            Ranked {
                sentence: weighed.sentence,
                score,
                confidence: confidence(log_odds),
                is_weak: !adds && most - log_odds > WEAKER,
                passage,
                also: Vec::new(),
                differing: Vec::new(),
            }
        });
        Ok(fold_near_duplicates(ranked.collect(), request.limit.max(1)))
    }

    /// The passages that hold a question of stop words alone, word for word.
    fn as_phrase(
        &self,
        engine: &dyn Search,
        request: &AskRequest<'_>,
        analyzer: &mut Analyzer,
    ) -> Result<Vec<Ranked>, IndexError> {
        if analyzer.words(request.question).len() < SHORTEST_PHRASE {
            return Ok(Vec::new());
        }
        let asked: Vec<String> = wording::words(request.question)
            .into_iter()
            .map(|word| word.form)
            .collect();
        let is_within = |passage: &Passage| {
            let is_article = request
                .article
                .is_none_or(|article| article == passage.article);
            let day = passage.published;
            is_article
                && request
                    .after
                    .is_none_or(|after| day.is_some_and(|day| day >= after))
                && request
                    .before
                    .is_none_or(|before| day.is_some_and(|day| day <= before))
        };
        let found = engine.prose(request.question, CANDIDATES)?;
        let passages = found.into_iter().map(|found| found.passage);
        let ranked = passages.filter(is_within).filter_map(|passage| {
            let words = wording::words(&passage.text);
            let mut runs = words.windows(asked.len());
            let run = runs.find(|run| run.iter().map(|word| &word.form).eq(&asked))?;
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
        });
        let ranked = ranked.collect();
        Ok(fold_near_duplicates(ranked, request.limit.max(1)))
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
