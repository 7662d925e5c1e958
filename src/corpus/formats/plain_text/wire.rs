//! The lines around the text of an agency's report: its byline, its date, its end.

use jiff::civil::Date;

use super::unit::Unit;
use crate::corpus::Metadata;
use crate::corpus::formats::byline::{begins_with_by, names};
use crate::corpus::formats::date::{self, NumberOrder};
use crate::corpus::formats::headings::is_label;
use crate::lexicon::{PageWord, page_word};

/// Units at the top among which the byline and the date stand.
const TOP: usize = 5;
/// Longest byline, in bytes.
const LONGEST_BYLINE: usize = 120;

/// Most words of a byline that ends with a full stop: "By Ann Doe and Bob Roe."
const LONGEST_SENTENCE: usize = 7;

/// What a line says about an article.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::corpus::formats) enum About {
    /// Its authors, and its day if that is there too.
    Authors(Vec<String>, Option<Date>),
    /// Its day.
    Day(Date),
    /// Where it comes from, or that it ends: no text of it.
    Mark,
}

/// Takes the lines about the article from the units into the metadata.
pub(super) fn take_lines(text: &str, units: &mut Vec<Unit>, metadata: &mut Metadata) {
    let mut place = 0;
    while place < units.len().min(TOP) && units.len() > 1 {
        let Some(unit) = units.get(place).filter(|unit| unit.is_one_line) else {
            break;
        };
        match line_about(unit.words(text)) {
            Some(About::Authors(authors, day)) => {
                if metadata.authors.is_empty() {
                    metadata.authors = authors;
                }
                metadata.published = metadata.published.or(day);
            }
            Some(About::Day(day)) => metadata.published = metadata.published.or(Some(day)),
            Some(About::Mark) => {}
            None if is_label(unit.words(text)) => {
                place += 1;
                continue;
            }
            None => break,
        }
        units.remove(place);
    }
    while units.len() > 1
        && let Some(unit) = units.last()
        && is_end(unit.words(text))
    {
        units.pop();
    }
}

/// What a line says about an article, if it says nothing else.
pub(in crate::corpus::formats) fn line_about(line: &str) -> Option<About> {
    if is_end(line) || is_tag(line) {
        return Some(About::Mark);
    }
    let is_sentence = line.ends_with('.') && line.split_whitespace().count() > LONGEST_SENTENCE;
    if line.len() > LONGEST_BYLINE || is_sentence || line.ends_with('.') && !begins_with_by(line) {
        return None;
    }
    let day = date::find(line, NumberOrder::Unknown).map(|(_, day)| day);
    if begins_with_by(line) {
        let authors = names(line);
        return (!authors.is_empty()).then_some(About::Authors(authors, day));
    }
    date::day(line, NumberOrder::Unknown).map(About::Day)
}

/// Whether a line ends a report: `-30-`, `(END)`, `###`.
fn is_end(line: &str) -> bool {
    let plain = line
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let is_marked = !line.starts_with(char::is_alphanumeric);
    plain.is_empty()
        || is_marked
            && matches!(
                plain.as_str(),
                "30" | "end" | "ends" | "more" | "ende" | "fin"
            )
        || matches!(line, "ENDS" | "END" | "ENDE" | "FIN")
}

/// Whether a line is the name of an agency in brackets: `(Reuters)`.
fn is_tag(line: &str) -> bool {
    let inner = line
        .strip_prefix('(')
        .and_then(|line| line.strip_suffix(')'));
    inner.is_some_and(|inner| page_word(inner).contains(PageWord::AGENCY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_a_report_are_told_from_its_text() {
        let authors = |names: &[&str]| {
            let names = names.iter().map(|&name| name.to_owned()).collect();
            Some(About::Authors(names, None))
        };
        assert_eq!(line_about("By Ines Calder"), authors(&["Ines Calder"]));
        assert_eq!(
            line_about("Von Ines Calder und Jo Roe"),
            authors(&["Ines Calder", "Jo Roe"])
        );
        assert!(matches!(line_about("March 4, 2025"), Some(About::Day(_))));
        assert_eq!(line_about("-30-"), Some(About::Mark));
        assert_eq!(line_about("(Reuters)"), Some(About::Mark));
        assert_eq!(line_about("Harbour talks collapse"), None);
        assert_eq!(
            line_about("By May the tolls will have risen, officials said."),
            None
        );
        assert_eq!(line_about("The talks of 4 March 2025 collapsed."), None);
    }
}
