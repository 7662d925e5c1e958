//! The sentence of a passage that answers best.

use super::answer_check::Reading;
use super::matching::{Match, strengths};
use crate::answer::query::query_terms::QueryTerm;
use crate::answer::query::question::Question;

/// The features of a sentence. Shares are of the question, weighted by inverse document frequency.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sentence {
    /// Share in the sentence.
    pub(super) share: f32,
    /// The same, where terms that stand in few sentences of the paragraph count more.
    pub(super) local_share: f32,
    /// Share that the sentence before adds: "He left" behind a sentence that names him.
    pub(super) before: f32,
    /// Share that the sentence behind adds.
    behind: f32,
    /// How well it holds the kind of thing that was asked for.
    pub(super) kind: f32,
    /// Share of the terms that are no names.
    no_names: f32,
    /// Share in the asker's own spelling.
    pub(super) exact: f32,
    /// Share of the question's pairs of neighbouring words.
    wording: f32,
}

impl Sentence {
    /// How well it answers. Round weights, chosen on the answers of `squad2-dev`: see
    /// `docs/evaluation.md`.
    fn score(&self) -> f32 {
        4.0 * (self.local_share + self.before)
            + 3.0 * self.no_names
            + 2.5 * self.kind
            + 2.0 * self.wording
            + self.behind
            + self.exact
    }
}

/// The number and the features of the sentence that answers best.
pub(super) fn best_sentence(
    question: &Question,
    terms: &[QueryTerm],
    reading: &Reading<'_>,
) -> (usize, Sentence) {
    let sentences = reading.words.sentences();
    let held: Vec<Vec<f32>> = (0..sentences.len())
        .map(|n| strengths(terms, reading.matches, |found| found.sentence == n))
        .collect();
    let of = |n: usize, term: usize| held.get(n).map_or(0.0, |held| held[term]);
    let share = |weight: &dyn Fn(usize) -> f32, strength: &dyn Fn(usize) -> f32| {
        let all: f32 = (0..terms.len()).map(weight).sum();
        let sum: f32 = (0..terms.len()).map(|t| weight(t) * strength(t)).sum();
        if all > 0.0 { sum / all } else { 0.0 }
    };
    let idf = |term: usize| terms[term].idf;
    let rarity: Vec<f32> = (0..terms.len())
        .map(|term| {
            let with = held.iter().filter(|held| held[term] > 0.0).count().max(1);
            (1.0 + sentences.len() as f32 / with as f32).ln()
        })
        .collect();
    let mut best: Option<(f32, usize, Sentence)> = None;
    for (n, words) in sentences.iter().enumerate() {
        let own = |term: usize| of(n, term);
        let adds = |other: Option<usize>| {
            let other = other.filter(|other| *other < sentences.len());
            other.map_or(0.0, |other| {
                share(&idf, &|term| (of(other, term) - own(term)).max(0.0))
            })
        };
        let is_exact = |term: usize| {
            let mut here = reading.matches.iter();
            let exact =
                |found: &&Match| found.term == term && found.sentence == n && found.is_exact;
            f32::from(u8::from(here.any(|found| exact(&found))))
        };
        let pairs = question.words.windows(2);
        let count = pairs.len().max(1) as f32;
        let wording = pairs.filter(|pair| {
            reading
                .words
                .has_pair_within(words.clone(), &pair[0].form, &pair[1].form)
        });
        let sentence = Sentence {
            share: share(&idf, &own),
            local_share: share(&|term| idf(term) * rarity[term], &own),
            before: adds(n.checked_sub(1)),
            behind: adds(Some(n + 1)),
            kind: reading.holds(question.answer_type, n),
            no_names: share(&|t| if terms[t].is_name { 0.0 } else { idf(t) }, &own),
            exact: share(&idf, &is_exact),
            wording: wording.count() as f32 / count,
        };
        let score = sentence.score();
        if best.is_none_or(|(most, ..)| score > most) {
            best = Some((score, n, sentence));
        }
    }
    best.map(|(_, n, sentence)| (n, sentence))
        .unwrap_or_default()
}
