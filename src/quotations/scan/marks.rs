//! Finds the quoted pieces of a paragraph by its quotation marks.
//!
//! Only the outermost pair counts; text inside keeps its own marks. A single mark is a quotation
//! mark only with a partner, because most single marks are apostrophes.

use super::signs::{self, Mark};
use crate::corpus::article::Paragraph;
use crate::text::Span;

/// Family of quotation marks. A quotation continues in the next paragraph only with the same
/// family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Double,
    Single,
    Angle,
}

impl Family {
    /// Returns the family of a pair of marks by the closing one.
    fn closed_by(partner: char) -> Self {
        match partner {
            '»' | '«' | '›' | '‹' | '」' | '』' => Self::Angle,
            _ => Self::Double,
        }
    }
}

/// Uninterrupted run of quoted words. Spans are relative to the article's text.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Number of its paragraph, counted from 1.
    pub(crate) paragraph: u32,
    /// Byte range with the marks.
    pub(crate) outer: Span,
    /// Byte range without the marks and without spaces at the edges; never empty.
    pub(crate) inner: Span,
    /// Whether there is a closing mark.
    pub(crate) closed: bool,
    pub(crate) family: Family,
}

/// Finds the quoted pieces of a paragraph, in order and without overlap.
pub(super) fn find(paragraph: &Paragraph<'_>) -> Vec<Piece> {
    let text = paragraph.text;
    let marks = signs::all(text);
    let openers = marks
        .iter()
        .filter(|m| m.sign == '“' && !m.closes())
        .count();
    let closers = marks
        .iter()
        .filter(|m| m.sign == '”' || (m.sign == '“' && m.closes()))
        .count();
    // Double marks nest only if every one of them is closed.
    let nests = openers <= closers;
    let mut pieces = Vec::new();
    let mut push = |open: &Mark, end: usize, close: usize, family| {
        let start = open.at + open.len;
        let words = text.get(start..end).unwrap_or_default();
        let offset = paragraph.span.start;
        let from = offset + start + (words.len() - words.trim_start().len());
        let inner = from..from + words.trim().len();
        if !inner.is_empty() {
            pieces.push(Piece {
                paragraph: paragraph.number,
                outer: offset + open.at..offset + end + close,
                inner,
                closed: close > 0,
                family,
            });
        }
    };
    let mut open: Option<(Mark, char, usize)> = None;
    let mut next = 0;
    while let Some(mark) = marks.get(next) {
        next += 1;
        let Some((opening, partner, depth)) = open else {
            if let Some(partner) = mark.opens_double() {
                open = Some((*mark, partner, 0));
            } else if mark.opens_single() {
                if let Some(close) = closing_single(marks.get(next..).unwrap_or_default()) {
                    if let Some(end) = marks.get(next + close) {
                        push(mark, end.at, end.len, Family::Single);
                    }
                    next += close + 1;
                } else if mark.sign == '‘' && mark.before.is_none() {
                    push(mark, text.len(), 0, Family::Single);
                    break;
                }
            }
            continue;
        };
        let family = Family::closed_by(partner);
        if family == Family::Angle {
            if mark.sign == partner {
                push(&opening, mark.at, mark.len, family);
                open = None;
            }
        } else if mark.reopens() {
            if mark.sign != '"' && nests {
                open = Some((opening, partner, depth + 1));
            } else {
                push(&opening, mark.at, 0, family);
                open = Some((*mark, mark.opens_double().unwrap_or(partner), 0));
            }
        } else if mark.closes_double() {
            if depth > 0 {
                open = Some((opening, partner, depth - 1));
            } else {
                push(&opening, mark.at, mark.len, family);
                open = None;
            }
        }
    }
    if let Some((opening, partner, _)) = open {
        push(&opening, text.len(), 0, Family::closed_by(partner));
    }
    pieces
}

/// Returns the index of the closing partner of a single mark among the marks that follow it.
/// `the farmers’ hall` may end a quotation or not; it does so only if no clearer end comes before
/// the next opening.
fn closing_single(marks: &[Mark]) -> Option<usize> {
    let mut perhaps = None;
    for (n, mark) in marks.iter().enumerate() {
        if mark.opens_single() && mark.sign != '’' {
            break;
        }
        if !matches!(mark.sign, '’' | '\'' | '‘') || !mark.closes() {
            continue;
        }
        let after_digit = mark.before.is_some_and(|c| c.is_ascii_digit());
        if after_digit && mark.after == Some(' ') && mark.second.is_some_and(|c| c.is_ascii_digit())
        {
            continue;
        }
        let possessive = mark.before.is_some_and(|c| "sSnz".contains(c))
            && mark.after == Some(' ')
            && mark.second.is_some_and(char::is_alphanumeric);
        if !possessive {
            return Some(n);
        }
        perhaps = perhaps.or(Some(n));
    }
    perhaps
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        find(&Paragraph {
            number: 1,
            heading: None,
            text,
            span: 0..text.len(),
        })
    }

    fn check(text: &str, expected: &[&str]) {
        let pieces = pieces(text);
        let found: Vec<&str> = pieces
            .iter()
            .filter_map(|p| text.get(p.inner.clone()))
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn every_kind_of_mark_encloses() {
        check("He said “yes” and \"no\".", &["yes", "no"]);
        check(
            "Er sagte „ja“ und »nein«, puis « peut-être ».",
            &["ja", "nein", "peut-être"],
        );
        check("``Old wires,'' he said.", &["Old wires,"]);
        check("‘One,’ he said, 'two.'", &["One,", "two."]);
        check(
            "“Wrong end“ and ”wrong start”",
            &["Wrong end", "wrong start"],
        );
    }

    #[test]
    fn only_the_outermost_marks_count() {
        check("“He said ‘no’ to me.”", &["He said ‘no’ to me."]);
        check("'He said \"no\" to me.'", &["He said \"no\" to me."]);
        check("“He said “no” to me.”", &["He said “no” to me."]);
    }

    #[test]
    fn apostrophes_and_measures_are_not_marks() {
        check(
            "Don't touch the boys' kite of '98; it’s the soldiers’ own.",
            &[],
        );
        check(
            "He is 6'2\" tall and said \"I'm 6'2\" tall\".",
            &["I'm 6'2\" tall"],
        );
        check(
            "‘The soldiers’ names don’t matter,’ he said.",
            &["The soldiers’ names don’t matter,"],
        );
        check("The ‘experts’ said no.", &["experts"]);
        check(
            "the 'experts' and 'friends' of rock 'n' roll",
            &["experts", "friends", "n"],
        );
    }

    #[test]
    fn an_unclosed_mark_ends_at_the_next_or_with_the_paragraph() {
        check(
            "“One, he said. “Two,” he said. “Three",
            &["One, he said.", "Two,", "Three"],
        );
        assert!(!pieces("He said \"no").first().unwrap().closed);
        check("“” \" \"", &[]);
    }
}
