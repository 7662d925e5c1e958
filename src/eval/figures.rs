//! Computes figures from judged answers.

use std::time::Duration;

use serde::Serialize;

/// Number of passages requested and judged for each question.
pub(super) const DEPTH: usize = 10;

/// Judged answer of one question.
#[derive(Debug)]
pub(super) struct Judged {
    /// Number of relevant passages; 0 if the question cannot be answered.
    pub relevant: usize,
    /// Whether each retrieved passage, best first, is relevant.
    pub hits: Vec<bool>,
    /// Whether the sentence in bold contains the answer; `None` if no wording of it is known, or
    /// the first passage contains none.
    pub bold_holds_answer: Option<bool>,
    /// Confidence of the best passage; 0 if nothing was found.
    pub confidence: f32,
    /// Duration of answering.
    pub duration: Duration,
}

impl Judged {
    fn is_answerable(&self) -> bool {
        self.relevant > 0
    }

    fn is_hit_within(&self, depth: usize) -> bool {
        self.hits.iter().take(depth).any(|hit| *hit)
    }

    fn reciprocal_rank(&self) -> f64 {
        let first = self.hits.iter().position(|hit| *hit);
        first.map_or(0.0, |place| 1.0 / (place + 1) as f64)
    }

    /// Returns the normalised discounted cumulative gain with binary relevance.
    fn ndcg(&self) -> f64 {
        let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
        let hits = self.hits.iter().enumerate().filter(|(_, hit)| **hit);
        let found: f64 = hits.map(|(place, _)| gain(place)).sum();
        let ideal: f64 = (0..self.relevant.min(DEPTH)).map(gain).sum();
        found / ideal
    }
}

/// Figures of an evaluation. Shares range from 0 to 1.
///
/// Passages with the same report take one place in an answer, which counts as relevant if any of
/// them is: the reader sees the citations of all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Number of indexed passages.
    pub passages: usize,
    /// Number of questions.
    pub questions: usize,
    /// Number of questions with a relevant passage. All figures down to `kept_at_threshold` refer
    /// to these questions only.
    pub answerable: usize,
    /// Share of questions with a relevant passage in the first place.
    pub recall_at_1: f64,
    /// Share of questions with at least one relevant passage in the first three places.
    pub recall_at_3: f64,
    /// Share of questions with at least one relevant passage in the first five places.
    pub recall_at_5: f64,
    /// Share of questions with at least one relevant passage in the first ten places.
    pub recall_at_10: f64,
    /// Mean reciprocal rank of the first relevant passage, 0 beyond the tenth place.
    pub mrr_at_10: f64,
    /// Normalised discounted cumulative gain of the first ten places, with binary relevance.
    pub ndcg_at_10: f64,
    /// Share of questions answered at the configured threshold.
    pub kept_at_threshold: f64,
    /// Share of questions whose sentence in bold contains a known wording of the answer, among
    /// those whose first passage contains one; only for sets with `answers.jsonl`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bold_holds_answer: Option<f64>,
    /// Figures of declining unanswerable questions, if there are any.
    #[serde(flatten)]
    pub declining: Option<Declining>,
    /// Median duration of a question, in milliseconds.
    pub median_ms: f64,
    /// 99th percentile of the duration of a question, in milliseconds.
    pub p99_ms: f64,
}

/// Figures of distinguishing unanswerable questions from answerable ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Declining {
    /// Number of unanswerable questions.
    pub unanswerable: usize,
    /// Share of them answered at the configured threshold.
    pub answered_at_threshold: f64,
    /// Area under the ROC curve: the probability that an answerable question has a higher
    /// confidence than an unanswerable one, where equal confidences count half.
    pub auroc: f64,
    /// Share of them answered at the threshold that keeps 90 % of the answerable ones.
    pub answered_at_90_kept: f64,
}

