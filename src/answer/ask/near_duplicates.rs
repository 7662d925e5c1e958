//! Folding near-duplicates: a report that stands in several articles takes one place in an answer.

use std::cell::OnceCell;
use std::cmp::Ordering;

use super::answer::Ranked;
use super::facts::Facts;
use crate::text::Span;

/// Minimum share of words in common of near-duplicates, which must also have the same facts.
const SAME_REPORT: f32 = 0.8;

/// Minimum share of words in common of near-twins, which may differ in facts.
const NEAR_TWINS: f32 = 0.65;

/// Number of words of each text that are compared first.
const LAST_WORDS: usize = 8;

/// Maximum difference in score of near-twins that answer the question equally well.
const EQUAL_SCORES: f32 = 0.1;

/// Returns the first `limit` passages, with near-duplicates folded into one. Reports that differ in
/// a fact are near-twins: both are kept, the newer one first if they answer equally well, and the
/// differing words are marked in each.
pub(super) fn fold_near_duplicates(ranked: Vec<Ranked>, limit: usize) -> Vec<Ranked> {
    let mut kept: Vec<Report> = Vec::new();
    for candidate in ranked {
        // Near-duplicates have nearly the same score, so a much lower one cannot be a repetition.
        let lowest = SAME_REPORT * kept.last().map_or(0.0, |last| last.ranked.score);
        if kept.len() >= limit && candidate.score < lowest {
            break;
        }
        let report = Report::new(candidate);
        if let Some(same) = kept.iter_mut().find(|known| known.is_same(&report)) {
            same.ranked.also.push(report.ranked.passage);
            continue;
        }
        let older_twin = kept
            .iter()
            .position(|known| known.is_twin(&report) && report.is_newer_than(known));
        let place = older_twin.unwrap_or(kept.len());
        if place < limit {
            kept.insert(place, report);
        }
    }
    kept.truncate(limit);
    mark_differences(&mut kept);
    kept.into_iter().map(|report| report.ranked).collect()
}

/// Marks the words in which each report differs from its near-twins.
fn mark_differences(reports: &mut [Report]) {
    let differing: Vec<Vec<Span>> = reports
        .iter()
        .map(|report| {
            let twins = reports.iter().filter(|other| other.is_twin(report));
            let spans = twins.flat_map(|twin| report.facts().differing_from(twin.facts()));
            let mut spans: Vec<Span> = spans.collect();
            spans.sort_unstable_by_key(|span| span.start);
            spans.dedup();
            spans
        })
        .collect();
    for (report, spans) in reports.iter_mut().zip(differing) {
        report.ranked.differing = spans;
    }
}

/// Passage with the data by which it is compared.
struct Report {
    ranked: Ranked,
    words: WordSet,
    /// Facts, which are computed only if there is a near-twin.
    facts: OnceCell<Facts>,
}

impl Report {
    fn new(ranked: Ranked) -> Self {
        Self {
            words: WordSet::new(&ranked.passage.text),
            facts: OnceCell::new(),
            ranked,
        }
    }

    fn facts(&self) -> &Facts {
        self.facts
            .get_or_init(|| Facts::of(&self.ranked.passage.text))
    }

    /// Returns whether two passages of different articles are near-twins.
    fn is_twin(&self, other: &Self) -> bool {
        self.ranked.passage.article != other.ranked.passage.article
            && self.words.shares(&other.words, NEAR_TWINS)
    }

    /// Returns whether two passages of different articles are near-duplicates.
    fn is_same(&self, other: &Self) -> bool {
        if !self.is_twin(other) {
            return false;
        }
        // Most repeated reports are repeated word for word.
        self.ranked.passage.text == other.ranked.passage.text
            || self.words.shares(&other.words, SAME_REPORT) && self.facts().are_same(other.facts())
    }

    /// Returns whether this report is newer than a higher-ranked one that answers equally well.
    fn is_newer_than(&self, other: &Self) -> bool {
        let days = (self.ranked.passage.published).zip(other.ranked.passage.published);
        days.is_some_and(|(own, others)| own > others)
            && other.ranked.score - self.ranked.score < EQUAL_SCORES
    }
}

/// Sorted set of a text's words. A word is represented by its first eight bytes, which is enough to
/// compare texts and needs no hashing. Words are split at white space only, because near-duplicates
/// repeat punctuation too and proper splitting would take most of the time.
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

    /// Returns whether two texts have at least this share of their words in common. The last words
    /// in order are compared first, which is enough to distinguish most pairs.
    fn shares(&self, other: &Self, share: f32) -> bool {
        let last = |words: &Self| words.0.len().saturating_sub(LAST_WORDS);
        is_common(&self.0[last(self)..], &other.0[last(other)..], share / 2.0)
            && is_common(&self.0, &other.0, share)
    }
}

/// Returns whether at least this share of the numbers in either sorted list is in both.
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
