//! Splits texts into words for comparing quotations: normalises typography, but keeps words and
//! numbers distinct.
//!
//! The kinds of quotation marks, dashes, spaces and ellipses, capital letters and a final full stop
//! make no difference. Every word does, and so do accents, emoji, currency and percent signs, the
//! dash of `5–10`, which is read "to", and the comma of `1,5`, which differs from that of `1,500`.

use unicode_normalization::UnicodeNormalization;

use super::characters::{is_emoji, is_invisible, is_skin_tone, is_variation_selector};
use super::words::Words;
use super::{Fingerprint, Span};
use crate::lexicon::{self, Class};

/// Word, number or sign that is read as a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Byte range in the text.
    pub span: Span,
    /// Form for comparison.
    pub form: String,
}

/// Returns the words of `text`, in order.
pub fn words(text: &str) -> Vec<Word> {
    let normalised = Normalised::new(text);
    // The case of the first letter never counts, not even in "nO WAY".
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).skip(1);
    let shouts = !letters.any(char::is_lowercase);
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    for (at, word) in Words::new(&normalised.text) {
        normalised.push_signs(end..at, &mut words);
        end = at + word.len();
        let form = form(word, shouts);
        if !form.is_empty() {
            words.push(Word {
                span: normalised.original(at..end),
                form,
            });
        }
    }
    normalised.push_signs(end..normalised.text.len(), &mut words);
    words
}

/// Returns the index of the first of the consecutive words `run`, given by their forms; `None` if
/// `words` do not contain them, or there are none.
pub(crate) fn find_run(words: &[Word], run: &[String]) -> Option<usize> {
    let mut runs = words.windows(run.len().max(1));
    runs.position(|words| words.iter().map(|word| &word.form).eq(run))
}

/// Returns a hash of a run of words, given by their forms.
pub fn key<'a>(forms: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut fingerprint = Fingerprint::default();
    for form in forms {
        fingerprint.bytes(form.as_bytes());
        fingerprint.bytes(b"\n");
    }
    fingerprint.finish()
}

/// Text with normalised typography and a mapping to the original.
struct Normalised {
    text: String,
    /// Byte offset in the original for every byte of `text` and for its end.
    places: Vec<usize>,
}

impl Normalised {
    fn new(original: &str) -> Self {
        let mut normalised = Self {
            text: String::with_capacity(original.len()),
            places: Vec::with_capacity(original.len() + 1),
        };
        for (at, c) in original.char_indices() {
            let c = match c {
                '’' | '‘' | '‛' | 'ʼ' | '`' | '´' | '′' | '＇' => '\'',
                c if is_invisible(c) || is_variation_selector(c) => continue,
                // Emphasis in Markdown.
                '_' => ' ',
                c if c.is_whitespace() || c.is_control() => ' ',
                c => c,
            };
            normalised.text.push(c);
            normalised.places.resize(normalised.text.len(), at);
        }
        normalised.places.push(original.len());
        normalised
    }

    /// Adds the signs between two words that are read as words: signs of amounts, emoji, and the
    /// dash of a range, which is read "to".
    fn push_signs(&self, between: Span, words: &mut Vec<Word>) {
        let text = self.text.get(between.clone()).unwrap_or_default();
        let before = self.text.get(..between.start).unwrap_or_default();
        let after = self.text.get(between.end..).unwrap_or_default();
        let is_number_behind = after.starts_with(char::is_numeric);
        if before.ends_with(char::is_numeric) && is_number_behind && is_range(text) {
            words.push(Word {
                span: self.original(between),
                form: "to".to_owned(),
            });
            return;
        }
        let mut last = before.chars().next_back().unwrap_or(' ');
        for (at, c) in text.char_indices() {
            let is_at_number = is_number_behind && at + c.len_utf8() == text.len();
            let form = match c {
                '-' | '−' | '–' if last.is_whitespace() && is_at_number => Some('-'),
                '+' if is_at_number => Some('+'),
                c if is_sign_of_amount(c) || c == '&' => Some(c),
                c if is_emoji(c) && !is_skin_tone(c) => Some(c),
                _ => None,
            };
            last = c;
            if let Some(form) = form {
                let at = between.start + at;
                words.push(Word {
                    span: self.original(at..at + c.len_utf8()),
                    form: form.to_string(),
                });
            }
        }
    }

    /// Returns the span in the original for a span of `text`, without dropped characters after it.
    fn original(&self, span: Span) -> Span {
        let place = |at: usize| self.places.get(at).copied().unwrap_or_default();
        place(span.start)..place(span.end)
    }
}

