//! How a heading looks in plain text, which has no mark for it.

/// The longest heading, in characters and in words.
const LONGEST_HEADING: (usize, usize) = (100, 15);

/// Whether a line reads like a heading: short, begun like a title, and not ended like a sentence.
pub(super) fn is_heading_line(line: &str) -> bool {
    // What is left out here begins with a bullet, a number, a quotation mark or a dash, or goes
    // on from the line before.
    let first = line.chars().next();
    first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase()) && is_label(line)
}

/// Whether a text is as short as a heading, and not ended like a sentence.
pub(super) fn is_label(text: &str) -> bool {
    let (most_characters, most_words) = LONGEST_HEADING;
    let last = text.trim_end_matches(is_closing_mark).chars().next_back();
    !last.is_some_and(is_closing_punctuation)
        && text.chars().count() <= most_characters
        && text.split_whitespace().count() <= most_words
}

/// Marks that may follow the punctuation that ends a sentence.
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
