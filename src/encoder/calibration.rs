//! Calibration of an encoder's cosines.

use super::vector::{Vector, cosine};

/// Questions, each with a sentence that answers it and is unrelated to the other questions.
pub(super) const PAIRS: [(&str, &str); 8] = [
    (
        "Why did the boat not sail to the island?",
        "The ferry to the island was cancelled because of the storm.",
    ),
    (
        "What goes into the dough?",
        "Mix the flour with two eggs and a little salt.",
    ),
    (
        "What did the bank decide about interest?",
        "The central bank left interest rates unchanged.",
    ),
    (
        "How many goals did she score?",
        "She scored twice in the second half of the match.",
    ),
    (
        "How do bees navigate?",
        "Bees find their way home by the position of the sun.",
    ),
    (
        "Which law was passed?",
        "The parliament voted for the new law on housing.",
    ),
    (
        "Where did he record the album?",
        "His second album was recorded in a small studio.",
    ),
    (
        "How was the patient treated?",
        "The patient was given a lower dose of the medicine.",
    ),
];

/// Minimum difference of the two means. Below it, the encoder cannot tell these texts apart and is
/// not calibrated.
const MIN_DIFFERENCE: f32 = 0.02;

/// Mean cosines of an encoder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calibration {
    /// Mean over unrelated questions and sentences.
    unrelated: f32,
    /// Mean over questions and their answers.
    related: f32,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            unrelated: 0.0,
            related: 1.0,
        }
    }
}

impl Calibration {
    /// Computes the means for questions and their answers, given in the same order.
    pub(super) fn of(questions: &[Vector], answers: &[Vector]) -> Self {
        let (mut related, mut unrelated) = (Vec::new(), Vec::new());
        for (i, question) in questions.iter().enumerate() {
            for (j, answer) in answers.iter().enumerate() {
                let cosines = if i == j { &mut related } else { &mut unrelated };
                cosines.push(cosine(&question.0, &answer.0));
            }
        }
        let mean = |cosines: &[f32]| cosines.iter().sum::<f32>() / cosines.len().max(1) as f32;
        let means = Self {
            unrelated: mean(&unrelated),
            related: mean(&related),
        };
        if means.related - means.unrelated < MIN_DIFFERENCE {
            return Self::default();
        }
        means
    }

    /// Maps a cosine linearly to a scale on which 0 means unrelated and 1 related.
    pub(super) fn nearness(self, cosine: f32) -> f32 {
        (cosine - self.unrelated) / (self.related - self.unrelated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosines_are_put_between_the_two_means() {
        let one = Vector(vec![100, 0]);
        let other = Vector(vec![0, 100]);
        let between = Vector(vec![100, 100]);
        let questions = [one.clone(), other.clone()];
        let calibration = Calibration::of(&questions, &[between.clone(), other]);
        // Related: 0.71 and 1; unrelated: 0 and 0.71.
        assert!((calibration.related - 0.854).abs() < 0.001);
        assert!((calibration.unrelated - 0.354).abs() < 0.001);
        assert!((calibration.nearness(0.604) - 0.5).abs() < 0.001);
        // An encoder that cannot tell them apart is used uncalibrated.
        let same = Calibration::of(&questions, &[between.clone(), between]);
        assert_eq!(same.nearness(0.7), 0.7);
    }
}
