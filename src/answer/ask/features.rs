//! The features of a passage as an answer to a question.

use std::ops::Range;

use super::answer_check::Reading;
use super::contradictions::Contradictions;
use super::matching::{Match, Matcher, strengths};
use super::sentences::{Sentence, best_sentence};
use super::time_words::TimeWords;
use super::word_pairs::WordPairs;
use crate::answer::query::answer_type::AnswerType;
use crate::answer::query::preferred_time::PreferredTime;
use crate::answer::query::query_terms::QueryTerm;
use crate::answer::query::question::Question;
use crate::index::{Analyzer, Hit, Meaning};
use crate::text::Span;

/// BM25's parameters, with the values that tantivy uses.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Typical lengths of a paragraph and of a sentence, in words. They are constants rather than
/// averages of the index, so that features are comparable between corpora.
const PARAGRAPH_WORDS: f32 = 100.0;
const SENTENCE_WORDS: f32 = 25.0;

/// Maximum distance of two neighbouring terms of the question that count as neighbours in a
/// passage, in words.
const PAIR_DISTANCE: usize = 3;

/// Features for ranking passages. Each is a share of its maximum, from 0 to about 1. Shares of the
/// question are weighted by inverse document frequency, and synonyms count in part.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct RankingFeatures {
    /// Share of the question in the paragraph, its title, its heading or its neighbours.
    pub(super) around: f32,
    /// Share in the best sentence; terms that occur in few sentences of the paragraph weigh more.
    pub(super) sentence: f32,
    /// Share added by the sentence before the best one.
    pub(super) before: f32,
    /// Share in the best sentence, normalised by its length as in BM25.
    pub(super) density: f32,
    /// BM25 score of the words as the asker spelt them.
    pub(super) exact: f32,
    /// Share in the best sentence of the words as the asker spelt them.
    pub(super) exact_in_sentence: f32,
    /// Share of neighbouring terms of the question that are also neighbours in the paragraph, in
    /// the same order.
    pub(super) pairs: f32,
    /// Share of the question's word bigrams, stop words included, that occur in a sentence of the
    /// paragraph.
    pub(super) wording: f32,
    /// Strength of the expected answer type in the best sentence; 0 if the type cannot be checked.
    pub(super) kind: f32,
    /// Semantic similarity between the passage and the question; 0 without an encoder.
    pub(super) nearness: f32,
    /// Whether the question shares too few words with the articles, so that meaning alone counts.
    pub(super) relies_on_meaning: bool,
}

/// Features for the confidence that a passage answers. Shares are weighted by
/// [`QueryTerm::weight`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ConfidenceFeatures {
    /// Share of the question in the paragraph, its title, its heading or its neighbours.
    pub(super) around: f32,
    /// Share in the title, the heading or the neighbours.
    pub(super) nearby: f32,
    /// Share in the best sentence and its neighbours.
    pub(super) window: f32,
    /// See [`RankingFeatures::density`].
    pub(super) density: f32,
    /// See [`RankingFeatures::exact`].
    pub(super) exact: f32,
    /// 1 if the question asks for a quantity and the best sentence contains none.
    pub(super) no_quantity: f32,
    /// 1 if the question asks for a point in time and the best sentence contains none.
    pub(super) no_date: f32,
    /// 1 if the question is negated and the best sentence is not.
    pub(super) no_negation: f32,
    /// 1 if the passage contains an antonym of a word of the question.
    pub(super) antonym: f32,
    /// Largest share of a name in the question that is missing around the passage.
    pub(super) missing_name: f32,
    /// Largest share of another term of a yes-or-no question that is missing near the best
    /// sentence.
    pub(super) missing_verb: f32,
    /// Semantic similarity between the passage and the question; `None` without an encoder.
    pub(super) nearness: Option<f32>,
    /// See [`RankingFeatures::relies_on_meaning`].
    pub(super) relies_on_meaning: bool,
}

