//! Layout of plain text: recognises how lines without a blank line between them form paragraphs.

use crate::corpus::formats::headings::is_label;
use crate::text::Span;
use crate::text::characters::is_invisible;

/// Maximum length of a wrapped line, in bytes. A longer line is a paragraph of its own even next to
/// other lines.
const MAX_WRAPPED_LINE_BYTES: usize = 250;
/// Maximum length of a line of a text wrapped at the width of a terminal or telex, in bytes.
const MAX_TERMINAL_LINE_BYTES: usize = 100;
/// Minimum number of lines from which wrapping can be recognised.
const MIN_WRAPPED_LINES: usize = 4;

/// Line without surrounding white space, and whether it is indented.
pub(super) struct Line {
    pub(super) span: Span,
    is_indented: bool,
}

impl Line {
    pub(super) fn of(text: &str, line: Span) -> Self {
        let span = trim(text, line.clone());
        Self {
            is_indented: span.start > line.start,
            span,
        }
    }
}

/// Lines that belong together, without surrounding white space.
pub(super) struct Unit {
    pub(super) span: Span,
    pub(super) is_one_line: bool,
}

impl Unit {
    pub(super) fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.span.clone()).unwrap_or_default()
    }
}

/// Layout of a group of lines.
pub(super) enum Layout {
    /// Each line is a paragraph.
    Apart,
    /// All lines are one paragraph.
    Together,
    /// The first line of each paragraph is indented. Lines before the first indented one are
    /// titles.
    Indented {
        /// Offset of the first indented line.
        first: usize,
    },
    /// The lines are wrapped: a line of at least `full` bytes is continued by the next.
    Wrapped { full: usize },
}

impl Layout {
    /// Returns the layout of lines without a blank line between them. `has_blank_lines` tells
    /// whether the text has blank lines elsewhere.
    pub(super) fn of(text: &str, group: &[Line], has_blank_lines: bool) -> Self {
        let longest = group.iter().map(|line| line.span.len()).max();
        let longest = longest.unwrap_or_default();
        if longest > MAX_WRAPPED_LINE_BYTES {
            return Self::Apart;
        }
        let mut indented = group.iter().filter(|line| line.is_indented);
        if let Some(first) = indented.next()
            && group.iter().any(|line| !line.is_indented)
        {
            let first = first.span.start;
            return Self::Indented { first };
        }
        if has_blank_lines {
            return Self::Together;
        }
        // Wrapped lines fill their width and do not end with sentences.
        let full = (longest * 8).div_ceil(10);
        let wrapped = group.iter().filter(|line| {
            let words = text.get(line.span.clone()).unwrap_or_default();
            line.span.len() >= full && is_label(words)
        });
        let is_wrapped = longest <= MAX_TERMINAL_LINE_BYTES
            && group.len() >= MIN_WRAPPED_LINES
            && wrapped.count() * 2 >= group.len();
        if is_wrapped {
            Self::Wrapped { full }
        } else {
            Self::Apart
        }
    }

    /// Returns whether a line continues the paragraph of the line before.
    pub(super) fn continues(&self, before: &Line, line: &Line) -> bool {
        match *self {
            Self::Apart => false,
            Self::Together => true,
            Self::Indented { first } => line.span.start > first && !line.is_indented,
            Self::Wrapped { full } => before.span.len() >= full,
        }
    }
}

/// Trims white space and invisible characters from a span.
fn trim(text: &str, span: Span) -> Span {
    let is_blank = |c: char| c.is_whitespace() || is_invisible(c);
    let line = text.get(span.clone()).unwrap_or_default();
    let start = span.start + (line.len() - line.trim_start_matches(is_blank).len());
    start..start + line.trim_matches(is_blank).len()
}
