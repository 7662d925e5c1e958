//! How near a text comes to a quotation.

use crate::text::compare::{ComparedText, Step, align, is_alike, is_content, is_negation};

/// What a word counts that was replaced by one of its kind.
const REPLACED_ALIKE: f32 = 0.6;

/// A text of at most so many words must be nearer to a quotation to count as one that was changed.
const SHORT_TEXT: usize = 3;
const NEAR: f32 = 0.6;
const NEAR_FOR_SHORT_TEXT: f32 = 0.75;

/// Two quotations that share so much of the shorter one are one in two wordings.
const SAME_REPORT: f32 = 0.8;
const SHORTEST_REPORT: usize = 5;

/// A text beside one quotation.
pub(super) struct Similarity {
    /// How much of both is common, from 0 to 1.
    pub share: f32,
    /// The number of words that both have.
    pub kept: usize,
    /// Whether what is common says anything.
    has_content: bool,
    /// The words that the text claims to repeat.
    claimed: usize,
}

impl Similarity {
    /// Whether the text is that quotation with changes. A denial more or less makes it no other
    /// text: that it was changed is what must be said.
    pub fn is_near(&self) -> bool {
        let needed = if self.claimed <= SHORT_TEXT {
            NEAR_FOR_SHORT_TEXT
        } else {
            NEAR
        };
        self.has_content && self.share >= needed
    }
}

/// Weighs the steps between a quotation and a text.
pub(super) fn similarity(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
) -> Similarity {
    let form = |of: &'_ ComparedText<'_>, n: usize| of.words.get(n).map(|word| word.form.clone());
    let (mut kept, mut common, mut weight, mut claimed) = (0, 0.0, 0.0, 0);
    let mut has_content = false;
    let is_hunk = |step: &Step| matches!(step, Step::Removed { .. } | Step::Added { .. });
    for run in steps.chunk_by(|a, b| is_hunk(a) && is_hunk(b)) {
        let mut removed: Vec<String> = Vec::new();
        let mut added: Vec<String> = Vec::new();
        let mut is_marked = false;
        for step in run {
            match *step {
                Step::Kept { quoted: n, .. } => {
                    let word = form(quoted, n).unwrap_or_default();
                    kept += 1;
                    claimed += 1;
                    common += 2.0;
                    weight += 2.0;
                    has_content |= is_content(&word);
                }
                Step::Removed { quoted: n } => removed.extend(form(quoted, n)),
                Step::Added { given: n } if given.in_brackets[n] => is_marked = true,
                Step::Added { given: n } => added.extend(form(given, n)),
                Step::Cut { .. } => {}
            }
        }
        is_marked |= is_at_gap(run, steps, given);
        removed.retain(|word| !is_negation(word));
        claimed += added.len();
        added.retain(|word| !is_negation(word));
        let alike = removed
            .iter()
            .zip(&added)
            .filter(|(one, other)| is_alike(one, other));
        for (one, other) in alike {
            common += 2.0 * REPLACED_ALIKE;
            has_content |= is_content(one) || is_content(other);
        }
        weight += added.len() as f32;
        if !(is_marked && added.is_empty()) {
            weight += removed.len() as f32;
        }
    }
    Similarity {
        share: if weight > 0.0 { common / weight } else { 0.0 },
        kept,
        has_content: has_content || kept >= SHORT_TEXT,
        claimed,
    }
}

/// Whether the text has an ellipsis where these steps leave words out.
pub(super) fn is_at_gap(run: &[Step], steps: &[Step], given: &ComparedText<'_>) -> bool {
    let Some(last) = run.last() else { return false };
    let next = steps
        .iter()
        .skip_while(|step| *step != last)
        .find_map(|step| match step {
            Step::Kept { given, .. } => Some(*given),
            _ => None,
        });
    let first = run.iter().find_map(|step| match step {
        Step::Added { given } => Some(*given),
        _ => None,
    });
    let has_gap = |n: Option<usize>| n.and_then(|n| given.gap_before.get(n)) == Some(&true);
    has_gap(next) || has_gap(first)
}

/// Whether one quotation repeats another in about the same words, whole or in part.
pub(in crate::answer) fn is_same_report(one: &str, other: &str) -> bool {
    let (one, other) = (ComparedText::new(one), ComparedText::new(other));
    let (long, short) = if one.words.len() >= other.words.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.words.len() < SHORTEST_REPORT || !shares_words(&long, &short) {
        return false;
    }
    let similarity = similarity(&align(&long.words, &short), &long, &short);
    similarity.share >= SAME_REPORT && similarity.has_content
}

/// A quick look: whether enough words of the one stand in the other at all.
fn shares_words(long: &ComparedText<'_>, short: &ComparedText<'_>) -> bool {
    let mut words: Vec<&str> = long.words.iter().map(|word| word.form.as_str()).collect();
    words.sort_unstable();
    let shared = short
        .words
        .iter()
        .filter(|word| words.binary_search(&word.form.as_str()).is_ok())
        .count();
    shared as f32 >= 0.7 * short.words.len() as f32
}
