//! Parses bylines: the names of authors in the lines where pages and reports put them.

mod person;

use crate::corpus::formats::date::{self, NumberOrder};
use crate::lexicon::{PageWord, page_word};
use person::{is_lower_trade, person_name};

/// Maximum length of a byline, in bytes. It bounds the comparison of names with each other.
const MAX_LINE_BYTES: usize = 4_000;

/// Separators between names and other parts of a byline.
const SEPARATORS: [&str; 11] = [
    " | ", "|", " • ", "•", " · ", "·", " / ", " – ", " — ", " - ", "\u{2003}",
];

/// Returns the authors in a line such as
/// `By Ann Doe and Jo Roe, Political Editor | 4 March 2025 16:09`.
pub(super) fn names(line: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if line.len() > MAX_LINE_BYTES {
        return names;
    }
    let parts = parts(line);
    let stripped: Vec<(&str, bool)> = parts.iter().filter_map(|part| strip_by(part)).collect();
    // Next to "By Ann Doe", the other parts are her job, outlet and town.
    let is_signed = stripped.first().is_some_and(|(_, has_by)| *has_by);
    for (part, has_by) in stripped {
        if is_signed && !has_by {
            continue;
        }
        for name in split_names(part) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Returns whether a line begins with a word such as "By" before a name.
pub(super) fn begins_with_by(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches(':');
    page_word(first).contains(PageWord::BY)
        && words.any(|word| word.starts_with(char::is_uppercase))
}

/// Splits a line at dates, times, brackets and separators.
fn parts(line: &str) -> Vec<String> {
    let mut line = without_times(line);
    while let Some((span, _)) = date::find(&line, NumberOrder::DayFirst) {
        line.replace_range(span, " | ");
    }
    line = line.replace(['(', ')', '[', ']'], " | ");
    let mut parts = vec![line];
    for separator in SEPARATORS {
        parts = parts
            .iter()
            .flat_map(|part| part.split(separator).map(str::to_owned))
            .collect();
    }
    parts
}

/// Replaces times of day by ` | `: `16:09`, `12h33`, `4.05 pm`.
fn without_times(line: &str) -> String {
    let is_time = |word: &str| {
        let word = word.trim_end_matches([',', '.', ')']);
        word.split_once([':', 'h']).is_some_and(|(hours, minutes)| {
            let is_number = |text: &str| {
                (1..=2).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
            };
            is_number(hours) && (minutes.is_empty() || minutes.get(..2).is_some_and(is_number))
        })
    };
    let words = line.split(' ');
    let words = words.map(|word| if is_time(word) { "|" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the part without the words before its names, and whether one of them was a word such as
/// "By". Returns `None` for a part about something else, such as photographers or updates.
fn strip_by(part: &str) -> Option<(&str, bool)> {
    let mut rest = part.trim_matches(|c: char| c.is_whitespace() || ",.:*".contains(c));
    let mut has_by = false;
    let mut is_signed = false;
    loop {
        let (word, behind) = rest.split_once([' ', ':']).unwrap_or((rest, ""));
        let meaning = page_word(word.trim_end_matches([',', '.']));
        let is_about = meaning.contains(PageWord::ABOUT_ARTICLE);
        if meaning.contains(PageWord::PICTURE) {
            return None;
        }
        if !meaning.intersects(PageWord::BY | PageWord::AND) && (!is_about || has_by) {
            break;
        }
        // "Last updated on Monday" has no name; "Posted by Ann Doe" has one after "by".
        if is_about && !meaning.contains(PageWord::BY) {
            let by = rest.split_whitespace().position(|word| {
                let meaning = page_word(word);
                meaning.contains(PageWord::BY) && !meaning.contains(PageWord::ABOUT_ARTICLE)
            })?;
            let words: Vec<&str> = rest.split_whitespace().collect();
            let word = words.get(by)?;
            // `word` is a slice of `rest`.
            rest = rest.get(rest.find(word)? + word.len()..)?.trim_start();
            has_by = true;
            is_signed = true;
            continue;
        }
        // A first name may look like such a word: "Di Fong", "Mar Ortega".
        if behind.is_empty() && has_by {
            break;
        }
        has_by = true;
        is_signed |= meaning.contains(PageWord::BY);
        rest = behind.trim_start_matches(|c: char| c.is_whitespace() || ":,.".contains(c));
    }
    (!rest.is_empty()).then_some((rest, is_signed))
}

/// Splits a part into names at commas and words such as "and".
fn split_names(part: &str) -> Vec<String> {
    let pieces: Vec<Vec<&str>> = part
        .split([',', ';', '\u{3001}'])
        .map(|piece| piece.split_whitespace().collect())
        .collect();
    let mut names = Vec::new();
    let mut has_full_name = false;
    for piece in &pieces {
        // After a job title follows a place or an outlet.
        if has_full_name && piece.last().is_some_and(|last| is_lower_trade(last)) {
            break;
        }
        for words in split_at_and(piece) {
            // A single word after a full name is a degree, a job title or an outlet.
            if let Some(name) = person_name(words).filter(|_| !has_full_name || words.len() > 1) {
                has_full_name |= words.len() > 1;
                names.push(name);
            }
        }
    }
    names
}

/// Splits at "and" if there are full names on both sides or single words on both. Any other "and"
/// is part of one name: "Ministry of Ports and Fisheries", "Ortega y Gasset".
fn split_at_and<'a>(words: &'a [&'a str]) -> Vec<&'a [&'a str]> {
    let is_and = |word: &&str| page_word(word).contains(PageWord::AND);
    let parts: Vec<&[&str]> = words
        .split(is_and)
        .filter(|part| !part.is_empty())
        .collect();
    let is_full = parts.iter().all(|part| part.len() > 1);
    let is_single = parts.iter().all(|part| part.len() == 1) && !words.contains(&"&");
    if is_full || is_single {
        return parts;
    }
    vec![words]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_its_names_alone() {
        let check = |line: &str, expected: &[&str]| {
            assert_eq!(names(line), expected, "{line}");
        };
        check("Ines Calder", &["Ines Calder"]);
        check("By Ines Calder", &["Ines Calder"]);
        check("BY INES O'DOWD", &["Ines O'Dowd"]);
        check("Von Klara Wiesbrink, 4. März 2025", &["Klara Wiesbrink"]);
        check(
            "By Ines Calder | Published: March 4, 2025 16:09",
            &["Ines Calder"],
        );
        check("March 4, 2025 by Ines Calder", &["Ines Calder"]);
        check(
            "By Ines Calder and Jo Roe, Political Editor",
            &["Ines Calder", "Jo Roe"],
        );
        check("By Ines Calder, Staff Writer", &["Ines Calder"]);
        check(
            "Ines Calder, senior correspondent in Marrow",
            &["Ines Calder"],
        );
        check(
            "Words by Ines Calder • Photos: Dora Swale",
            &["Ines Calder"],
        );
        check("Posted by: ines on 4 March 2025 at 10:15", &["ines"]);
        check("Written by Ines Calder for The Courier", &["Ines Calder"]);
        check(
            "Par Ines Calder et Luc Roe - Publié le 15/01/2024 à 12h33",
            &["Ines Calder", "Luc Roe"],
        );
        check("Interview: Cornelius Abt", &["Cornelius Abt"]);
        check("Por Juan Ortega y Gasset", &["Juan Ortega y Gasset"]);
        check(
            "Ministry of Ports and Fisheries",
            &["Ministry of Ports and Fisheries"],
        );
        check(
            "Ines Calder, PhD, The Courier",
            &["Ines Calder", "The Courier"],
        );
        check("Ines and Jo", &["Ines", "Jo"]);
        check("View all posts by Ines Calder", &["Ines Calder"]);
        check("BY INES CALDER AND JO ROE", &["Ines Calder", "Jo Roe"]);
        check("AFP", &["AFP"]);
        check("Last updated on Monday", &[]);
        check("5 min read", &[]);
        check("admin", &[]);
        check("Staff Writer", &[]);
        check("der Redaktion", &[]);
        check("writes about music and rivers", &[]);
        check("By Ines Calder | Radio Norvale, Marrow", &["Ines Calder"]);
        check(
            "Ines Calder, harbour correspondent, Marrow",
            &["Ines Calder"],
        );
        check("Published 4 March 2025", &[]);
        check("desk@example.org", &[]);
    }

    #[test]
    fn a_byline_begins_with_by() {
        assert!(begins_with_by("By Ines Calder"));
        assert!(begins_with_by("Text: Ines Calder"));
        assert!(!begins_with_by("by and by it rained"));
        assert!(!begins_with_by("Ines Calder"));
    }
}