/// Features of a hit.
pub(super) struct Weighed {
    pub(super) ranking: RankingFeatures,
    pub(super) confidence: ConfidenceFeatures,
    /// Best sentence, as a byte range of the passage.
    pub(super) sentence: Span,
    /// Strength of each term around the passage.
    pub(super) around: Vec<f32>,
    /// Strength of each term near the best sentence.
    pub(super) window: Vec<f32>,
    /// For each term, the number of occurrences inside a sentence, and how many of them are
    /// capitalised.
    pub(super) inside: Vec<(u32, u32)>,
    /// Whether the passage itself contains any term.
    pub(super) has_terms: bool,
}

/// Extracts the features of hits for one question.
pub(super) struct FeatureExtractor<'a> {
    question: &'a Question,
    terms: &'a [QueryTerm],
    total: f32,
    /// See [`RankingFeatures::relies_on_meaning`].
    pub(super) relies_on_meaning: bool,
    contradictions: Contradictions,
    pairs: WordPairs,
    matcher: Matcher<'a>,
    time_words: TimeWords<'a>,
}

impl<'a> FeatureExtractor<'a> {
    /// Makes an extractor for a question with at least one term.
    pub(super) fn new(
        question: &'a Question,
        terms: &'a [QueryTerm],
        preferred: &'a PreferredTime,
        analyzer: &'a Analyzer,
    ) -> Self {
        Self {
            total: terms.iter().map(|term| term.idf).sum(),
            relies_on_meaning: false,
            contradictions: Contradictions::of(question),
            pairs: WordPairs::of(&question.words),
            matcher: Matcher::new(terms, analyzer),
            time_words: TimeWords::new(question, terms, preferred),
            question,
            terms,
        }
    }

    /// Extracts the features of a hit.
    pub(super) fn weigh(&self, hit: &Hit) -> Weighed {
        let passage = &hit.passage;
        let matches = self.matcher.find(&hit.words);
        let reading = Reading {
            passage,
            words: &hit.words,
            matches: &matches,
        };
        let kind = self.question.answer_type;
        let pairs = self.pairs.in_sentences(reading.words);
        let wordings: Vec<f32> = pairs.iter().map(|held| self.pairs.share(*held)).collect();
        let meaning = hit.meaning.as_ref();
        let near = meaning.map_or(&[][..], |meaning| &meaning.sentences);
        let (number, best) = best_sentence(kind, self.terms, &reading, &wordings, near);
        let nearness = meaning.map(Meaning::nearness);
        let mut window = strengths(self.terms, &matches, |found| {
            found.sentence.abs_diff(number) <= 1
        });
        let mut nearby: Vec<f32> = hit.nearby.iter().map(|nearby| f32::from(*nearby)).collect();
        for term in self.time_words.of_publication(passage.published) {
            (window[term], nearby[term]) = (1.0, 1.0);
        }
        let mut around = strengths(self.terms, &matches, |_| true);
        for (strength, nearby) in around.iter_mut().zip(&nearby) {
            *strength = strength.max(*nearby);
        }
        let exact = self.exact(&matches, reading.words.len());
        let density = self.density(&best, reading.words.sentence(number).len());
        // A negated sentence can answer a yes-or-no question.
        let is_yes_or_no = kind == AnswerType::YesNo;
        let beside = beside(reading.words.sentences(), number);
        let words = reading.words;
        let lacks_negation = (self.contradictions).lacks_negation(words, words.sentence(number));
        let confidence = ConfidenceFeatures {
            around: self.weighted(&around),
            nearby: self.weighted(&nearby),
            window: self.weighted(&window),
            density,
            exact,
            no_quantity: f32::from(kind.is_quantity()) * (1.0 - best.kind),
            no_date: f32::from(kind.is_date()) * (1.0 - best.kind),
            no_negation: f32::from(!is_yes_or_no && lacks_negation),
            antonym: f32::from(!is_yes_or_no && self.contradictions.has_antonym(words, beside)),
            missing_name: 0.0,
            missing_verb: 0.0,
            nearness,
            relies_on_meaning: self.relies_on_meaning,
        };
        Weighed {
            ranking: RankingFeatures {
                around: self.share(|term| around[term]),
                sentence: best.local_share,
                before: best.before,
                density,
                exact,
                exact_in_sentence: best.exact,
                pairs: self.neighbouring_terms(&matches),
                wording: self
                    .pairs
                    .share(pairs.iter().fold(0, |all, held| all | held)),
                kind: f32::from(kind.is_kind()) * best.kind,
                nearness: nearness.unwrap_or_default(),
                relies_on_meaning: self.relies_on_meaning,
            },
            confidence,
            sentence: match passage.sentences.get(number) {
                Some(&(start, end)) => start..end,
                None => 0..passage.text.len(),
            },
            inside: self.inside(&reading),
            has_terms: !matches.is_empty(),
            around,
            window,
        }
    }

