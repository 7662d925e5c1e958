//! From evidence to an order of passages, and to how sure we are of them.

use super::features::Features;
use crate::answer::query::query_terms::QueryTerm;

/// How much each part of the evidence counts for the order of passages. Round numbers, chosen on
/// several public sets of questions at once: see `docs/evaluation.md`.
const WEIGHTS: Features = Features {
    score: 0.3,
    around: 0.5,
    sentence: 0.2,
    beside: 0.1,
    density: 0.2,
    exact: 0.2,
    pairs: 0.3,
    absent: 0.0,
    names_only: 0.0,
    kind: 0.0,
};

/// The log-odds that a passage answers, by the parts of its evidence.
const LOG_ODDS: Features = Features {
    score: 0.0,
    around: 3.0,
    sentence: 2.0,
    beside: 0.0,
    density: 2.0,
    exact: 3.5,
    pairs: 1.5,
    absent: -6.0,
    names_only: -2.0,
    kind: 1.0,
};
/// Twice as much to go by makes the same evidence surer.
const LOG_ODDS_OF_DOUBLE: f32 = 1.25;
const LOG_ODDS_OF_NOTHING: f32 = -11.5;

impl Features {
    fn weighed_by(&self, weights: &Self) -> f32 {
        self.score * weights.score
            + self.around * weights.around
            + self.sentence * weights.sentence
            + self.beside * weights.beside
            + self.density * weights.density
            + self.exact * weights.exact
            + self.pairs * weights.pairs
            + self.absent * weights.absent
            + self.names_only * weights.names_only
            + self.kind * weights.kind
    }

    /// What passages are ordered by: 0 for none, about 1.5 for a sentence that repeats the
    /// question.
    pub(super) fn score(&self) -> f32 {
        self.weighed_by(&WEIGHTS)
    }

    /// How sure it is that the passage answers a question about `terms`, from 0 to 1.
    pub(super) fn confidence(&self, terms: &[QueryTerm]) -> f32 {
        let total: f32 = terms.iter().map(|term| term.weight).sum();
        let log_odds = self.weighed_by(&LOG_ODDS)
            + LOG_ODDS_OF_DOUBLE * total.max(f32::EPSILON).log2()
            + LOG_ODDS_OF_NOTHING;
        1.0 / (1.0 + (-log_odds).exp())
    }
}
