//! Recognises names of people among the words of a byline.

use crate::lexicon::{Class, PageWord, is, page_word};

/// Maximum length of a name, in words and in characters.
const MAX_NAME: (usize, usize) = (6, 60);

/// Returns the words as a name, if they can be one.
pub(super) fn person_name(words: &[&str]) -> Option<String> {
    let mut words = words;
    // Words after the name: "for The Courier", "in Berlin".
    let is_end = |word: &&str| {
        matches!(
            *word,
            "for" | "für" | "pour" | "para" | "in" | "at" | "aus" | "am" | "on" | "le" | "um"
        )
    };
    if let Some(end) = words.iter().position(is_end).filter(|end| *end > 0) {
        words = words.get(..end)?;
    }
    while let [before @ .., last] = words
        && before.len() > 1
        && is_trade(last)
    {
        words = before;
    }
    if words
        .iter()
        .all(|word| is_trade(word) || page_word(word).contains(PageWord::NOBODY))
    {
        return None;
    }
    // "Volcano correspondent", "the newsroom", "writes about music"
    let lower = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let names_nobody = |word: &&str| page_word(word).contains(PageWord::NOBODY);
    if words.last().is_some_and(|last| is_lower_trade(last))
        || lower > 0 && words.iter().any(names_nobody)
        || lower > 1 && lower * 2 > words.len()
    {
        return None;
    }
    let is_other = |word: &&str| {
        word.contains(['@', '/', '#', '=', '{', '<'])
            || word.starts_with(|c: char| c.is_ascii_digit()) && words.len() > 1
    };
    let about = words
        .iter()
        .filter(|word| page_word(word).contains(PageWord::ABOUT_ARTICLE))
        .count();
    let (most_words, most_characters) = MAX_NAME;
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",.:;*|-–—\"“”".contains(c));
    let is_name = words.len() <= most_words
        && name.chars().count() <= most_characters
        && name.chars().filter(|c| c.is_alphabetic()).count() > 1
        && about * 2 < words.len().max(1)
        && !words.iter().any(is_other);
    // Initials keep their full stop: "J. R."
    let dot = if words
        .last()
        .is_some_and(|last| last.ends_with('.') && last.chars().count() <= 4)
    {
        "."
    } else {
        ""
    };
    is_name.then(|| in_mixed_case(&format!("{name}{dot}")))
}

/// Converts a name in capitals to mixed case: `INES O'DOWD` → `Ines O'Dowd`. A single word is kept,
/// because it may be an abbreviation, such as that of an agency.
fn in_mixed_case(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if name.chars().any(char::is_lowercase) || !name.contains(' ') || letters < 5 {
        return name.to_owned();
    }
    let mut mixed = String::with_capacity(name.len());
    let mut before = ' ';
    for c in name.chars() {
        if before.is_alphabetic() {
            mixed.extend(c.to_lowercase());
        } else {
            mixed.push(c);
        }
        before = c;
    }
    mixed
}

/// Returns whether a word is a job title in lower case, and so not part of a name.
pub(super) fn is_lower_trade(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && is_trade(word)
}

/// Returns whether a word is a job title.
fn is_trade(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    page_word(word).contains(PageWord::TRADE)
        || word.starts_with(char::is_lowercase) && is(word, Class::ROLE)
}
