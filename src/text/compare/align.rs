//! Aligns the words of a text with those of a quotation at minimum cost.
//!
//! A general diff does not know that the text may be a part of the quotation, or that an ellipsis
//! or brackets mark omitted words. This module therefore fills its own table of costs (Needleman
//! and Wunsch, 1970, with free ends).

use super::alike::ComparedWord;
use super::compared_text::ComparedText;
use crate::text::wording::Word;

/// Maximum number of cells in the table. Only the part of a longer quotation that shares most words
/// with the text is compared.
const MAX_CELLS: usize = 4_000_000;

/// Step of an alignment from the quotation to the text, with the indices of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The same word in both.
    Kept { quoted: usize, given: usize },
    /// A word of the quotation that is missing in the text.
    Removed { quoted: usize },
    /// A word of the text that is missing in the quotation.
    Added { given: usize },
    /// A word of the quotation before or after the part that the text quotes.
    Cut { quoted: usize },
}

impl Step {
    /// Returns the index of the word in the quotation, if the step has one.
    pub(crate) fn quoted(self) -> Option<usize> {
        match self {
            Self::Kept { quoted, .. } | Self::Removed { quoted } | Self::Cut { quoted } => {
                Some(quoted)
            }
            Self::Added { .. } => None,
        }
    }
}

/// Cost of a removed word.
const REMOVE: u32 = 60;
/// Cost of an added word. It is much higher than that of a removed word, so that the first word of
/// the text is aligned even if words after it were omitted.
const ADD: u32 = 250;
/// Costs of a word for another one: of the same kind, and of any kind.
const REPLACE_ALIKE: u32 = 60;
const REPLACE: u32 = 200;
/// Costs where an ellipsis or brackets mark the change.
const REMOVE_MARKED: u32 = 1;
const ADD_MARKED: u32 = 20;
const REPLACE_MARKED: u32 = 15;
/// Cost of a word that is cut off. It is not 0, so that an omitted word before the last word of the
/// text is aligned as removed rather than as replaced by that word.
const CUT: u32 = 2;

/// Direction from which a cell of the table was reached.
const DIAGONAL: u8 = 0;
const UP: u8 = 1;
const LEFT: u8 = 2;

/// Aligns a text with a quotation. Returns the steps in the order of the quotation, removed words
/// before added ones.
pub(crate) fn align(quoted: &[Word], given: &ComparedText<'_>) -> Vec<Step> {
    let window = window(quoted, given);
    let part = quoted.get(window.clone()).unwrap_or_default();
    let (rows, columns) = (given.words.len(), part.len());
    let width = columns + 1;
    let mut from = vec![UP; (rows + 1) * width];
    // Row `i` contains the costs of reaching the first `i` words of the text.
    let mut above: Vec<u32> = (0..width as u32).map(|j| j * CUT).collect();
    from[..width].fill(LEFT);
    let others: Vec<ComparedWord<'_>> = part
        .iter()
        .map(|word| ComparedWord::new(&word.form))
        .collect();
    for i in 1..=rows {
        let in_brackets = given.in_brackets[i - 1];
        let add = if in_brackets { ADD_MARKED } else { ADD };
        let remove = if i == rows {
            CUT
        } else if given.gap_before[i] {
            REMOVE_MARKED
        } else if given.in_brackets[i] || in_brackets {
            REPLACE_MARKED
        } else {
            REMOVE
        };
        let word = ComparedWord::new(&given.words[i - 1].form);
        let mut row = Vec::with_capacity(width);
        row.push(above[0] + add);
        for j in 1..=columns {
            let other = &others[j - 1];
            let step = if word.form == other.form {
                0
            } else if in_brackets {
                REPLACE_MARKED
            } else if word.is_alike(other) {
                REPLACE_ALIKE
            } else {
                REPLACE
            };
            let ways = [
                (above[j - 1] + step, DIAGONAL),
                (above[j] + add, UP),
                (row[j - 1] + remove, LEFT),
            ];
            let (cost, way) = ways.into_iter().min_by_key(|way| way.0).unwrap_or_default();
            from[i * width + j] = way;
            row.push(cost);
        }
        above = row;
    }
    steps(&from, part, given, window.start, quoted.len())
}

/// Traces the steps back from the end of the table.
fn steps(
    from: &[u8],
    part: &[Word],
    given: &ComparedText<'_>,
    first: usize,
    length: usize,
) -> Vec<Step> {
    let width = part.len() + 1;
    let (mut i, mut j) = (given.words.len(), part.len());
    let mut steps: Vec<Step> = (first + j..length)
        .rev()
        .map(|quoted| Step::Cut { quoted })
        .collect();
    while i > 0 || j > 0 {
        match from[i * width + j] {
            DIAGONAL => {
                (i, j) = (i - 1, j - 1);
                let (quoted, given_word) = (first + j, i);
                if part[j].form == given.words[i].form {
                    steps.push(Step::Kept {
                        quoted,
                        given: given_word,
                    });
                } else {
                    steps.push(Step::Added { given: given_word });
                    steps.push(Step::Removed { quoted });
                }
            }
            UP => {
                i -= 1;
                steps.push(Step::Added { given: i });
            }
            _ => {
                j -= 1;
                steps.push(if i == 0 || i == given.words.len() {
                    Step::Cut { quoted: first + j }
                } else {
                    Step::Removed { quoted: first + j }
                });
            }
        }
    }
    steps.extend((0..first).rev().map(|quoted| Step::Cut { quoted }));
    steps.reverse();
    sort_hunks(&mut steps);
    steps
}

/// Sorts removed words before added ones within each run of changes.
fn sort_hunks(steps: &mut [Step]) {
    let is_hunk = |step: &Step| matches!(step, Step::Removed { .. } | Step::Added { .. });
    for hunk in steps.chunk_by_mut(|a, b| is_hunk(a) == is_hunk(b)) {
        hunk.sort_by_key(|step| matches!(step, Step::Added { .. }));
    }
}

/// Returns the part of a long quotation that shares most words with the text.
fn window(quoted: &[Word], given: &ComparedText<'_>) -> std::ops::Range<usize> {
    let limit = (MAX_CELLS / (given.words.len() + 1)).max(1);
    if quoted.len() <= limit {
        return 0..quoted.len();
    }
    let mut forms: Vec<&str> = given.words.iter().map(|word| word.form.as_str()).collect();
    forms.sort_unstable();
    let shared: Vec<usize> = quoted
        .iter()
        .map(|word| usize::from(forms.binary_search(&word.form.as_str()).is_ok()))
        .collect();
    let mut sum: usize = shared.iter().take(limit).sum();
    let (mut best, mut start) = (sum, 0);
    for end in limit..quoted.len() {
        sum = sum + shared[end] - shared[end - limit];
        if sum > best {
            (best, start) = (sum, end + 1 - limit);
        }
    }
    start..start + limit
}
