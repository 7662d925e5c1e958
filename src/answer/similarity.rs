//! The similarity between a text and a quotation.

use crate::lexicon::{self, Sense};
use crate::text::compare::{
    ComparedText, Step, align, amounts, is_alike, is_content, is_negation, is_number, units,
};

/// Weight of a word that was replaced by one of the same kind.
const REPLACED_ALIKE: f32 = 0.6;

/// Maximum number of words of a short text, which must be more similar to count as altered.
const MAX_SHORT_TEXT_WORDS: usize = 3;
/// Minimum share in common for a text to count as an altered quotation.
const MIN_SHARE: f32 = 0.6;
/// The same minimum for a short text.
const MIN_SHARE_FOR_SHORT_TEXT: f32 = 0.75;

/// Minimum share in common for two quotations to count as one in two wordings.
const SAME_REPORT: f32 = 0.8;
/// Minimum number of words of such a quotation.
const MIN_REPORT_WORDS: usize = 5;

/// Similarity between a text and one quotation.
pub(super) struct Similarity {
    /// Share of both that is in common, from 0 to 1.
    pub share: f32,
    /// Number of words that both contain.
    pub kept: usize,
    /// Whether the common words are enough to be more than chance.
    has_content: bool,
    /// Number of words that the text claims to quote.
    claimed: usize,
}

impl Similarity {
    /// Returns whether the text is an altered version of the quotation. Negations do not count,
    /// because an added or dropped negation must be reported as an alteration.
    pub(super) fn is_near(&self) -> bool {
        let needed = if self.claimed <= MAX_SHORT_TEXT_WORDS {
            MIN_SHARE_FOR_SHORT_TEXT
        } else {
            MIN_SHARE
        };
        self.has_content && self.share >= needed
    }
}

/// Computes the similarity from the alignment of a quotation and a text.
pub(super) fn similarity(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
) -> Similarity {
    let mut similarity = Similarity {
        share: 0.0,
        kept: 0,
        has_content: false,
        claimed: 0,
    };
    let (mut common, mut weight) = (0.0, 0.0);
    let is_hunk = |step: &Step| matches!(step, Step::Removed { .. } | Step::Added { .. });
    let is_kept = |step: &Step| matches!(step, Step::Kept { .. });
    let first = steps.iter().position(is_kept);
    let last = steps.iter().rposition(is_kept);
    let mut at = 0;
    for run in steps.chunk_by(|a, b| is_hunk(a) && is_hunk(b)) {
        // Words of the quotation before the first and after the last common word were cut off.
        let is_at_end = first.is_none_or(|first| at < first) || last.is_none_or(|last| at > last);
        at += run.len();
        let (mut removed, mut added): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut is_marked = false;
        for step in run {
            match *step {
                Step::Kept { quoted: n, .. } => {
                    similarity.kept += 1;
                    similarity.claimed += 1;
                    similarity.has_content |= is_content(quoted.form(n));
                    common += 2.0;
                    weight += 2.0;
                }
                Step::Removed { quoted: n } => removed.push(quoted.form(n)),
                Step::Added { given: n } if given.in_brackets[n] => is_marked = true,
                Step::Added { given: n } => added.push(given.form(n)),
                Step::Cut { .. } => {}
            }
        }
        is_marked |= is_at_gap(run, steps, given);
        if is_exception(run, quoted) {
            removed.clear();
        }
        let words = removed.len() + added.len();
        let (mut removed, mut added) = (units(removed), units(added));
        let has_short_form = removed.len() + added.len() > words;
        removed.retain(|word| !is_negation(word));
        similarity.claimed += added.len();
        added.retain(|word| !is_negation(word));
        let mut same = take_same_amounts(&mut removed, &mut added);
        if has_short_form {
            same += take_same_units(&mut removed, &mut added);
        }
        similarity.kept += same;
        common += 2.0 * same as f32;
        weight += 2.0 * same as f32;
        let alike = removed
            .iter()
            .zip(&added)
            .filter(|(one, other)| is_alike(one, other));
        let mut alike_count = 0;
        for (one, other) in alike {
            alike_count += 1;
            let is_spelling = lexicon::is_same_spelling(one, other);
            common += 2.0 * if is_spelling { 1.0 } else { REPLACED_ALIKE };
            similarity.has_content |= is_content(one) || is_content(other);
        }
        weight += added.len() as f32;
        if is_at_end {
            weight += alike_count as f32;
        } else if !(is_marked && added.is_empty()) {
            weight += removed.len() as f32;
        }
    }
    if weight > 0.0 {
        similarity.share = common / weight;
    }
    let is_whole = !steps.iter().any(|step| matches!(step, Step::Cut { .. }));
    let is_enough = similarity.kept >= MAX_SHORT_TEXT_WORDS || is_whole && similarity.kept > 1;
    similarity.has_content |= is_enough;
    similarity
}

/// Returns whether the removed words are an exception: "but the cook" of "all but the cook".
fn is_exception(run: &[Step], quoted: &ComparedText<'_>) -> bool {
    let Some(Step::Removed { quoted: first }) = run.first() else {
        return false;
    };
    let sense = |n: usize| lexicon::sense(quoted.form(n));
    sense(*first).contains(Sense::EXCEPTION)
        || quoted.form(*first) == "but"
            && *first > 0
            && sense(first - 1).contains(Sense::QUANTIFIER)
}

/// Removes the numbers from both lists if they are equal, such as "106" and "one hundred six".
/// Returns the number of words removed from `added`.
fn take_same_amounts(removed: &mut Vec<&str>, added: &mut Vec<&str>) -> usize {
    let numbers = |words: &[&str]| -> Vec<String> {
        let numbers: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| is_number(word))
            .collect();
        amounts(&numbers)
    };
    let was = numbers(removed);
    if was.is_empty() || was != numbers(added) {
        return 0;
    }
    let before = added.len();
    removed.retain(|word| !is_number(word));
    added.retain(|word| !is_number(word));
    before - added.len()
}

/// Removes the words that both lists contain, in any order. Returns their number.
fn take_same_units(removed: &mut Vec<&str>, added: &mut Vec<&str>) -> usize {
    let before = removed.len();
    removed.retain(|one| {
        let same = |other: &&str| lexicon::is_same_unit(one, other);
        let at = added.iter().position(same);
        at.map(|at| added.remove(at)).is_none()
    });
    before - removed.len()
}

/// Returns whether the text has an ellipsis where these steps leave out words.
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

/// Returns whether one quotation repeats another, in full or in part, in nearly the same words.
pub(in crate::answer) fn is_same_report(one: &ComparedText<'_>, other: &ComparedText<'_>) -> bool {
    let (long, short) = if one.words.len() >= other.words.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.words.len() < MIN_REPORT_WORDS || !shares_words(long, short) {
        return false;
    }
    let similarity = similarity(&align(&long.words, short), long, short);
    similarity.share >= SAME_REPORT && similarity.has_content
}

/// Returns whether enough words of the shorter text occur in the longer one; a cheap test before
/// the alignment.
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