/// Returns whether a character is a currency, percent or degree sign or `±`.
pub(crate) fn is_sign_of_amount(c: char) -> bool {
    matches!(
        c,
        '%' | '‰'
            | '°'
            | '±'
            | '$'
            | '€'
            | '£'
            | '¥'
            | '₽'
            | '₴'
            | '₹'
            | '₺'
            | '₩'
            | '₪'
            | '¢'
    )
}

/// Returns whether the text between two numbers makes them a range: `5–10`, `5 – 10`, but not the
/// minus of `5 -10`.
fn is_range(between: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '\u{2010}'..='\u{2012}');
    let dash = between.trim();
    let is_minus = between.starts_with(' ') && !between.ends_with(' ');
    !dash.is_empty() && dash.chars().all(is_dash) && !is_minus
}

/// Returns the form of a word for comparison. `shouts` tells that the text is in capitals.
fn form(word: &str, shouts: bool) -> String {
    // NFKC would turn 10² into 102.
    let raised = |c: char| match c {
        '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉' => Some('^'),
        _ => None,
    };
    let mut form: String = if word.is_ascii() {
        word.to_owned()
    } else {
        let chars = word.chars();
        chars
            .flat_map(|c| raised(c).into_iter().chain([c]))
            .nfkc()
            .collect()
    };
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        if is_grouped(&form) {
            form.retain(|c| c != ',');
        }
    } else {
        form.retain(|c| c != '.');
    }
    let lower = form.to_lowercase();
    let mut others = form.chars().skip(1).peekable();
    let is_acronym = !shouts && others.peek().is_some() && others.all(char::is_uppercase);
    // "US" is not "us".
    if is_acronym && lexicon::is(&lower, Class::ACRONYM) {
        return form.to_uppercase();
    }
    lower
}

/// Returns whether the commas of a number separate groups of three digits: `1,500,000.5`.
fn is_grouped(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len()) && groups.all(is_group)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.form).collect()
    }

    fn check_same(one: &str, other: &str) {
        assert_eq!(forms(one), forms(other), "{one:?} and {other:?}");
    }

    fn check_different(one: &str, other: &str) {
        assert_ne!(forms(one), forms(other), "{one:?} and {other:?}");
    }

    #[test]
    fn typography_makes_no_difference() {
        check_same("“There’s no deal,”", "there's no deal");
        check_same("There´s no\u{a0}deal …", "there`s no deal...");
        check_same("a cease-fire—now", "a cease\u{2011}fire - now");
        check_same("cease\u{ad}fire \u{200b}now", "ceasefire now");
        check_same("the U.S. army", "the US army");
        check_same("1,500,000.5 men", "1500000.5 men");
        check_same("Zoe\u{308} said", "Zoë said");
        check_same("it was _very_ good\u{7}", "It was very good.");
        check_same("NEXT TIME IN MOSCOW", "Next time in Moscow");
        check_same("NO WAY", "nO WAY");
        check_same("US troops in the US", "uS troops in the US");
        check_same("the ‘quoted’ word", "the \"quoted\" word");
        check_same("5–10 ships", "5 - 10 ships");
        check_same("5-10 ships", "5 to 10 ships");
        check_same("👍🏽 ❤\u{fe0f}", "👍 ❤");
    }

    #[test]
    fn words_numbers_and_signs_do() {
        check_different("5 million", "15 million");
        check_different("1,5 million", "15 million");
        check_different("5 million", "$5 million");
        check_different("€5 million", "$5 million");
        check_different("5 of them", "5% of them");
        check_different("5–10 ships", "5 10 ships");
        check_different("5–10 ships", "510 ships");
        check_different("5 -10", "5 10");
        check_different("we ❤ you", "we 💔 you");
        check_different("we ❤ you", "we you");
        check_different("10² metres", "10 2 metres");
        check_different("10² metres", "102 metres");
        check_different("½ a roof", "12 a roof");
        check_different("it was -5 degrees", "it was 5 degrees");
        check_different("they told us", "they told the US");
        check_different("they told US", "they told us");
        check_different("there is", "there’s");
        check_different("we can", "we can’t");
        check_different("Putin said", "Putin’s said");
        check_different("résumé", "resume");
    }

    #[test]
    fn spans_point_at_the_original_words() {
        let text = "„There\u{200b}’s $1,5 …\u{feff} U.S.“";
        let found: Vec<&str> = words(text)
            .into_iter()
            .filter_map(|word| text.get(word.span))
            .collect();
        assert_eq!(found, ["There\u{200b}’s", "$", "1,5", "U.S"]);
    }
}
