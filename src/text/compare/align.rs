//! Which words of a text stand in a quotation: the cheapest way from the one to the other.
//!
//! A general difference of two texts does not know that a text may be a part of the quotation, and
//! that an ellipsis or brackets say where it leaves words out, so this is a table of costs of its
//! own (Needleman and Wunsch, 1970, with free ends).

use super::compared_text::ComparedText;
use super::word_classes::is_alike;
use crate::text::wording::Word;

/// More cells than this are not filled in: the part of a long quotation is compared that shares
/// most words with the text.
const MOST_CELLS: usize = 4_000_000;

/// One step from the quotation to the text; the numbers are those of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The same word in both.
    Kept { quoted: usize, given: usize },
    /// A word of the quotation that the text does not have.
    Removed { quoted: usize },
    /// A word of the text that the quotation does not have.
    Added { given: usize },
    /// A word of the quotation before or behind all that the text has of it.
    Cut { quoted: usize },
}

impl Step {
    /// The word of the quotation, where there is one.
    pub(crate) fn quoted(self) -> Option<usize> {
        match self {
            Self::Kept { quoted, .. } | Self::Removed { quoted } | Self::Cut { quoted } => {
                Some(quoted)
            }
            Self::Added { .. } => None,
        }
    }
}

/// What a step costs.
const REMOVE: u32 = 60;
/// Much more than a removed word: the first word of a text is that of the quotation, even where
/// some behind it were left out.
const ADD: u32 = 250;
/// A word for another one, of the same kind or any.
const REPLACE_ALIKE: u32 = 60;
const REPLACE: u32 = 200;
/// Where the text says that it does so.
const REMOVE_MARKED: u32 = 1;
const ADD_MARKED: u32 = 20;
const REPLACE_MARKED: u32 = 15;
/// A little more than nothing: a word that is left out before the last word of the text is
/// removed, rather than replaced by it.
const CUT: u32 = 2;

/// From where a cell of the table was reached.
const DIAGONAL: u8 = 0;
const UP: u8 = 1;
const LEFT: u8 = 2;

/// The steps in the order of the quotation; a removed word stands before an added one.
pub(crate) fn align(quoted: &[Word], given: &ComparedText<'_>) -> Vec<Step> {
    let window = window(quoted, given);
    let part = quoted.get(window.clone()).unwrap_or_default();
    let (rows, columns) = (given.words.len(), part.len());
    let width = columns + 1;
    let mut from = vec![UP; (rows + 1) * width];
    // Row `i` holds what it costs to have come to the first `i` words of the text.
    let mut above: Vec<u32> = (0..width as u32).map(|j| j * CUT).collect();
    from[..width].fill(LEFT);
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
        let mut row = Vec::with_capacity(width);
        row.push(above[0] + add);
        for j in 1..=columns {
            let (word, other) = (&given.words[i - 1], &part[j - 1]);
            let step = if word.form == other.form {
                0
            } else if in_brackets {
                REPLACE_MARKED
            } else if is_alike(&word.form, &other.form) {
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

/// Reads the table from its end.
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

/// Puts the removed words between two kept ones before the added ones.
fn sort_hunks(steps: &mut [Step]) {
    let is_hunk = |step: &Step| matches!(step, Step::Removed { .. } | Step::Added { .. });
    for hunk in steps.chunk_by_mut(|a, b| is_hunk(a) == is_hunk(b)) {
        hunk.sort_by_key(|step| matches!(step, Step::Added { .. }));
    }
}

/// The part of a very long quotation that shares most words with the text.
fn window(quoted: &[Word], given: &ComparedText<'_>) -> std::ops::Range<usize> {
    let most = (MOST_CELLS / (given.words.len() + 1)).max(1);
    if quoted.len() <= most {
        return 0..quoted.len();
    }
    let mut forms: Vec<&str> = given.words.iter().map(|word| word.form.as_str()).collect();
    forms.sort_unstable();
    let shared: Vec<usize> = quoted
        .iter()
        .map(|word| usize::from(forms.binary_search(&word.form.as_str()).is_ok()))
        .collect();
    let mut sum: usize = shared.iter().take(most).sum();
    let (mut best, mut start) = (sum, 0);
    for end in most..quoted.len() {
        sum = sum + shared[end] - shared[end - most];
        if sum > best {
            (best, start) = (sum, end + 1 - most);
        }
    }
    start..start + most
}