/// Computes the figures of judged questions.
pub(super) fn figures(passages: usize, judged: Vec<Judged>, threshold: f32) -> Figures {
    let mut times: Vec<f64> = judged
        .iter()
        .map(|judged| judged.duration.as_secs_f64() * 1000.0)
        .collect();
    times.sort_by(f64::total_cmp);
    let percentile = |percent: usize| {
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times.get(place).copied().unwrap_or_default()
    };
    let questions = judged.len();
    let bold: Vec<bool> = judged
        .iter()
        .filter_map(|judged| judged.bold_holds_answer)
        .collect();
    let (answerable, unanswerable): (Vec<Judged>, Vec<Judged>) =
        judged.into_iter().partition(Judged::is_answerable);
    let mean = |value: &dyn Fn(&Judged) -> f64| {
        answerable.iter().map(value).sum::<f64>() / answerable.len().max(1) as f64
    };
    let recall = |depth| mean(&|judged| f64::from(judged.is_hit_within(depth)));
    let confidences =
        |judged: &[Judged]| -> Vec<f32> { judged.iter().map(|judged| judged.confidence).collect() };
    let (sure, unsure) = (confidences(&answerable), confidences(&unanswerable));
    Figures {
        passages,
        questions,
        answerable: answerable.len(),
        recall_at_1: recall(1),
        recall_at_3: recall(3),
        recall_at_5: recall(5),
        recall_at_10: recall(10),
        mrr_at_10: mean(&Judged::reciprocal_rank),
        ndcg_at_10: mean(&Judged::ndcg),
        kept_at_threshold: share_from(&sure, threshold),
        bold_holds_answer: (!bold.is_empty()).then(|| {
            let held = bold.iter().filter(|holds| **holds).count();
            held as f64 / bold.len() as f64
        }),
        declining: (!sure.is_empty() && !unsure.is_empty()).then(|| Declining {
            unanswerable: unsure.len(),
            answered_at_threshold: share_from(&unsure, threshold),
            auroc: auroc(&sure, &unsure),
            answered_at_90_kept: share_from(&unsure, threshold_keeping_90(&sure)),
        }),
        median_ms: percentile(50),
        p99_ms: percentile(99),
    }
}

/// Returns the share of `confidences` at `threshold` or above.
fn share_from(confidences: &[f32], threshold: f32) -> f64 {
    let passed = confidences.iter().filter(|it| **it >= threshold).count();
    passed as f64 / confidences.len().max(1) as f64
}

/// Returns the highest threshold that at least 90 % of `confidences` reach.
fn threshold_keeping_90(confidences: &[f32]) -> f32 {
    let mut highest_first = confidences.to_vec();
    highest_first.sort_by(|a, b| b.total_cmp(a));
    let kept = (highest_first.len() * 9).div_ceil(10);
    highest_first
        .get(kept.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

/// Returns the area under the ROC curve of two samples of confidences.
fn auroc(higher: &[f32], lower: &[f32]) -> f64 {
    let mut lower = lower.to_vec();
    lower.sort_by(f32::total_cmp);
    let won: f64 = higher
        .iter()
        .map(|confidence| {
            let below = lower.partition_point(|other| other < confidence);
            let up_to = lower.partition_point(|other| other <= confidence);
            (below + up_to) as f64 / 2.0
        })
        .sum();
    won / (higher.len() * lower.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(relevant: usize, hits: &[bool], confidence: f32, ms: u64) -> Judged {
        Judged {
            relevant,
            hits: hits.to_vec(),
            bold_holds_answer: hits.first().copied().filter(|_| relevant > 0),
            confidence,
            duration: Duration::from_millis(ms),
        }
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn figures_worked_out_by_hand() {
        let figures = figures(
            7,
            vec![
                judged(1, &[true, false], 0.9, 1),
                judged(2, &[false, true, true], 0.5, 2),
                judged(1, &[false; 10], 0.4, 3),
                judged(0, &[false], 0.5, 4),
                judged(0, &[], 0.0, 100),
            ],
            0.45,
        );
        assert_eq!(
            (figures.passages, figures.questions, figures.answerable),
            (7, 5, 3)
        );
        close(figures.recall_at_1, 1.0 / 3.0);
        close(figures.recall_at_3, 2.0 / 3.0);
        close(figures.recall_at_10, 2.0 / 3.0);
        close(figures.mrr_at_10, (1.0 + 0.5) / 3.0);
        // The second question: places two and three, where one and two would be ideal.
        let second = (1.0 / 3_f64.log2() + 0.5) / (1.0 + 1.0 / 3_f64.log2());
        close(figures.ndcg_at_10, (1.0 + second) / 3.0);
        close(figures.kept_at_threshold, 2.0 / 3.0);
        close(figures.bold_holds_answer.unwrap(), 1.0 / 3.0);
        let declining = figures.declining.unwrap();
        assert_eq!(declining.unanswerable, 2);
        close(declining.answered_at_threshold, 0.5);
        // 0.9 beats both, 0.5 beats one and ties with the other, 0.4 beats one.
        close(declining.auroc, (2.0 + 1.5 + 1.0) / 6.0);
        close(declining.answered_at_90_kept, 0.5);
        close(figures.median_ms, 3.0);
        close(figures.p99_ms, 100.0);
    }

    #[test]
    fn a_tenth_of_the_answerable_may_be_lost() {
        let confidences: Vec<f32> = (1..=20_u8).map(f32::from).collect();
        assert_eq!(threshold_keeping_90(&confidences), 3.0);
        assert_eq!(threshold_keeping_90(&[0.5]), 0.5);
    }

    #[test]
    fn without_unanswerable_questions_there_is_nothing_to_decline() {
        assert_eq!(
            figures(1, vec![judged(1, &[true], 0.9, 1)], 0.5).declining,
            None
        );
    }
}
