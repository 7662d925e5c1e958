//! Renders quotations: the words, who said them, and where.

use crate::answer::{Change, FoundQuotation, SameWords};
use crate::quotations::Quotation;
use crate::text::Span;
use crate::text::english::joined;

use super::citation::{citation, part, short_citation};
use super::escape::{clean, escape, fit, length};
use super::layout::{Pages, QuoteBlock};
use super::passages::head;

/// Maximum length of the words that can be searched for, in UTF-16 units.
pub(crate) const MAX_WORDS_LENGTH: usize = 150;
/// Maximum length of the speaker's name that can be searched for, in UTF-16 units.
pub(crate) const MAX_SPEAKER_LENGTH: usize = 80;

/// Maximum number of speakers named for one quotation.
const MAX_NAMES: usize = 3;
/// Maximum length of a speaker's name, in UTF-16 units.
const MAX_NAME_LENGTH: usize = 40;

/// Maximum length of the words that name the speaker or the cue, in UTF-16 units.
const MAX_CUE_LENGTH: usize = 40;

/// Maximum number of further articles named for one quotation.
const MAX_PLACES: usize = 2;

/// Maximum length of another wording, in UTF-16 units.
const MAX_WORDING_LENGTH: usize = 200;

/// Number of unchanged words shown on each side of a change.
const WORDS_BESIDE: usize = 5;

/// Request that names only an article.
const QUOTED_IN_ARTICLE: &str = "Who is quoted in this article?";

/// Renders the request in a form that [`asked_for`] reads back.
pub(crate) fn question(words: &str, speaker: &str) -> String {
    match (words.is_empty(), speaker.is_empty()) {
        (false, false) => format!("What did {speaker} say of “{words}”?"),
        (true, false) => format!("What did {speaker} say?"),
        (true, true) => QUOTED_IN_ARTICLE.to_owned(),
        _ => format!("Who said “{words}”?"),
    }
}

/// Reads words and speaker back from a [`question`]. The name has `speaker_length` characters.
pub(crate) fn asked_for(question: &str, speaker_length: usize) -> Option<(String, String)> {
    if speaker_length == 0 && question == QUOTED_IN_ARTICLE {
        return Some((String::new(), String::new()));
    }
    if speaker_length == 0 {
        let words = question.strip_prefix("Who said “")?.strip_suffix("”?")?;
        return Some((words.to_owned(), String::new()));
    }
    let rest = question.strip_prefix("What did ")?;
    let speaker: String = rest.chars().take(speaker_length).collect();
    let rest = rest.strip_prefix(&speaker)?;
    let words = if rest == " say?" {
        ""
    } else {
        rest.strip_prefix(" say of “")?.strip_suffix("”?")?
    };
    Some((words.to_owned(), speaker))
}

/// Divides the quotations into pages of at most `most`.
pub(crate) fn pages<'a>(
    question: &str,
    note: Option<&str>,
    found: &'a [FoundQuotation],
    most: usize,
) -> Pages<'a> {
    let blocks = (1..).zip(found).map(|(n, found)| {
        let mut block = block(found, &(0..0), &format!("{n} · "));
        if !found.missing.is_empty() {
            let missing = part(Some(&found.missing.join(", ")), 60);
            block
                .below
                .extend(["\n-# without: ", &missing.unwrap_or_default()]);
        }
        block
    });
    Pages::new(head(question, note), blocks.collect(), most)
}

/// Returns a quotation with a part in bold and its citation. The line below begins with `place`.
pub(crate) fn block<'a>(found: &'a FoundQuotation, bold: &Span, place: &str) -> QuoteBlock<'a> {
    let quotation = &found.quotation;
    let words = found.in_passage.first();
    let words = words.and_then(|span| found.passage.text.get(span.clone()));
    let known_by = found.known_by(|words| part(Some(words), MAX_CUE_LENGTH).unwrap_or_default());
    let known_by = known_by.map_or_else(String::new, |known_by| format!("{known_by} · "));
    let citation = citation(&found.passage, words.unwrap_or_default());
    QuoteBlock {
        before: "“",
        text: &quotation.text,
        bold: bold.clone(),
        after: format!("” — {}", speakers(quotation)),
        below: format!("\n-# {place}{known_by}{citation}"),
        places: places(&found.also),
        ..QuoteBlock::default()
    }
}

/// Returns the names of the speakers in bold, as they are suggested: "A", "A and B", "A, B and C".
pub(crate) fn speakers(quotation: &Quotation) -> String {
    let names = quotation
        .speakers()
        .iter()
        .filter_map(|speaker| part(Some(&speaker.canonical), MAX_NAME_LENGTH))
        .map(|name| format!("**{name}**"))
        .take(MAX_NAMES);
    joined(names).unwrap_or_else(|| "speaker not named".to_owned())
}

/// Returns the lines that name other articles with the same words, and the differences there.
fn places(also: &[SameWords]) -> String {
    let mut lines = String::new();
    for same in also.iter().take(MAX_PLACES) {
        lines.push_str(&format!("\n-# also in {}", short_citation(&same.passage)));
        if !same.difference.is_empty() {
            let wording = difference(&same.difference, MAX_WORDING_LENGTH);
            lines.push_str(&format!(" as “{wording}”"));
        }
    }
    let more = also.len().saturating_sub(MAX_PLACES);
    if more > 0 {
        lines.push_str(&format!("\n-# and in {more} more"));
    }
    lines
}

/// Renders a difference as ~~removed~~ and **added**, in at most `room` UTF-16 units. Long
/// unchanged runs are shortened.
pub(crate) fn difference(changes: &[Change], room: usize) -> String {
    const CUT: &str = " …";
    let mut shown = String::new();
    let mut left = room.saturating_sub(length(CUT));
    for (n, change) in changes.iter().enumerate() {
        let (mark, words) = match change {
            Change::Kept(words) => ("", shorten_unchanged(words, n > 0, n + 1 < changes.len())),
            Change::Removed(words) => ("~~", clean(words)),
            Change::Added(words) => ("**", clean(words)),
            Change::Cut(_) => ("", "…".to_owned()),
        };
        if words.is_empty() {
            continue;
        }
        let space = if shown.is_empty() { "" } else { " " };
        let around = length(space) + 2 * length(mark);
        let escaped = escape(&words, true);
        let words = if length(&escaped) + around <= left {
            escaped
        } else if left > around + 20 {
            // A part of the change is better than none.
            fit(&words, left - around, true)
        } else {
            String::new()
        };
        if words.is_empty() {
            shown.push_str(CUT);
            break;
        }
        left = left.saturating_sub(around + length(&words));
        shown.extend([space, mark, &words, mark]);
    }
    shown
}

/// Shortens an unchanged run to the words next to the changes around it.
fn shorten_unchanged(words: &str, is_after_change: bool, is_before_change: bool) -> String {
    let clean = clean(words);
    let all: Vec<&str> = clean.split(' ').collect();
    if all.len() <= 2 * WORDS_BESIDE + 1 {
        return clean;
    }
    let first = all[..WORDS_BESIDE].join(" ");
    let last = all[all.len() - WORDS_BESIDE..].join(" ");
    match (is_after_change, is_before_change) {
        (true, true) => format!("{first} … {last}"),
        (true, false) => format!("{first} …"),
        _ => format!("… {last}"),
    }
}
