//! Lines of text: wrapping and citations.

use anstyle::{AnsiColor, Style};
use textwrap::Options;

use crate::cli::terminal::harmless_line;
use crate::index::Passage;

const CITATION: Style = AnsiColor::Cyan.on_default();

/// A line that says where a passage stands, behind `before`.
pub(super) fn cite(before: &str, passage: &Passage, width: Option<usize>) -> String {
    let citation = wrap(&format!("{before}{}", citation(passage)), width, "    ");
    format!("{CITATION}{}{CITATION:#}\n", citation.trim_end())
}

/// `Title · ¶9, Heading · Outlet · 15 Aug 2025 · url`, without what is not known.
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

pub(super) fn wrap(text: &str, width: Option<usize>, indent: &str) -> String {
    let Some(width) = width else {
        return format!("{text}\n");
    };
    // An address that is broken over two lines cannot be clicked.
    let options = Options::new(width)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}
