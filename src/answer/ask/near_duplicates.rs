//! One report that stands in several articles takes one place in an answer.

use std::cmp::Ordering;

use super::answer::Ranked;
use super::facts::Facts;
use crate::text::Span;

/// Passages that share this much of their words are one report in two places.
const SAME_REPORT: f32 = 0.8;

/// So many words of each text are compared before all of them are.
const LAST_WORDS: usize = 8;

/// Twins whose scores differ by less answer the question equally well.
const EQUAL_SCORES: f32 = 0.1;

/// The first `limit` passages, with a report that stands in several articles in one place. Reports
/// that differ in a fact are near-twins: both stay, the newer one first where they answer equally
/// well, and what differs is marked in each.
pub(super) fn fold_near_duplicates(ranked: Vec<Ranked>, limit: usize) -> Vec<Ranked> {
    let mut kept: Vec<(WordSet, Facts, Ranked)> = Vec::new();
    for mut candidate in ranked {
        // The same words make nearly the same features, so what comes now is no repetition.
        if kept.len() >= limit
            && kept
                .last()
                .is_some_and(|(.., last)| candidate.score < SAME_REPORT * last.score)
        {
            break;
        }
        let words = WordSet::new(&candidate.passage.text);
        let twins: Vec<usize> = (0..kept.len())
            .filter(|&i| {
                let (known, _, kept) = &kept[i];
                known.is_like(&words) && kept.passage.article != candidate.passage.article
            })
            .collect();
        let facts = Facts::of(&candidate.passage.text);
        if let Some(&same) = twins.iter().find(|&&i| kept[i].1.are_same(&facts)) {
            kept[same].2.also.push(candidate.passage);
            continue;
        }
        let mut place = kept.len();
        for &twin in twins.iter().rev() {
            let (_, known, other) = &mut kept[twin];
            add_spans(&mut other.differing, known.missing_in(&facts));
            add_spans(&mut candidate.differing, facts.missing_in(known));
            let is_newer = candidate.passage.published.is_some()
                && other.passage.published.is_some()
                && candidate.passage.published > other.passage.published;
            if is_newer && other.score - candidate.score < EQUAL_SCORES {
                place = twin;
            }
        }
        if place < limit {
            kept.insert(place, (words, facts, candidate));
        }
    }
    kept.truncate(limit);
    kept.into_iter().map(|(.., ranked)| ranked).collect()
}

/// Adds spans to others, in order and each once.
fn add_spans(spans: &mut Vec<Span>, more: Vec<Span>) {
    spans.extend(more);
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans.dedup();
}

/// The different words of a text, in order. A word is known by its first eight bytes, which is
/// enough to tell texts apart and needs no hashing. Words end at white space alone and keep their
/// signs, because repeated reports repeat these too and splitting would take most of the time.
struct WordSet(Vec<u64>);

impl WordSet {
    fn new(text: &str) -> Self {
        let mut words: Vec<u64> = text
            .split_ascii_whitespace()
            .map(|word| match word.as_bytes().first_chunk() {
                Some(beginning) => u64::from_be_bytes(*beginning),
                None => word.bytes().fold(0, |key, byte| key << 8 | u64::from(byte)),
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether two texts share most of their words. The last words in order are long ones, by
    /// which most pairs are told apart at a glance.
    fn is_like(&self, other: &Self) -> bool {
        let last = |words: &Self| words.0.len().saturating_sub(LAST_WORDS);
        is_common(
            &self.0[last(self)..],
            &other.0[last(other)..],
            SAME_REPORT / 2.0,
        ) && is_common(&self.0, &other.0, SAME_REPORT)
    }
}

/// Whether so much of the numbers that stand in one list stand in both. The lists are in order.
fn is_common(mut one: &[u64], mut two: &[u64], share: f32) -> bool {
    let all = one.len() + two.len();
    let mut common = 0;
    while let ([first, rest_of_one @ ..], [second, rest_of_two @ ..]) = (one, two) {
        match first.cmp(second) {
            Ordering::Less => one = rest_of_one,
            Ordering::Greater => two = rest_of_two,
            Ordering::Equal => {
                common += 1;
                (one, two) = (rest_of_one, rest_of_two);
            }
        }
    }
    common as f32 >= share * (all - common) as f32
}
