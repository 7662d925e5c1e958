//! Computing scores and confidences from features.

use super::features::{ConfidenceFeatures, RankingFeatures, Weighed};
use crate::answer::query::answer_type::AnswerType;
use crate::answer::query::idf::BACKGROUND_PARAGRAPHS;
use crate::answer::query::query_terms::QueryTerm;

/// Minimum share of capitalised occurrences inside sentences of a word that is a name.
const CAPITALS_OF_NAME: f32 = 0.7;

/// Weights of semantic similarity in the score, with words and without them. These and the weights
/// of the confidence below were chosen on the sets of `docs/encoder.md`.
const NEARNESS_WEIGHT: f32 = 0.5;
const NEARNESS_WEIGHT_ALONE: f32 = 3.0;

impl RankingFeatures {
    /// Returns the score by which passages are ordered: from 0 to about 1.8 for a sentence that
    /// repeats the question. The weights are round numbers chosen on several public sets of
    /// questions at once: see `docs/evaluation.md`.
    pub(super) fn score(&self) -> f32 {
        0.65 * self.around
            + 0.2 * self.sentence
            + 0.15 * self.before
            + 0.15 * self.density
            + 0.25 * self.exact
            + 0.1 * self.exact_in_sentence
            + 0.25 * self.pairs
            + 0.25 * self.wording
            + 0.1 * self.kind
            + self.nearness_weight() * self.nearness
    }

    fn nearness_weight(&self) -> f32 {
        if self.relies_on_meaning {
            NEARNESS_WEIGHT_ALONE
        } else {
            NEARNESS_WEIGHT
        }
    }
}

/// Semantic similarity that is neutral for the confidence, with words and without them.
const DOUBTFUL: f32 = 0.7;
const DOUBTFUL_ALONE: f32 = 0.85;

/// Weights of semantic similarity in the log-odds, with words and without them.
const NEARNESS_LOG_ODDS: f32 = 4.0;
const NEARNESS_LOG_ODDS_ALONE: f32 = 7.0;

impl ConfidenceFeatures {
    /// Returns the log-odds that the passage answers a question with `terms`, in an index of this
    /// many paragraphs.
    pub(super) fn log_odds(&self, terms: &[QueryTerm], paragraphs: u64) -> f32 {
        match self.nearness {
            Some(nearness) if self.relies_on_meaning => {
                NEARNESS_LOG_ODDS_ALONE * (nearness - DOUBTFUL_ALONE)
            }
            Some(nearness) => {
                let words = self.log_odds_of_words(terms, paragraphs);
                words + NEARNESS_LOG_ODDS * (nearness - DOUBTFUL)
            }
            None => self.log_odds_of_words(terms, paragraphs),
        }
    }

    fn log_odds_of_words(&self, terms: &[QueryTerm], paragraphs: u64) -> f32 {
        let total: f32 = terms.iter().map(|term| term.weight).sum();
        let information =
            total.max(f32::EPSILON) / (BACKGROUND_PARAGRAPHS + paragraphs as f32).ln();
        0.75 * self.around
            + 2.0 * self.nearby
            + 2.75 * self.window
            + 0.75 * self.density
            + 1.5 * self.exact
            - 2.5 * self.no_quantity
            - 1.25 * self.no_date
            - 1.5 * self.no_negation
            - 1.5 * self.antonym
            - 5.0 * self.missing_name
            - 3.0 * self.missing_verb
            + 1.25 * information.log2()
            - 5.15
    }
}

/// Converts log-odds to a confidence from 0 to 1, with the logistic function.
pub(super) fn confidence(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Returns for each term whether it is a name: the question shows it as one, or the best hits
/// capitalise it.
pub(super) fn names(terms: &[QueryTerm], hits: &[&Weighed]) -> Vec<bool> {
    let capitals = |term: usize| {
        let counts = hits.iter().filter_map(|hit| hit.inside.get(term));
        let (all, capital) = counts.fold((0, 0), |(all, capital), (more, more_capital)| {
            (all + more, capital + more_capital)
        });
        all > 0 && capital as f32 > CAPITALS_OF_NAME * all as f32
    };
    let terms = terms.iter().enumerate();
    terms.map(|(i, term)| term.is_name || capitals(i)).collect()
}

impl Weighed {
    /// Sets the features about missing terms, which depend on the recognised names.
    pub(super) fn add_missing(
        &mut self,
        terms: &[QueryTerm],
        names: &[bool],
        answer_type: AnswerType,
    ) {
        let total: f32 = terms.iter().map(|term| term.idf).sum();
        let missing = |held: &[f32], term: usize| (1.0 - held[term]) * terms[term].idf / total;
        let is_name = |term: &usize| names[*term];
        let all = || 0..terms.len();
        self.confidence.missing_name = all()
            .filter(is_name)
            .map(|term| missing(&self.around, term))
            .fold(0.0, f32::max);
        if answer_type == AnswerType::YesNo {
            self.confidence.missing_verb = all()
                .filter(|term| !is_name(term))
                .map(|term| missing(&self.window, term))
                .fold(0.0, f32::max);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::features::FeatureExtractor;
    use super::*;
    use crate::answer::query::preferred_time::PreferredTime;
    use crate::answer::query::question::Question;
    use crate::index::{Analyzer, Hit, Passage, PassageWords};
    use crate::text::Language;

    #[test]
    fn a_name_may_occur_very_often_in_a_passage() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let question = Question::new("who sold the mill?", &mut analyzer);
        let terms = [QueryTerm {
            names: vec![vec!["mill".to_owned()]],
            idf: 1.0,
            ..QueryTerm::default()
        }];
        let text = "Mill ".repeat(70_000);
        let passage = Passage {
            sentences: vec![(0, text.len())],
            text,
            ..Passage::of_text("")
        };
        let hit = Hit {
            nearby: vec![false],
            meaning: None,
            words: Arc::new(PassageWords::new(&passage, &mut analyzer)),
            passage: Arc::new(passage),
        };
        let any = PreferredTime::Any;
        let weighed = FeatureExtractor::new(&question, &terms, &any, &analyzer).weigh(&hit);
        assert_eq!(names(&terms, &[&weighed]), [true]);
    }
}