    fn density(&self, best: &Sentence, length: usize) -> f32 {
        let length = length as f32 / SENTENCE_WORDS;
        best.share * (1.0 + K1) / (1.0 + K1 * (1.0 - B + B * length))
    }

    fn exact(&self, matches: &[Match], words: usize) -> f32 {
        let mut counts = vec![0.0_f32; self.terms.len()];
        for found in matches.iter().filter(|found| found.is_exact) {
            counts[found.term] += 1.0;
        }
        let damping = K1 * (1.0 - B + B * words as f32 / PARAGRAPH_WORDS);
        self.share(|term| counts[term] * (1.0 + K1) / (counts[term] + damping))
    }

    fn neighbouring_terms(&self, matches: &[Match]) -> f32 {
        let (mut possible, mut held) = (0.0, 0.0);
        for (term, pair) in self.terms.windows(2).enumerate() {
            let weight: f32 = pair.iter().map(|term| term.idf).sum();
            possible += weight;
            let is_held = matches.iter().enumerate().any(|(i, first)| {
                first.term == term
                    && first.strength >= 1.0
                    && matches[i..]
                        .iter()
                        .take_while(|second| second.position <= first.position + PAIR_DISTANCE)
                        .any(|second| {
                            second.term == term + 1
                                && second.strength >= 1.0
                                && second.position > first.position
                        })
            });
            if is_held {
                held += weight;
            }
        }
        if possible > 0.0 { held / possible } else { 0.0 }
    }

    fn inside(&self, reading: &Reading<'_>) -> Vec<(u32, u32)> {
        let mut inside = vec![(0, 0); self.terms.len()];
        for found in reading.matches.iter().filter(|found| found.strength >= 1.0) {
            if !reading.words.begins_sentence(found.position) {
                let (all, capital) = &mut inside[found.term];
                *all += 1;
                *capital += u32::from(reading.words.is_capital(found.position, reading.passage));
            }
        }
        inside
    }

    /// Returns the mean of the terms' strengths, weighted by [`QueryTerm::weight`].
    fn weighted(&self, strengths: &[f32]) -> f32 {
        let (mut total, mut held) = (0.0, 0.0);
        for (term, strength) in self.terms.iter().zip(strengths) {
            total += term.weight;
            held += term.weight * strength;
        }
        held / total
    }

    /// Returns the mean over the terms, weighted by idf.
    fn share(&self, of: impl Fn(usize) -> f32) -> f32 {
        let terms = self.terms.iter().enumerate();
        let sum: f32 = terms.map(|(i, term)| term.idf * of(i)).sum();
        sum / self.total
    }
}

/// Returns the words of a sentence and its neighbours.
fn beside(sentences: &[Range<usize>], number: usize) -> Range<usize> {
    let first = sentences.get(number.saturating_sub(1));
    let last = sentences.get(number + 1).or(sentences.get(number));
    let start = first.map_or(0, |words| words.start);
    start..last.map_or(start, |words| words.end)
}
