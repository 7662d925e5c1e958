//! Word diff of a quotation and a text.

use std::ops::Range;

use super::align::{Step, align};
use super::compared_text::ComparedText;
use crate::text::Span;
use crate::text::wording::Word;

/// Run of words in a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Words in both, as the quotation writes them.
    Kept(String),
    /// Words of the quotation that are missing in the text.
    Removed(String),
    /// Words of the text that are missing in the quotation.
    Added(String),
    /// Words of the quotation before or after the part that the text quotes.
    Cut(String),
}

/// Returns the difference between a quotation and a text, in the order of the quotation.
pub(crate) fn difference(quotation: &str, text: &str) -> Vec<Change> {
    let given = ComparedText::new(text);
    let quoted = ComparedText::new(quotation);
    changes(&align(&quoted.words, &given), &quoted, &given)
}

/// Groups steps into runs of words.
pub(crate) fn changes(
    steps: &[Step],
    quoted: &ComparedText<'_>,
    given: &ComparedText<'_>,
) -> Vec<Change> {
    let kind = std::mem::discriminant::<Step>;
    steps
        .chunk_by(|a, b| kind(a) == kind(b))
        .filter_map(|run| {
            let words = match (run.first()?, run.last()?) {
                (Step::Added { given: first }, Step::Added { given: last }) => {
                    written(given, *first..last + 1)
                }
                (first, last) => written(quoted, first.quoted()?..last.quoted()? + 1),
            };
            Some(match run.first()? {
                Step::Kept { .. } => Change::Kept(words),
                Step::Removed { .. } => Change::Removed(words),
                Step::Added { .. } => Change::Added(words),
                Step::Cut { .. } => Change::Cut(words),
            })
        })
        .collect()
}

/// Returns words as they are written, with the punctuation attached to them.
pub(crate) fn written(of: &ComparedText<'_>, words: Range<usize>) -> String {
    let span = place(&of.words, words);
    let before = of.text.get(..span.start).unwrap_or_default();
    let after = of.text.get(span.end..).unwrap_or_default();
    let is_opening = |c: char| matches!(c, '[' | '(' | '“' | '‘' | '«' | '"' | '\'');
    let opening = before.len() - before.trim_end_matches(is_opening).len();
    let is_closing =
        |c: &char| !c.is_whitespace() && !c.is_alphanumeric() && !matches!(c, '[' | '(' | '“');
    let closing: usize = after
        .chars()
        .take_while(is_closing)
        .map(char::len_utf8)
        .sum();
    let whole = span.start - opening..span.end + closing;
    of.text.get(whole).unwrap_or_default().to_owned()
}

/// Returns the byte range from the first to the last word of a range; empty if the range is empty.
pub(crate) fn place(words: &[Word], range: Range<usize>) -> Span {
    match words.get(range) {
        Some([first, .., last]) => first.span.start..last.span.end,
        Some([only]) => only.span.clone(),
        _ => 0..0,
    }
}
