//! Choosing the best sentence of a passage.

use super::answer_check::Reading;
use super::matching::Match;
use crate::answer::query::answer_type::AnswerType;
use crate::answer::query::query_terms::QueryTerm;

/// Weight of a sentence's semantic similarity.
const NEARNESS_WEIGHT: f32 = 1.0;

/// Weight of the expected answer type.
const KIND_WEIGHT: f32 = 2.5;

/// Features of a sentence. Shares are of the question, weighted by inverse document frequency.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sentence {
    /// Share of the question in the sentence.
    pub(super) share: f32,
    /// The same share; terms that occur in few sentences of the paragraph weigh more.
    pub(super) local_share: f32,
    /// Share added by the previous sentence: "He left" after a sentence that names him.
    pub(super) before: f32,
    /// Share added by the next sentence.
    behind: f32,
    /// Strength of the expected answer type.
    pub(super) kind: f32,
    /// Share of the terms that are not names.
    no_names: f32,
    /// Share of the words as the asker spelt them.
    pub(super) exact: f32,
    /// Share of the question's word bigrams.
    wording: f32,
    /// Semantic similarity to the question; 0 without an encoder.
    nearness: f32,
}

impl Sentence {
    /// Returns the score by which sentences are compared. The weights are round numbers chosen on
    /// the answers of `squad2-dev`: see `docs/evaluation.md`.
    fn score(&self) -> f32 {
        4.0 * (self.local_share + self.before)
            + 3.0 * self.no_names
            + KIND_WEIGHT * self.kind
            + 2.0 * self.wording
            + self.behind
            + self.exact
            + NEARNESS_WEIGHT * self.nearness
    }
}

/// Returns the index and the features of the best sentence. For each sentence, `wordings` has the
/// share of the question's word bigrams, and `near` the semantic similarity; `near` is empty
/// without an encoder.
pub(super) fn best_sentence(
    answer_type: AnswerType,
    terms: &[QueryTerm],
    reading: &Reading<'_>,
    wordings: &[f32],
    near: &[f32],
) -> (usize, Sentence) {
    let extractor = SentenceExtractor::new(terms, reading, wordings);
    let mut best: Option<(f32, usize, Sentence)> = None;
    for n in 0..extractor.held.len() {
        let mut sentence = Sentence {
            nearness: near.get(n).copied().unwrap_or_default(),
            ..extractor.sentence(n)
        };
        // Checking the answer type takes longer than everything else, so it is skipped if it cannot
        // change the result.
        if best.is_some_and(|(most, ..)| sentence.score() + KIND_WEIGHT <= most) {
            continue;
        }
        sentence.kind = reading.holds(answer_type, n);
        let score = sentence.score();
        if best.is_none_or(|(most, ..)| score > most) {
            best = Some((score, n, sentence));
        }
    }
    best.map(|(_, n, sentence)| (n, sentence))
        .unwrap_or_default()
}

/// Extracts the features of the sentences of one passage.
struct SentenceExtractor<'a> {
    terms: &'a [QueryTerm],
    /// Matches, in order.
    matches: &'a [Match],
    /// Share of the question's word bigrams, for each sentence.
    wordings: &'a [f32],
    /// Strength of each term, for each sentence.
    held: Vec<Vec<f32>>,
    /// Weight of each term, which decreases with the number of sentences that contain it.
    rarity: Vec<f32>,
}

impl<'a> SentenceExtractor<'a> {
    fn new(terms: &'a [QueryTerm], reading: &Reading<'a>, wordings: &'a [f32]) -> Self {
        let matches = reading.matches;
        let count = reading.words.sentences().len();
        let mut held = vec![vec![0.0_f32; terms.len()]; count];
        for found in matches {
            let strength = &mut held[found.sentence][found.term];
            *strength = strength.max(found.strength);
        }
        let rarity = (0..terms.len())
            .map(|term| {
                let with = held.iter().filter(|held| held[term] > 0.0).count().max(1);
                (1.0 + count as f32 / with as f32).ln()
            })
            .collect();
        Self {
            terms,
            matches,
            wordings,
            held,
            rarity,
        }
    }

