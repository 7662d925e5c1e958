//! Escapes text from articles and people, so that Discord shows it literally.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::characters::is_invisible;

/// Ending of a truncated text.
const ELLIPSIS: &str = " …";

/// Maximum number of combining marks on one letter: enough for every language, and too few to
/// overlap the lines above and below.
const MAX_MARKS: usize = 4;

/// Maximum number of characters kept of a text: twice as many as a message can hold.
const MAX_CHARACTERS: usize = 4096;

/// Returns the length in UTF-16 units, which is at least the length that Discord counts.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Puts a text on one line and removes what is invisible or misleading: control characters,
/// bidirectional overrides, zero-width characters, and piles of combining marks.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len().min(4 * MAX_CHARACTERS));
    let mut rest = text;
    let (mut last, mut marks, mut kept) = (' ', 0, 0);
    while kept < MAX_CHARACTERS {
        // Most words need no closer look.
        let (word, behind) = split_ascii_word(rest, MAX_CHARACTERS - kept);
        if let Some(letter) = word.chars().next_back() {
            clean.push_str(word);
            rest = behind;
            (last, marks) = (letter, 0);
            kept += word.len();
            continue;
        }
        let mut letters = rest.chars();
        let Some(letter) = letters.next() else { break };
        rest = letters.as_str();
        let letter = match letter {
            c if c.is_whitespace() => ' ',
            // Joiners are needed in other scripts and in emoji. Between Latin letters they only
            // hide something.
            '\u{200c}' | '\u{200d}'
                if !last.is_ascii() && letters.next().is_some_and(|next| !next.is_ascii()) =>
            {
                letter
            }
            c if c.is_control() || is_invisible(c) => continue,
            c => c,
        };
        if letter == ' ' && last == ' ' {
            continue;
        }
        marks = if !letter.is_ascii() && is_combining_mark(letter) {
            marks + 1
        } else {
            0
        };
        if marks > MAX_MARKS {
            continue;
        }
        clean.push(letter);
        last = letter;
        kept += 1;
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// Splits off the visible ASCII characters at the beginning of a text, at most `most`.
fn split_ascii_word(text: &str, most: usize) -> (&str, &str) {
    let letters = text.bytes().take(most);
    text.split_at(letters.take_while(u8::is_ascii_graphic).count())
}

/// Escapes Markdown, mentions, links, custom emoji and timestamps in a text from [`clean`].
/// `at_start` is whether it begins a line or a quote, where more characters have a meaning.
pub(crate) fn escape(clean: &str, mut at_start: bool) -> String {
    let mut escaped = String::with_capacity(clean.len() + clean.len() / 8);
    let mut rest = clean;
    loop {
        let (words, behind) = split_words(rest);
        escaped.push_str(words);
        let first = words.trim_start_matches(' ');
        // Whether only digits stand before the mark, as in the number of a list.
        let is_after_number =
            at_start && !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
        at_start = at_start && first.is_empty();
        let mut marks = behind.chars();
        let Some(mark) = marks.next() else { break };
        rest = marks.as_str();
        let has_meaning = match mark {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '[' | ']' | '@' => true,
            // Addresses, and emoji by their names.
            ':' => rest.starts_with(|next| next != ' '),
            // Headings, subtext, lists and quotes.
            '#' | '-' | '+' | '>' => at_start,
            '.' | ')' => is_after_number,
            _ => false,
        };
        if has_meaning {
            escaped.push('\\');
        }
        escaped.push(mark);
        at_start = false;
    }
    escaped
}

/// Splits off the characters before the first one that may have a meaning in Markdown.
fn split_words(text: &str) -> (&str, &str) {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b' ' || !byte.is_ascii();
    text.split_at(text.bytes().take_while(is_word).count())
}

/// Reverses [`escape`].
pub(crate) fn unescape(escaped: &str) -> String {
    let mut text = String::with_capacity(escaped.len());
    let mut letters = escaped.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next()),
            letter => text.push(letter),
        }
    }
    text
}

/// Cleans and escapes a text for the middle of a line, in at most `most` UTF-16 units.
pub(crate) fn inline(text: &str, most: usize) -> String {
    fit(&clean(text), most, false)
}

/// Escapes a clean text in at most `most` UTF-16 units. If it has to be cut, it is cut between
/// words where possible and ends with an ellipsis.
pub(crate) fn fit(clean: &str, most: usize, at_start: bool) -> String {
    let whole = escape(clean, at_start);
    if length(&whole) <= most {
        return whole;
    }
    let room = most.saturating_sub(length(ELLIPSIS));
    let words = leading_escaped(clean.split_inclusive(' '), room, at_start);
    let cut = if words.trim_end().is_empty() {
        leading_escaped(clean.graphemes(true), room, at_start)
    } else {
        words
    };
    let cut = cut.trim_end();
    if cut.is_empty() {
        return ELLIPSIS.trim_start().to_owned();
    }
    format!("{}{ELLIPSIS}", escape(cut, at_start))
}

/// Joins the leading pieces that fit into `room` once they are escaped.
fn leading_escaped<'a>(
    pieces: impl Iterator<Item = &'a str>,
    room: usize,
    at_start: bool,
) -> String {
    let mut taken = String::new();
    let mut used = 0;
    for piece in pieces {
        // A punctuation mark may need escaping only because of its neighbours.
        let is_mark = piece.len() == 1 && piece.bytes().all(|byte| byte.is_ascii_punctuation());
        used += if is_mark {
            2
        } else {
            length(&escape(piece, at_start))
        };
        if used > room {
            break;
        }
        taken.push_str(piece);
    }
    taken
}

/// Cuts a text to `most` UTF-16 units before it is escaped, between words where possible.
pub(crate) fn shorten(text: &str, most: usize) -> Cow<'_, str> {
    if length(text) <= most {
        return Cow::Borrowed(text);
    }
    let room = most.saturating_sub(length(ELLIPSIS));
    let mut short = leading(text.split_inclusive(' '), room);
    if short.trim().is_empty() {
        short = leading(text.graphemes(true), room);
    }
    Cow::Owned(format!("{}{ELLIPSIS}", short.trim_end()))
}

/// Joins the leading pieces that fit into `room`.
fn leading<'a>(pieces: impl Iterator<Item = &'a str>, room: usize) -> String {
    let mut used = 0;
    pieces
        .take_while(|piece| {
            used += length(piece);
            used <= room
        })
        .collect()
}
