//! Plain text: paragraphs, and short lines between them as headings.

mod layout;
mod wire;

use layout::{Layout, Line, Unit};

pub(super) use wire::line_about;

use crate::corpus::formats::fields;
use crate::corpus::formats::front_matter::{self, FrontMatter};
use crate::corpus::formats::headings::is_heading_line;
use crate::corpus::formats::lines::lines;
use crate::corpus::{Block, Draft, Problem};

/// Maximum number of headings in a row: a heading and its sub-heading. More short lines in a row
/// are a list.
const MAX_HEADINGS_IN_A_ROW: usize = 2;

/// Reads one article; `None` if it is a draft. The draft's text is the whole file, so that its
/// spans are offsets into the file.
pub(super) fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Draft> {
    let FrontMatter {
        id,
        mut metadata,
        body,
    } = front_matter::read(path, text, problems)?;
    let mut units = units(text, body);
    if metadata.title.is_empty()
        && let [title, _, ..] = units.as_slice()
        && is_heading_line(title.words(text))
        && wire::line_about(title.words(text)).is_none()
    {
        metadata.title = fields::one_line(title.words(text)).unwrap_or_default();
        units.remove(0);
    }
    wire::take_lines(text, &mut units, &mut metadata);
    let blocks = classify(text, &units, &metadata.title);
    Some(Draft {
        id,
        metadata,
        text: text.to_owned(),
        blocks,
        line: 1,
    })
}

/// Splits the text from `body` on into units: at blank lines if there are any between lines with
/// words, otherwise at indented lines, at the ends of wrapped paragraphs, or at every line.
fn units(text: &str, body: usize) -> Vec<Unit> {
    let mut groups: Vec<Vec<Line>> = vec![Vec::new()];
    for line in lines(text.get(body..).unwrap_or_default()) {
        let line = Line::of(text, body + line.start..body + line.end);
        match groups.last_mut() {
            Some(group) if !line.span.is_empty() => group.push(line),
            Some(group) if group.is_empty() => {}
            _ => groups.push(Vec::new()),
        }
    }
    groups.retain(|group| !group.is_empty());
    let has_blank_lines = groups.len() > 1;
    let mut units: Vec<Unit> = Vec::new();
    for group in groups {
        let layout = Layout::of(text, &group, has_blank_lines);
        for (place, line) in group.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| group.get(place));
            match units.last_mut() {
                Some(unit) if before.is_some_and(|before| layout.continues(before, line)) => {
                    unit.span.end = line.span.end;
                    unit.is_one_line = false;
                }
                _ => units.push(Unit {
                    span: line.span.clone(),
                    is_one_line: true,
                }),
            }
        }
    }
    // A line of stars or dashes only separates parts of the text.
    units.retain(|unit| unit.words(text).contains(char::is_alphanumeric));
    units
}

/// Tells headings from paragraphs.
fn classify(text: &str, units: &[Unit], title: &str) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(units.len());
    let mut rest = units;
    while let [unit, after @ ..] = rest {
        let row = rest
            .iter()
            .take_while(|unit| unit.is_one_line && is_heading_line(unit.words(text)))
            .count();
        if row == 0 {
            blocks.push(Block::Paragraph(unit.span.clone()));
            rest = after;
            continue;
        }
        let (row, after) = rest.split_at(row);
        // The last line cannot be a heading, because nothing follows it.
        let headings = if after.is_empty() {
            row.len() - 1
        } else {
            row.len()
        };
        let headings = if row.len() > MAX_HEADINGS_IN_A_ROW {
            0
        } else {
            headings
        };
        for (place, unit) in row.iter().enumerate() {
            if place >= headings {
                blocks.push(Block::Paragraph(unit.span.clone()));
            } else if fields::one_line(unit.words(text)).as_deref() != Some(title) {
                blocks.push(Block::Heading(unit.span.clone()));
            }
        }
        rest = after;
    }
    blocks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Formats one line for each block: `#` for the title, `=` for a heading, `-` for a paragraph.
    fn outline(text: &str) -> Vec<String> {
        let draft = parse("a.txt", text, &mut Vec::new()).unwrap();
        assert_eq!(draft.text, text);
        let mut shown = Vec::new();
        if !draft.metadata.title.is_empty() {
            shown.push(format!("# {}", draft.metadata.title));
        }
        shown.extend(draft.blocks.iter().map(|block| match block {
            Block::Heading(span) => format!("= {}", text.get(span.clone()).unwrap()),
            Block::Paragraph(span) => format!("- {}", text.get(span.clone()).unwrap()),
        }));
        shown
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(outline(text), expected, "{text:?}");
    }

    #[test]
    fn one_paragraph_a_line_without_blank_lines() {
        check(
            "Talks began.\nThe Talks\nThey ended.\n",
            &["- Talks began.", "= The Talks", "- They ended."],
        );
    }

    #[test]
    fn wrapped_lines_stay_one_paragraph_beside_blank_lines() {
        check(
            "Talks began\nin Alaska.\n\nThe Talks\n\nThey ended\nsoon.",
            &[
                "- Talks began\nin Alaska.",
                "= The Talks",
                "- They ended\nsoon.",
            ],
        );
    }

    #[test]
    fn lines_too_long_to_be_wrapped_are_paragraphs_of_their_own() {
        let long = format!("{}.", "Talks went on ".repeat(30).trim());
        let text = format!("The Summit\n\n{long}\nThe Aftermath\n{long}");
        check(
            &text,
            &[
                "# The Summit",
                &format!("- {long}"),
                "= The Aftermath",
                &format!("- {long}"),
            ],
        );
    }

    #[test]
    fn every_line_end_and_every_blank_line_counts() {
        check("A.\r\n\r\nB\r\nb.\r\n", &["- A.", "- B\r\nb."]);
        check("A.\rB.\r", &["- A.", "- B."]);
        check("A\na.\n\u{a0}\nB\nb.", &["- A\na.", "- B\nb."]);
        check("A\na.\n\u{200b} \u{feff}\nB\nb.", &["- A\na.", "- B\nb."]);
        check("\u{feff}A.\nB.", &["- A.", "- B."]);
    }

    #[test]
    fn a_leading_short_line_is_the_title() {
        check(
            "The Summit\n\nIt took place.",
            &["# The Summit", "- It took place."],
        );
        check(
            "The Summit\n\nIn Alaska\n\nIt took place.",
            &["# The Summit", "= In Alaska", "- It took place."],
        );
        check(
            "---\ntitle: The Summit\n---\nThe Summit\n\nIn Alaska\n\nIt took place.",
            &["# The Summit", "= In Alaska", "- It took place."],
        );
        check("Only words", &["- Only words"]);
    }

    #[test]
    fn a_last_short_line_is_a_paragraph() {
        check(
            "It ended.\n\nThe Editors",
            &["- It ended.", "- The Editors"],
        );
        check(
            "It ended.\n\nContact\n\nThe Editors",
            &["- It ended.", "= Contact", "- The Editors"],
        );
    }

    #[test]
    fn many_short_lines_in_a_row_are_a_list() {
        check(
            "Present were:\nDonald Trump\nVladimir Putin\nMarco Rubio\nThey talked.",
            &[
                "- Present were:",
                "- Donald Trump",
                "- Vladimir Putin",
                "- Marco Rubio",
                "- They talked.",
            ],
        );
    }

    #[test]
    fn stars_between_parts_are_no_paragraph() {
        check("A.\n\n* * *\n\nB.", &["- A.", "- B."]);
        check("A.\n---\nB.", &["- A.", "- B."]);
    }
}
