//! Folding near-duplicates: a report that stands in several articles takes one place in an answer.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::answer::Ranked;
use super::facts::Facts;
use crate::text::Span;

/// Minimum share of words in common of near-duplicates, which must also have the same facts.
const SAME_REPORT: f32 = 0.8;

/// Minimum share of words in common of near-twins, which may differ in facts.
const NEAR_TWINS: f32 = 0.65;

/// Maximum length of a passage that is compared word by word, in bytes: far more than a paragraph of
/// news, and few enough words for comparing each with all others. A longer passage takes a place of
/// its own unless another one repeats it exactly.
const MAX_COMPARED_LENGTH: usize = 20_000;

/// Number of 64-bit integers in a [`Sketch`].
const SKETCH: usize = 8;

/// Strictness with which sketches are compared: less than words, as two words may have one hash.
const SKETCH_SHARE: f32 = 0.8;

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
        let twins: Vec<usize> = (0..kept.len())
            .filter(|&n| kept[n].is_twin(&report))
            .collect();
        if let Some(&same) = twins.iter().find(|&&n| kept[n].is_same(&report)) {
            kept[same].ranked.also.push(report.ranked.passage);
            continue;
        }
        let older_twin = (twins.into_iter()).find(|&n| report.is_newer_than(&kept[n]));
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
    sketch: Sketch,
    /// Sorted words, which are computed only if another sketch is similar.
    words: OnceCell<Vec<u64>>,
    /// Facts, which are computed only if there is a near-twin.
    facts: OnceCell<Facts>,
}

impl Report {
    fn new(ranked: Ranked) -> Self {
        Self {
            sketch: Sketch::of(&ranked.passage.text),
            words: OnceCell::new(),
            facts: OnceCell::new(),
            ranked,
        }
    }

    fn text(&self) -> &str {
        &self.ranked.passage.text
    }

    fn words(&self) -> &[u64] {
        self.words.get_or_init(|| {
            let mut words = Vec::new();
            for_each_word(self.text(), |word| words.push(word));
            words.sort_unstable();
            words.dedup();
            words
        })
    }

    fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| Facts::of(self.text()))
    }

    /// Returns whether two passages have at least this share of their words in common; for long
    /// passages, whether they are the same.
    fn shares(&self, other: &Self, share: f32) -> bool {
        let longest = self.text().len().max(other.text().len());
        if longest > MAX_COMPARED_LENGTH {
            return self.text() == other.text();
        }
        let pairs = self.sketch.bits.iter().zip(&other.sketch.bits);
        let common: u32 = pairs.map(|(one, two)| (one & two).count_ones()).sum();
        let all = self.sketch.count + other.sketch.count - common;
        common as f32 >= SKETCH_SHARE * share * all as f32
            && is_common(self.words(), other.words(), share)
    }

    /// Returns whether two passages of different articles are near-twins.
    fn is_twin(&self, other: &Self) -> bool {
        self.ranked.passage.article != other.ranked.passage.article
            && self.shares(other, NEAR_TWINS)
    }

    /// Returns whether two near-twins are near-duplicates.
    fn is_same(&self, other: &Self) -> bool {
        // Most repeated reports are repeated word for word.
        self.text() == other.text()
            || self.shares(other, SAME_REPORT) && self.facts().are_same(other.facts())
    }

    /// Returns whether this report is newer than a higher-ranked one that answers equally well.
    fn is_newer_than(&self, other: &Self) -> bool {
        let days = (self.ranked.passage.published).zip(other.ranked.passage.published);
        days.is_some_and(|(own, others)| own > others)
            && other.ranked.score - self.ranked.score < EQUAL_SCORES
    }
}

/// Calls `visit` with each word of a text as its last eight bytes, which is enough to compare texts.
/// Words are split at white space only, because near-duplicates repeat punctuation too and proper
/// splitting takes several times as long.
fn for_each_word(text: &str, mut visit: impl FnMut(u64)) {
    let mut word = 0;
    for byte in text.bytes() {
        if byte > b' ' {
            word = word << 8 | u64::from(byte);
        } else if word > 0 {
            visit(word);
            word = 0;
        }
    }
    visit(word);
}

/// Bit set of the hashes of a text's words, which is enough to distinguish most pairs of texts.
struct Sketch {
    bits: [u64; SKETCH],
    count: u32,
}

impl Sketch {
    fn of(text: &str) -> Self {
        let mut bits = [0_u64; SKETCH];
        for_each_word(text, |word| {
            let hash = FxBuildHasher.hash_one(word) as usize;
            bits[hash / 64 % SKETCH] |= 1 << (hash % 64);
        });
        let count = bits.iter().map(|bits| bits.count_ones()).sum();
        Self { bits, count }
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
