//! Lines around the text of an agency's report: its byline, date and end mark.

use jiff::civil::Date;

use super::layout::Unit;
use crate::corpus::Metadata;
use crate::corpus::formats::byline::{begins_with_by, names};
use crate::corpus::formats::date::{self, NumberOrder};
use crate::corpus::formats::headings::is_label;
use crate::lexicon::{PageWord, page_word};

/// Number of units at the top that may contain the byline and the date.
const TOP: usize = 5;
/// Maximum length of a byline, in bytes.
const MAX_BYLINE_BYTES: usize = 120;

/// Maximum number of words in a byline that ends with a full stop: "By Ann Doe and Bob Roe."
const MAX_SENTENCE_WORDS: usize = 7;

/// Information that a line gives about an article.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::corpus::formats) enum About {
    /// Authors, and the day of publication if it is there too.
    Authors(Vec<String>, Option<Date>),
    /// Day of publication.
    Day(Date),
    /// Source or end mark, which is not part of the text.
    Mark,
}

impl About {
    /// Adds the information to the metadata, unless that has such information already.
    pub(in crate::corpus::formats) fn add_to(self, metadata: &mut Metadata) {
        match self {
            Self::Authors(authors, day) => {
                if metadata.authors.is_empty() {
                    metadata.authors = authors;
                }
                metadata.published = metadata.published.or(day);
            }
            Self::Day(day) => metadata.published = metadata.published.or(Some(day)),
            Self::Mark => {}
        }
    }
}

/// Moves the lines about the article from the units to the metadata.
pub(super) fn take_lines(text: &str, units: &mut Vec<Unit>, metadata: &mut Metadata) {
    let mut place = 0;
    while place < units.len().min(TOP) && units.len() > 1 {
        let Some(unit) = units.get(place).filter(|unit| unit.is_one_line) else {
            break;
        };
        match line_about(unit.words(text)) {
            Some(about) => about.add_to(metadata),
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

/// Returns the information in a line, if the line consists of nothing else.
pub(in crate::corpus::formats) fn line_about(line: &str) -> Option<About> {
    if is_end(line) || is_tag(line) {
        return Some(About::Mark);
    }
    let is_sentence = line.ends_with('.') && line.split_whitespace().count() > MAX_SENTENCE_WORDS;
    if line.len() > MAX_BYLINE_BYTES || is_sentence || line.ends_with('.') && !begins_with_by(line)
    {
        return None;
    }
    let day = date::find(line, NumberOrder::Unknown).map(|(_, day)| day);
    if begins_with_by(line) {
        let authors = names(line);
        return (!authors.is_empty()).then_some(About::Authors(authors, day));
    }
    date::day(line, NumberOrder::Unknown).map(About::Day)
}

/// Returns whether a line marks the end of a report: `-30-`, `(END)`, `###`.
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

/// Returns whether a line is the name of an agency in brackets: `(Reuters)`.
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
