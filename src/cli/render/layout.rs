//! Wrapping lines, and citations.

use anstyle::{AnsiColor, Style};
use textwrap::Options;

use crate::cli::terminal::harmless_line;
use crate::index::Passage;

const CITATION: Style = AnsiColor::Cyan.on_default();

/// Returns the citation of a passage on wrapped lines, after the text `before`.
pub(super) fn citation_lines(before: &str, passage: &Passage, width: Option<usize>) -> String {
    let citation = wrap(&format!("{before}{}", citation(passage)), width, "    ");
    format!("{CITATION}{}{CITATION:#}\n", citation.trim_end())
}

/// Returns a citation such as `Title · ¶9, Heading · Outlet · 15 Aug 2025 · url`, without unknown
/// parts.
fn citation(passage: &Passage) -> String {
    let paragraph = match &passage.heading {
        Some(heading) => format!("¶{}, {heading}", passage.number),
        None => format!("¶{}", passage.number),
    };
    let published = passage
        .published
        .map(|day| day.strftime("%-d %b %Y").to_string());
    let parts = [
        Some(passage.title.clone()),
        Some(paragraph),
        passage.outlet.clone(),
        published,
        passage.url.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    harmless_line(&parts.join(" · "))
}

/// Wraps a text at `width` columns, if any, and ends it with a line break. All lines but the first
/// are indented.
pub(super) fn wrap(text: &str, width: Option<usize>, indent: &str) -> String {
    let Some(width) = width else {
        return format!("{text}\n");
    };
    // Words are never broken, because a web address on two lines cannot be clicked.
    let options = Options::new(width)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}
