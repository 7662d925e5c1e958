//! Compounds that may be written as one word, as two, or with a hyphen: "cease-fire" and
//! "ceasefire", "F-16" and "F16", "1 500" and "1,500".

use crate::index::{Analyzer, IndexError, Search};

use super::question::{QuestionWord, Separator};

/// Minimum length of a compound's parts, in bytes. Shorter parts occur in too many words.
const MIN_PART_LENGTH: usize = 4;

/// Prefixes that are often separated by a hyphen, whatever their length.
const PREFIXES: [&str; 13] = [
    "air", "anti", "co", "counter", "ex", "mid", "multi", "non", "post", "pre", "pro", "re", "sub",
];

/// Returns the compound that the leading words form as one word, and the number of these words;
/// `None` if the articles do not contain it as one word.
pub(super) fn joined_compound(
    words: &[QuestionWord],
    engine: &dyn Search,
    analyzer: &Analyzer,
) -> Result<Option<(String, usize)>, IndexError> {
    let [first, second, ..] = words else {
        return Ok(None);
    };
    let groups = digit_groups(words);
    if groups > 1 {
        let digits = words.iter().take(groups).map(|word| word.form.as_str());
        return Ok(Some((digits.collect(), groups)));
    }
    let is_one = match second.separator {
        Separator::Hyphen => true,
        Separator::Space => {
            let is_part = |word: &QuestionWord| {
                word.is_content && word.form.len() >= MIN_PART_LENGTH && is_word(&word.form)
            };
            is_part(first) && is_part(second) || is_letter_and_number(&first.form, &second.form)
        }
        Separator::Other => false,
    };
    let compound = format!("{}{}", first.form, second.form);
    if is_one && engine.frequency(&analyzer.stem(&compound))? > 0 {
        return Ok(Some((compound, 2)));
    }
    Ok(None)
}

/// Returns the stems of the two parts of a word that the articles may write apart; `None` if the
/// articles do not contain both.
pub(super) fn split_compound(
    word: &str,
    engine: &dyn Search,
    analyzer: &Analyzer,
) -> Result<Option<[String; 2]>, IndexError> {
    let mut best: Option<(u64, [String; 2])> = None;
    for (at, _) in word.char_indices().skip(1) {
        let (one, other) = word.split_at(at);
        let is_compound = is_letter_and_number(one, other)
            || PREFIXES.contains(&one) && other.len() >= MIN_PART_LENGTH && is_word(other)
            || one.len() >= MIN_PART_LENGTH
                && other.len() >= MIN_PART_LENGTH
                && is_word(one)
                && is_word(other)
            || is_thousands(one, other);
        if !is_compound {
            continue;
        }
        let parts = [one, other].map(|part| analyzer.stem(part).into_owned());
        let mut frequency = u64::MAX;
        for part in &parts {
            frequency = frequency.min(engine.frequency(part)?);
        }
        if frequency > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((frequency, parts));
        }
    }
    Ok(best.map(|(_, parts)| parts))
}

/// Returns the number of leading words that form one number in groups of three digits: 2 for "1
/// 500".
fn digit_groups(words: &[QuestionWord]) -> usize {
    let is_group = |word: &QuestionWord| {
        word.separator == Separator::Space && word.form.len() == 3 && is_digits(&word.form)
    };
    let is_start = words
        .first()
        .is_some_and(|word| word.form.len() <= 3 && is_digits(&word.form));
    let more = words.iter().skip(1).take_while(|word| is_group(word));
    if is_start { 1 + more.count() } else { 0 }
}

/// Returns whether the parts are like "F" and "16", "Su" and "57".
fn is_letter_and_number(one: &str, other: &str) -> bool {
    one.len() <= 3 && is_word(one) && is_digits(other)
}

fn is_thousands(one: &str, other: &str) -> bool {
    one.len() <= 3 && other.len() == 3 && is_digits(one) && is_digits(other)
}

fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphabetic)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
