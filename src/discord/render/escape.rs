//! Text of articles and people as Discord is to show it: letter for letter, and nothing else.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::characters::is_invisible;

/// What a text that goes on ends with.
const MORE: &str = " …";

/// So many marks may stand on one letter: enough for every language, too few to run into the
/// lines above and below.
const MOST_MARKS: usize = 4;

/// A text is cut to this many letters before anything else is done with it; no message has half
/// as many.
const MOST_LETTERS: usize = 4096;

/// The length of a text as Discord counts it at most: in UTF-16.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The text on one line, without what cannot be seen or deceives the eye: control characters,
/// marks that reverse the order of letters, letters without width, and piles of accents.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len().min(4 * MOST_LETTERS));
    let mut letters = text.chars().peekable();
    let (mut last, mut marks, mut kept) = (' ', 0, 0);
    while let Some(letter) = letters.next() {
        if kept == MOST_LETTERS {
            break;
        }
        let letter = match letter {
            c if c.is_whitespace() => ' ',
            // These join and part the letters of other scripts, and emoji; between Latin letters
            // they only hide.
            '\u{200c}' | '\u{200d}'
                if !last.is_ascii() && letters.peek().is_some_and(|next| !next.is_ascii()) =>
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
        if marks > MOST_MARKS {
            continue;
        }
        clean.push(letter);
        last = letter;
        kept += 1;
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// A text that went through [`clean`], so that Discord shows it as it is: no Markdown, no mention,
/// no link, no emoji of a server, no date. `at_start` says whether it begins a line or a quote,
/// where a few more letters have a meaning.
pub(crate) fn escape(clean: &str, at_start: bool) -> String {
    let mut escaped = String::with_capacity(clean.len() + clean.len() / 8);
    let mut at_start = at_start;
    let mut digits = 0;
    let mut letters = clean.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek();
        let has_meaning = match letter {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '[' | ']' | '@' => true,
            // Addresses, and emoji by their names.
            ':' => next.is_some_and(|next| *next != ' '),
            // Headings, subtext, lists and quotes.
            '#' | '-' | '+' | '>' => at_start,
            '.' | ')' => digits > 0,
            _ => false,
        };
        if has_meaning {
            escaped.push('\\');
        }
        escaped.push(letter);
        digits = if letter.is_ascii_digit() && (at_start || digits > 0) {
            digits + 1
        } else {
            0
        };
        at_start = at_start && letter == ' ';
    }
    escaped
}

/// A text that [`escape`] made, as it was before.
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

/// Cleans and escapes a text that is to stand within a line, and cuts it to at most `most`
/// characters.
pub(crate) fn inline(text: &str, most: usize) -> String {
    fit(&clean(text), most, false)
}

/// Escapes a clean text and cuts it, at a word if possible, so that what is left has at most
/// `most` characters; what is cut is marked.
pub(crate) fn fit(clean: &str, most: usize, at_start: bool) -> String {
    let whole = escape(clean, at_start);
    if length(&whole) <= most {
        return whole;
    }
    let room = most.saturating_sub(length(MORE));
    let words = longest(clean.split_inclusive(' '), room, at_start);
    let cut = if words.trim_end().is_empty() {
        longest(clean.graphemes(true), room, at_start)
    } else {
        words
    };
    let cut = cut.trim_end();
    if cut.is_empty() {
        return MORE.trim_start().to_owned();
    }
    format!("{}{MORE}", escape(cut, at_start))
}

/// As many of the pieces, from the first on, as have room once they are escaped.
fn longest<'a>(pieces: impl Iterator<Item = &'a str>, room: usize, at_start: bool) -> String {
    let mut taken = String::new();
    let mut used = 0;
    for piece in pieces {
        // A mark that stands alone here may get a meaning from what stands beside it.
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

/// The text, cut at a word to so many characters before it is escaped.
pub(crate) fn shorten(text: &str, most: usize) -> Cow<'_, str> {
    if length(text) <= most {
        return Cow::Borrowed(text);
    }
    let room = most.saturating_sub(length(MORE));
    let mut short = within(text.split_inclusive(' '), room);
    if short.trim().is_empty() {
        short = within(text.graphemes(true), room);
    }
    Cow::Owned(format!("{}{MORE}", short.trim_end()))
}

/// As many of the pieces, from the first on, as have room.
fn within<'a>(pieces: impl Iterator<Item = &'a str>, room: usize) -> String {
    let mut used = 0;
    pieces
        .take_while(|piece| {
            used += length(piece);
            used <= room
        })
        .collect()
}
