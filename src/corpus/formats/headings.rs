//! Recognises headings in plain text, which has no markup for them.

/// Maximum length of a heading, in characters and in words.
const MAX_HEADING: (usize, usize) = (100, 15);

/// Returns whether a line reads like a heading: short, with the beginning of a title, and without
/// the end of a sentence.
pub(super) fn is_heading_line(line: &str) -> bool {
    // Other lines begin with a bullet, number, quotation mark or dash, or continue the line before.
    let first = line.chars().next();
    first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase()) && is_label(line)
}

/// Returns whether a text is as short as a heading and has no punctuation at its end.
pub(super) fn is_label(text: &str) -> bool {
    let (most_characters, most_words) = MAX_HEADING;
    let last = text.trim_end_matches(is_closing_mark).chars().next_back();
    !last.is_some_and(is_closing_punctuation)
        && text.chars().count() <= most_characters
        && text.split_whitespace().count() <= most_words
}

/// Returns whether a character may follow the punctuation at the end of a sentence.
fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '」'
            | '』'
            | '）'
    )
}

fn is_closing_punctuation(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | ':'
            | ';'
            | ','
            | '-'
            | '–'
            | '—'
            | '。'
            | '！'
            | '？'
            | '：'
            | '؟'
            | '۔'
            | '।'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_look_like_headings() {
        let check = |line: &str, expected: bool| {
            assert_eq!(is_heading_line(line), expected, "{line:?}");
        };
        check("Russian Demands and the State of the Conflict", true);
        check("Talks called “very productive”", true);
        check("Ärger in Brüssel", true);
        check("首脑会谈", true);
        check("Nothing was agreed.", false);
        check("Nothing was “agreed.”", false);
        check("What was agreed (nothing!)", false);
        check("What happens next?", false);
        check("Present were:", false);
        check("“No,” he said", false);
        check("\"No,\" he said", false);
        check("- the Donbas", false);
        check("• The Donbas", false);
        check("3 Options", false);
        check("(c) The Editors", false);
        check("and so it went on", false);
        check(&"Word ".repeat(16), false);
        check(&"W".repeat(101), false);
        check("", false);
    }
}
