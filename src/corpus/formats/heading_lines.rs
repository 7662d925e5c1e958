//! How a heading looks in plain text, which has no mark for it.

/// The longest heading, in characters and in words.
const LONGEST_HEADING: (usize, usize) = (100, 15);

/// Whether a line reads like a heading: short, begun like a title, and not ended like a sentence.
pub(super) fn is_heading_line(line: &str) -> bool {
    let (most_characters, most_words) = LONGEST_HEADING;
    let Some(first) = line.chars().next() else {
        return false;
    };
    // What is left out here begins with a bullet, a number, a quotation mark or a dash, or goes
    // on from the line before.
    let begins_like_a_title = first.is_alphabetic() && !first.is_lowercase();
    let last = line
        .trim_end_matches(is_closing_mark)
        .chars()
        .next_back()
        .unwrap_or(first);
    begins_like_a_title
        && !is_closing_punctuation(last)
        && line.chars().count() <= most_characters
        && line.split_whitespace().count() <= most_words
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
