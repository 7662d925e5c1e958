//! What speaks for a passage as an answer to a question.

use crate::index::{Analyzer, Hit};
use crate::text::Span;

use super::matching::{Match, Matcher};
use crate::answer::query::query_terms::QueryTerm;
use crate::answer::query::question::AnswerType;

/// BM25's constants, as tantivy has them.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Lengths of an ordinary paragraph and sentence, in words. Taken as constants rather than from
/// the index, evidence means the same in every corpus.
const PARAGRAPH_WORDS: f32 = 100.0;
const SENTENCE_WORDS: f32 = 25.0;

/// Words of a question that stand this near to each other, in their order, are a pair.
const PAIR_DISTANCE: usize = 3;

/// So much idf held besides names, in nats, leaves no doubt that more than names is held: about
/// two telling words.
const ENOUGH: f32 = 10.0;

/// The parts of the evidence. Each is a share of what was possible, from 0 to about 1, so that it
/// means the same in a corpus of ten paragraphs and in one of a million.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Features {
    /// The engine's score over the question's summed idf.
    pub score: f32,
    /// The idf-weighted share of the question's terms that the paragraph, its title, its
    /// heading or its neighbours hold. Here and below, words near in meaning count in part.
    pub around: f32,
    /// The share in the best sentence.
    pub sentence: f32,
    /// The share in the best sentence and those before and after it.
    pub beside: f32,
    /// The share in the best sentence, damped for long ones as BM25 damps long documents.
    pub density: f32,
    /// BM25 over the asker's own spellings.
    pub exact: f32,
    /// The idf-weighted share of neighbouring terms of the question that are neighbours in the
    /// paragraph too, in the same order.
    pub pairs: f32,
    /// The idf-weighted share of the names in the question that no article mentions.
    pub absent: f32,
    /// How far names are all that is held of a question that asks for more: the idf-weighted share
    /// of its other terms that is missing, less as more of them is held.
    pub names_only: f32,
    /// 1 if the best sentence holds the kind of thing that was asked for, else 0.
    pub kind: f32,
}

/// Weighs hits for one question.
pub(super) struct FeatureExtractor<'a> {
    terms: &'a [QueryTerm],
    kind: AnswerType,
    total: f32,
    matcher: Matcher<'a>,
}

impl<'a> FeatureExtractor<'a> {
    /// `FeatureExtractor` for a question that speaks of at least one term.
    pub(super) fn new(
        terms: &'a [QueryTerm],
        kind: AnswerType,
        analyzer: &'a mut Analyzer,
    ) -> Self {
        Self {
            total: terms.iter().map(|term| term.idf).sum(),
            matcher: Matcher::new(terms, analyzer),
            terms,
            kind,
        }
    }

    /// The evidence in a hit, to order it by and to be sure by, and the sentence that answers best.
    pub(super) fn weigh(&mut self, hit: &Hit) -> (Features, Features, Span) {
        let passage = &hit.passage;
        let (matches, lengths) = self.matcher.read(passage);
        let (best, sentence, density) = self.best_sentence(&matches, &lengths);
        let span = match passage.sentences.get(best) {
            Some(&(start, end)) => start..end,
            None => 0..passage.text.len(),
        };
        let beside = self.strengths(&matches, |found| found.sentence.abs_diff(best) <= 1);
        let mut around = self.strengths(&matches, |_| true);
        for (strength, nearby) in around.iter_mut().zip(&hit.nearby) {
            *strength = strength.max(truth(*nearby));
        }
        let is_absent = |c: usize| around[c] < 1.0 && self.terms[c].is_unknown_name();
        let holds_answer = self.matcher.holds(self.kind, passage, &span, &matches);
        let evidence = Features {
            score: hit.score / self.total,
            around: self.share(|c| around[c]),
            sentence,
            beside: self.share(|c| beside[c]),
            density,
            exact: self.exact(&matches, &lengths),
            pairs: self.pairs(&matches),
            absent: self.share(|c| truth(is_absent(c))),
            names_only: self.names_only(&around),
            kind: truth(holds_answer),
        };
        let held = self.strengths(&matches, |found| found.sentence == best);
        let weighed = self.weighed_share(&held);
        let sure = Features {
            around: self.weighed_share(&around),
            sentence: weighed,
            density: density * weighed / sentence.max(f32::EPSILON),
            ..evidence
        };
        (evidence, sure, span)
    }