    fn sentence(&self, n: usize) -> Sentence {
        let idf = |term: usize| self.terms[term].idf;
        let local = |term: usize| idf(term) * self.rarity[term];
        let no_name = |term: usize| {
            if self.terms[term].is_name {
                0.0
            } else {
                idf(term)
            }
        };
        let own = |term: usize| self.held[n][term];
        let matches = self.matches_in(n);
        let exact = |term: usize| {
            let is_exact = |found: &Match| found.term == term && found.is_exact;
            f32::from(matches.iter().any(is_exact))
        };
        Sentence {
            share: self.share(idf, own),
            local_share: self.share(local, own),
            before: self.added_by(n.checked_sub(1), n),
            behind: self.added_by(Some(n + 1), n),
            kind: 0.0,
            no_names: self.share(no_name, own),
            exact: self.share(idf, exact),
            wording: self.wordings.get(n).copied().unwrap_or_default(),
            nearness: 0.0,
        }
    }

    /// Returns the weighted mean of the terms' strengths.
    fn share(&self, weight: impl Fn(usize) -> f32, strength: impl Fn(usize) -> f32) -> f32 {
        let (mut all, mut held) = (0.0, 0.0);
        for term in 0..self.terms.len() {
            all += weight(term);
            held += weight(term) * strength(term);
        }
        if all > 0.0 { held / all } else { 0.0 }
    }

    /// Returns the share of the question that a neighbour of sentence `n` adds to it.
    fn added_by(&self, beside: Option<usize>, n: usize) -> f32 {
        let Some(beside) = beside.and_then(|beside| self.held.get(beside)) else {
            return 0.0;
        };
        let added = |term: usize| (beside[term] - self.held[n][term]).max(0.0);
        self.share(|term| self.terms[term].idf, added)
    }

    fn matches_in(&self, n: usize) -> &[Match] {
        let start = self.matches.partition_point(|found| found.sentence < n);
        let end = self.matches.partition_point(|found| found.sentence <= n);
        &self.matches[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::super::matching::Matcher;
    use super::super::word_pairs::WordPairs;
    use super::*;
    use crate::answer::query::question::Question;
    use crate::index::{Analyzer, Passage, PassageWords};
    use crate::text::Language;

    /// Returns the best sentence for a question whose words all have the same weight.
    fn best(question: &str, text: &str) -> usize {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let question = Question::new(question, &mut analyzer);
        let content = question.words.iter().filter(|word| word.is_content);
        let terms: Vec<QueryTerm> = content
            .map(|word| QueryTerm {
                names: vec![vec![analyzer.stem(&word.form).into_owned()]],
                typed: vec![word.form.clone()],
                idf: 1.0,
                is_name: word.is_name,
                ..QueryTerm::default()
            })
            .collect();
        let passage = Passage::of_text(text);
        let words = PassageWords::new(&passage, &mut analyzer);
        let matches = Matcher::new(&terms, &analyzer).find(&words);
        let reading = Reading {
            passage: &passage,
            words: &words,
            matches: &matches,
        };
        let pairs = WordPairs::of(&question.words);
        let held = pairs.in_sentences(reading.words).into_iter();
        let wordings: Vec<f32> = held.map(|held| pairs.share(held)).collect();
        best_sentence(question.answer_type, &terms, &reading, &wordings, &[]).0
    }

    #[test]
    fn the_sentence_with_the_kind_behind_the_one_with_the_names_is_best() {
        let text =
            "Ida Brandt toured the mill. She paid 40 crowns for flour. Then Ida Brandt left.";
        assert_eq!(best("How much did Ida Brandt pay at the mill?", text), 1);
        assert_eq!(best("Who toured the mill?", text), 0);
    }
}
