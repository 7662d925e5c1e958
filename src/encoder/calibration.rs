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

/// Sentences about various things, to which hardly any question is related.
pub(super) const BACKGROUND: [&str; 8] = [
    "Doctors reported that patients who received the vaccine were less likely to need treatment in \
     hospital.",
    "The river rises in the mountains, flows through two lakes and reaches the sea after 310 \
     kilometres.",
    "According to the court, the contract was not valid because one of the owners had not signed it.",
    "The cathedral was built in the twelfth century and has a tower with eight bells and painted \
     windows.",
    "Engineers tested a new rocket that can carry a satellite of two tonnes into orbit around the \
     Earth.",
    "Most inhabitants of the island speak two languages and work in fishing, farming or tourism.",
    "The central bank raised interest rates because prices for food and energy had grown faster than \
     wages.",
    "His theory explains how light behaves when it passes from one medium into another.",
];

/// Minimum difference of the two means. Below it, the encoder cannot tell these texts apart and is
/// not calibrated.
const MIN_DIFFERENCE: f32 = 0.02;

/// Mean cosines of an encoder.
#[derive(Clone, Debug)]
pub(super) struct Calibration {
    scale: Scale,
    /// Vectors of [`BACKGROUND`]; none for an encoder that is not calibrated.
    background: Vec<Vector>,
}

/// Linear scale of cosines on which 0 means unrelated and 1 related. Without it, cosines of
/// different encoders are not comparable, because some map all texts into a narrow cone.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Mean cosine of unrelated questions and sentences.
    unrelated: f32,
    /// Difference to the mean cosine of questions and their answers.
    range: f32,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            scale: Scale {
                unrelated: 0.0,
                range: 1.0,
            },
            background: Vec::new(),
        }
    }
}

impl Calibration {
    /// Computes the means for questions and their answers, given in the same order.
    pub(super) fn of(questions: &[Vector], answers: &[Vector], background: Vec<Vector>) -> Self {
        let (mut related, mut unrelated) = (Vec::new(), Vec::new());
        for (i, question) in questions.iter().enumerate() {
            for (j, answer) in answers.iter().enumerate() {
                let cosines = if i == j { &mut related } else { &mut unrelated };
                cosines.push(cosine(&question.0, &answer.0));
            }
        }
        let unrelated = mean(&unrelated);
        let range = mean(&related) - unrelated;
        if range < MIN_DIFFERENCE {
            return Self::default();
        }
        let scale = Scale { unrelated, range };
        Self { scale, background }
    }

    /// Returns the scale for the cosines of all questions.
    pub(super) fn scale(&self) -> Scale {
        self.scale
    }

    /// Returns the scale for the cosines of one question, whose own mean cosine to the background
    /// counts as much as that of all questions. It is lower for a question in another language than
    /// the sentences.
    pub(super) fn scale_of(&self, question: &Vector) -> Scale {
        let background = self.background.iter();
        let own: Vec<f32> = background.map(|it| cosine(&question.0, &it.0)).collect();
        if own.is_empty() {
            return self.scale;
        }
        Scale {
            unrelated: f32::midpoint(self.scale.unrelated, mean(&own)),
            range: self.scale.range,
        }
    }
}

impl Scale {
    /// Maps a cosine to the scale.
    pub fn nearness(self, cosine: f32) -> f32 {
        (cosine - self.unrelated) / self.range
    }
}

fn mean(numbers: &[f32]) -> f32 {
    numbers.iter().sum::<f32>() / numbers.len().max(1) as f32
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
        let answers = [between.clone(), other];
        let scale = Calibration::of(&questions, &answers, Vec::new()).scale();
        // Related: 0.71 and 1; unrelated: 0 and 0.71.
        assert!((scale.unrelated - 0.354).abs() < 0.001);
        assert!((scale.range - 0.5).abs() < 0.001);
        assert!((scale.nearness(0.604) - 0.5).abs() < 0.001);
        // An encoder that cannot tell them apart is used uncalibrated.
        let same = [between.clone(), between];
        let same = Calibration::of(&questions, &same, vec![one.clone()]);
        assert_eq!(same.scale().nearness(0.7), 0.7);
        assert_eq!(same.scale_of(&one).nearness(0.7), 0.7);
    }

    #[test]
    fn a_question_that_is_near_to_everything_must_be_nearer_to_its_answer() {
        let one = Vector(vec![100, 0]);
        let other = Vector(vec![0, 100]);
        let both = [one.clone(), other.clone()];
        let calibration = Calibration::of(&both, &both, vec![one.clone()]);
        let nearness = |question: &Vector| calibration.scale_of(question).nearness(0.8);
        // The cosines to the background are 1 and 0, and 0 is the mean of all unrelated ones.
        assert!((nearness(&one) - 0.3).abs() < 0.001);
        assert!((nearness(&other) - 0.8).abs() < 0.001);
    }
}