    /// The sentence that holds most of the question: its number, its share and its density.
    fn best_sentence(&self, matches: &[Match], lengths: &[usize]) -> (usize, f32, f32) {
        let mut best = (0, 0.0, 0.0);
        for of_sentence in matches.chunk_by(|a, b| a.sentence == b.sentence) {
            let Some(number) = of_sentence.first().map(|first| first.sentence) else {
                continue;
            };
            let strengths = self.strengths(of_sentence, |_| true);
            let share = self.share(|c| strengths[c]);
            let length = lengths[number] as f32 / SENTENCE_WORDS;
            let density = share * (1.0 + K1) / (1.0 + K1 * (1.0 - B + B * length));
            if share + 0.2 * density > best.1 + 0.2 * best.2 {
                best = (number, share, density);
            }
        }
        best
    }

    /// How strongly each term is held by those `matches` that count.
    fn strengths(&self, matches: &[Match], counts: impl Fn(&Match) -> bool) -> Vec<f32> {
        let mut strengths = vec![0.0_f32; self.terms.len()];
        for found in matches.iter().filter(|found| counts(found)) {
            strengths[found.term] = strengths[found.term].max(found.strength);
        }
        strengths
    }

    fn names_only(&self, strengths: &[f32]) -> f32 {
        let (mut holds_name, mut asked, mut held) = (false, 0.0, 0.0);
        for (term, strength) in self.terms.iter().zip(strengths) {
            if term.is_name {
                holds_name |= *strength > 0.0;
            } else {
                asked += term.idf;
                held += term.idf * strength;
            }
        }
        if holds_name && asked > 0.0 {
            (1.0 - held / asked) * (1.0 - held / ENOUGH).max(0.0)
        } else {
            0.0
        }
    }

    fn exact(&self, matches: &[Match], lengths: &[usize]) -> f32 {
        let mut counts = vec![0.0_f32; self.terms.len()];
        for found in matches.iter().filter(|found| found.is_exact) {
            counts[found.term] += 1.0;
        }
        let words: usize = lengths.iter().sum();
        let length = words as f32 / PARAGRAPH_WORDS;
        let damping = K1 * (1.0 - B + B * length);
        self.share(|c| counts[c] * (1.0 + K1) / (counts[c] + damping))
    }

    fn pairs(&self, matches: &[Match]) -> f32 {
        let mut possible = 0.0;
        let mut held = 0.0;
        for (c, pair) in self.terms.windows(2).enumerate() {
            let weight: f32 = pair.iter().map(|term| term.idf).sum();
            possible += weight;
            let is_held = matches.iter().enumerate().any(|(i, first)| {
                first.term == c
                    && first.strength >= 1.0
                    && matches[i..]
                        .iter()
                        .take_while(|second| second.position <= first.position + PAIR_DISTANCE)
                        .any(|second| {
                            second.term == c + 1
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

    /// The mean over the terms by their weights.
    fn weighed_share(&self, strengths: &[f32]) -> f32 {
        let (mut total, mut held) = (0.0, 0.0);
        for (term, strength) in self.terms.iter().zip(strengths) {
            total += term.weight;
            held += term.weight * strength;
        }
        held / total
    }

    /// The idf-weighted mean over the terms.
    fn share(&self, of: impl Fn(usize) -> f32) -> f32 {
        let sum: f32 = self
            .terms
            .iter()
            .enumerate()
            .map(|(c, term)| term.idf * of(c))
            .sum();
        sum / self.total
    }
}

/// 1 for what is so, 0 for what is not.
fn truth(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}
