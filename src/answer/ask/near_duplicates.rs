//! One report that stands in several articles takes one place in an answer.

use std::cmp::Ordering;

use super::answer::Ranked;

/// Passages that share this much of their words are one report in two places.
const SAME_REPORT: f32 = 0.8;

/// So many words of each text are compared before all of them are.
const LAST_WORDS: usize = 8;

/// The first `limit` passages, with a report that stands in several articles in one place.
pub(super) fn fold_near_duplicates(ranked: Vec<Ranked>, limit: usize) -> Vec<Ranked> {
    let mut kept: Vec<(WordSet, Ranked)> = Vec::new();
    for candidate in ranked {
        // The same words make nearly the same evidence, so what comes now is no repetition.
        if kept.len() == limit
            && kept
                .last()
                .is_some_and(|(_, last)| candidate.score < SAME_REPORT * last.score)
        {
            break;
        }
        let words = WordSet::new(&candidate.passage.text);
        let same = kept.iter_mut().find(|(known, kept)| {
            known.is_like(&words) && kept.passage.article != candidate.passage.article
        });
        if let Some((_, same)) = same {
            same.also.push(candidate.passage);
        } else if kept.len() < limit {
            kept.push((words, candidate));
        }
    }
    kept.into_iter().map(|(_, ranked)| ranked).collect()
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
