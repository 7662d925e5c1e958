//! Parsing names beside a quotation, as written in chats: `– NAME`, `~ NAME`, `(NAME)`, `NAME:`.

use crate::lexicon::{self, Class};

/// Maximum number of words of a name.
const MAX_NAME_WORDS: usize = 5;

/// Predicate: whether the articles quote somebody of this name, or the table of aliases has it.
pub(super) type IsKnown<'a> = &'a dyn Fn(&str) -> bool;

/// Returns the name that signs a line. A known name may stand alone; any other name must follow a
/// dash, a tilde, a bar, a dot or "by", or stand in brackets.
pub(super) fn signature(line: &str, is_known: IsKnown<'_>) -> Option<String> {
    let is_mark = |c: char| {
        matches!(
            c,
            '-' | '–' | '—' | '―' | '~' | '(' | '[' | '|' | '•' | '·' | '@'
        )
    };
    let line = line.trim_start_matches(',').trim_matches(is_decoration);
    let marked = line.strip_prefix(is_mark);
    // A single word after "by" may be a day or a place.
    let by = line.strip_prefix("by ").or(line.strip_prefix("By "));
    let by = by.filter(|name| name.trim().contains(' '));
    let marked = marked.or(by);
    let name = without_verb(marked.unwrap_or(line));
    let name = name.trim_start_matches(|c| is_mark(c) || is_decoration(c));
    // A title, a year or a place may follow.
    let ends = |c: char| matches!(c, ',' | ';' | '(' | ')' | ']' | '|' | '·') || c.is_ascii_digit();
    let name = name.split(ends).next().unwrap_or_default();
    let name = name.trim_matches(|c| is_decoration(c) || is_mark(c));
    let is_signed = marked.is_some() || is_known(name);
    (is_signed && is_name(name)).then(|| name.to_owned())
}

/// Removes the verb of "said NAME" and "NAME said".
fn without_verb(line: &str) -> &str {
    let is_verb = |word: &str| lexicon::look_up(word).cue.is_finite_strong();
    match (line.split_once(' '), line.rsplit_once(' ')) {
        (Some((verb, name)), _) if is_verb(verb) => name,
        (_, Some((name, verb))) if is_verb(verb) => name,
        _ => line,
    }
}

/// Splits off the name at the end of a text on the same line: `… – NAME`, `… (NAME)`.
pub(super) fn split_signature<'a>(
    text: &'a str,
    is_known: IsKnown<'_>,
) -> Option<(&'a str, String)> {
    let text = text.trim_end();
    let mut dashes = text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).unwrap_or_default();
        match c {
            '-' | '–' | '—' | '―' | '~' | '|' | '•' | '·' => {
                before.ends_with(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '?' | '…'))
            }
            '(' => text.ends_with(')'),
            '[' => text.ends_with(']'),
            _ => false,
        }
    });
    let (at, _) = dashes.next_back()?;
    let (words, signed) = text.split_at_checked(at)?;
    let name = signature(signed, is_known)?;
    // A single unknown word after a dash may be the end of the sentence.
    let is_sure = is_known(&name) || name.contains(' ');
    (is_sure && !words.trim().is_empty()).then_some((words, name))
}

/// Splits off the name before a text: `NAME: …`, `NAME said: …`, `NAME said that …`.
pub(super) fn split_label<'a>(text: &'a str, is_known: IsKnown<'_>) -> Option<(String, &'a str)> {
    let head = text.get(..text.floor_char_boundary(120)).unwrap_or(text);
    let colon = [": ", ":\n"].iter().find_map(|colon| head.find(colon));
    let said = ["said that ", "said, ", "says that ", "says, "];
    let (label, rest) = if let Some(at) = colon {
        (text.get(..at)?, text.get(at + 1..)?)
    } else {
        let (at, said) = said
            .iter()
            .find_map(|said| Some((head.find(said)?, *said)))?;
        (text.get(..at)?, text.get(at + said.len()..)?)
    };
    let words: Vec<&str> = label.split_whitespace().collect();
    let is_verb = |word: &&str| lexicon::look_up(word).cue.is_finite_strong();
    let name = match words.iter().position(is_verb) {
        Some(verb) if colon.is_some() => words.get(..verb)?.join(" "),
        _ => words.join(" "),
    };
    let name = name.trim_matches(is_decoration);
    let is_sure = is_known(name) || name.contains(' ');
    (is_name(name) && is_sure).then(|| (name.to_owned(), rest.trim_start()))
}

/// Returns whether the words can be a person's name, with titles.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_word = |word: &&str| {
        let has_letters = word
            .chars()
            .all(|c| c.is_alphabetic() || "-.’'".contains(c));
        let is_small = lexicon::is(word, Class::PARTICLE | Class::TITLE | Class::ROLE);
        has_letters && (is_capital(word) || is_small)
    };
    let names_somebody = |word: &&str| is_capital(word) && !lexicon::is(word, Class::FUNCTION);
    (1..=MAX_NAME_WORDS).contains(&words.len())
        && words.iter().all(is_word)
        && words.iter().any(names_somebody)
}

/// Returns whether a character is white space or a mark that may surround a name.
fn is_decoration(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '`' | '>' | '#' | '.' | '"' | '”' | '“' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> bool {
        ["Ida Holm", "Holm"].contains(&name)
    }

    #[test]
    fn signatures_have_many_forms() {
        for line in [
            "– Ida Holm",
            "-Ida Holm",
            "— Ida Holm, mayor",
            "~ Ida Holm",
            "(Ida Holm)",
            "Ida Holm",
            "**Ida Holm**",
            "- *Ida Holm* (2031)",
            "-- Ida Holm.",
            "> - Ida Holm",
            "[Ida Holm]",
            "| Ida Holm",
            "• Ida Holm",
            "by Ida Holm, 2031",
            ", Ida Holm",
            "said Ida Holm.",
            "Ida Holm said",
        ] {
            assert_eq!(
                signature(line, &known).as_deref(),
                Some("Ida Holm"),
                "{line}"
            );
        }
        assert_eq!(signature("– Bo Lund", &known).as_deref(), Some("Bo Lund"));
        for line in [
            "Bo Lund",
            "lol",
            "- so true",
            "– The",
            "2031",
            "I think he is right",
            "by Monday",
            "by then",
            ", Grandma",
            "",
        ] {
            assert_eq!(signature(line, &known), None, "{line}");
        }
    }

    #[test]
    fn signatures_and_labels_are_split_off() {
        let (text, name) = split_signature("We will sail. – Holm", &known).unwrap();
        assert_eq!((text.trim(), name.as_str()), ("We will sail.", "Holm"));
        assert!(split_signature("We have one hope – Spring", &known).is_none());
        assert!(split_signature("a well-known man", &known).is_none());
        let (name, text) = split_label("Holm: We will sail.", &known).unwrap();
        assert_eq!((name.as_str(), text), ("Holm", "We will sail."));
        let (name, text) = split_label("Ida Holm said that we will sail", &known).unwrap();
        assert_eq!((name.as_str(), text), ("Ida Holm", "we will sail"));
        assert!(split_label("Note: We will sail.", &known).is_none());
        assert!(split_label("will to would: we would sail", &known).is_none());
    }
}
