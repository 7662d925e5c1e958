//! Answering a question, or declining it because the articles do not say.

mod answer;
mod answer_check;
mod contradictions;
mod facts;
mod features;
mod matching;
mod meaning;
mod near_duplicates;
mod phrase;
mod publication_time;
mod ranking;
mod request;
mod sentences;
mod time_words;
mod unmentioned;
mod word_pairs;

use std::sync::Arc;

use self::features::{FeatureExtractor, Weighed};
use self::near_duplicates::fold_near_duplicates;
use self::phrase::passages_with_phrase;
use self::publication_time::TimeBonus;
use self::ranking::{confidence, names};
use self::unmentioned::unmentioned;
use super::asker::Asker;
use super::query::query_terms::QueryTerm;
use super::query::question::Question;
use crate::index::{IndexError, Passage, Query, Search};

pub use self::answer::{Answer, Ranked};
pub use self::request::AskRequest;

/// Minimum number of hits whose features are computed.
const CANDIDATES: usize = 50;

/// Difference in log-odds to the best passage above which a passage is weak, unless it contains a
/// term of the question that the best one lacks.
const WEAKER: f32 = 1.0;

/// Number of the best hits from which names are recognised by their capitals.
const HITS_WITH_NAMES: usize = 10;

/// Hit with its score and features.
struct Candidate {
    score: f32,
    weighed: Weighed,
    passage: Arc<Passage>,
}

impl Asker {
    /// Answers a question from the articles in `engine`.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn ask(&self, engine: &dyn Search, request: &AskRequest<'_>) -> Result<Answer, IndexError> {
        let mut analyzer = self.analyzer.clone();
        let (question, terms) = self.read(request.question, engine, &mut analyzer)?;
        let mut ranked = match terms.as_slice() {
            [] => passages_with_phrase(engine, request)?,
            _ => self.rank(engine, request, &question, &terms)?,
        };
        if ranked.first().is_some_and(|best| self.is_sure(best)) {
            ranked.retain(|ranked| self.is_sure(ranked));
            return Ok(Answer::Found(ranked));
        }
        Ok(Answer::NotFound {
            nearest: ranked.into_iter().next().map(Box::new),
            unmentioned: unmentioned(engine, &terms)?,
        })
    }

    /// Returns whether a passage is shown as an answer.
    fn is_sure(&self, ranked: &Ranked) -> bool {
        ranked.confidence >= self.settings.threshold
    }

    /// Returns the best passages without near-duplicates, or only the nearest one if its confidence
    /// is below the threshold.
    fn rank(
        &self,
        engine: &dyn Search,
        request: &AskRequest<'_>,
        question: &Question,
        terms: &[QueryTerm],
    ) -> Result<Vec<Ranked>, IndexError> {
        let meaning = self.meaning(engine, request.question, request.encode_until, terms);
        let mut hits = engine.search(&Query {
            concepts: terms.iter().map(|term| term.to_query()).collect(),
            phrases: question.phrases.clone(),
            meaning: meaning.as_ref().map(|meaning| meaning.vector.clone()),
            article: request.article.map(str::to_owned),
            after: request.after,
            before: request.before,
            limit: CANDIDATES.max(request.limit),
        })?;
        if let Some(meaning) = &meaning {
            meaning.scale(&mut hits);
        }
        let preferred = question.preferred_time(request.today);
        let bonus = TimeBonus {
            settings: &self.settings,
            preferred: &preferred,
            newest: hits.iter().filter_map(|hit| hit.passage.published).max(),
        };
        let mut extractor = FeatureExtractor::new(question, terms, &preferred, &self.analyzer);
        extractor.relies_on_meaning = meaning.is_some_and(|meaning| meaning.is_relied_on);
        let mut candidates: Vec<Candidate> = hits
            .into_iter()
            .map(|hit| {
                let weighed = extractor.weigh(&hit);
                Candidate {
                    score: weighed.ranking.score() + bonus.of(hit.passage.published),
                    weighed,
                    passage: hit.passage,
                }
            })
            .collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        let first: Vec<&Weighed> = candidates
            .iter()
            .take(HITS_WITH_NAMES)
            .map(|candidate| &candidate.weighed)
            .collect();
        let names = names(terms, &first);
        for candidate in &mut candidates {
            (candidate.weighed).add_missing(terms, &names, question.answer_type);
        }
        let ranked = to_ranked(candidates, terms, engine.paragraph_count());
        // A decline shows the nearest passage alone.
        let limit = match ranked.first() {
            Some(best) if self.is_sure(best) => request.limit.max(1),
            _ => 1,
        };
        Ok(fold_near_duplicates(ranked, limit))
    }
}

/// Converts candidates to ranked passages with confidences, in the same order.
fn to_ranked(candidates: Vec<Candidate>, terms: &[QueryTerm], paragraphs: u64) -> Vec<Ranked> {
    let log_odds = |weighed: &Weighed| weighed.confidence.log_odds(terms, paragraphs);
    let best = candidates.first();
    let most = best.map_or(0.0, |best| log_odds(&best.weighed));
    let held_by_best = best
        .map(|best| best.weighed.around.clone())
        .unwrap_or_default();
    let ranked = candidates.into_iter().map(|candidate| {
        let weighed = candidate.weighed;
        let log_odds = log_odds(&weighed);
        let mut held = weighed.around.iter().zip(&held_by_best);
        let adds_term = held.any(|(own, best)| *own >= 1.0 && *best < 1.0);
        Ranked {
            sentence: weighed.sentence,
            score: candidate.score,
            confidence: confidence(log_odds),
            is_weak: !adds_term && most - log_odds > WEAKER,
            has_terms: weighed.has_terms,
            passage: candidate.passage,
            also: Vec::new(),
            differing: Vec::new(),
        }
    });
    ranked.collect()
}
