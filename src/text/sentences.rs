//! Splits paragraphs into sentences.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::failures::survive;

/// Maximum length of a text given to the splitter at once, in bytes. The splitter's time grows with
/// the square of the number of quotation marks. Real paragraphs are far shorter.
const MAX_PIECE_BYTES: usize = 8 << 10;
/// Minimum length of a sentence with a quotation that is split further, in bytes. The splitter
/// keeps a quotation in one sentence, which is right for a phrase or two but not for a speech.
const MAX_QUOTING_SENTENCE_BYTES: usize = 400;

/// Returns the spans of the sentences of `text`, in order, without surrounding white space.
/// `language` is a BCP 47 tag; an unknown one is treated like English.
pub fn split(text: &str, language: &str) -> Vec<Span> {
    let language = language.split('-').next().unwrap_or_default();
    let language = language.to_ascii_lowercase();
    let mut spans = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let piece = first_piece(rest);
        for span in boundaries(piece, &language) {
            push(
                text,
                start + span.start..start + span.end,
                &language,
                &mut spans,
            );
        }
        start += piece.len();
    }
    spans
}

/// Returns the beginning of a text, up to a length that can be split quickly. It ends after a
/// sentence if possible, or else after a word.
fn first_piece(text: &str) -> &str {
    if text.len() <= MAX_PIECE_BYTES {
        return text;
    }
    let (piece, _) = text.split_at(text.floor_char_boundary(MAX_PIECE_BYTES));
    let end = [". ", " "]
        .iter()
        .find_map(|end| Some(piece.rfind(end)? + end.len()));
    end.and_then(|end| piece.get(..end)).unwrap_or(piece)
}

/// Adds a sentence, split further if it is long and contains a quotation.
fn push(text: &str, span: Span, language: &str, spans: &mut Vec<Span>) {
    let sentence = text.get(span.clone()).unwrap_or_default();
    if sentence.len() > MAX_QUOTING_SENTENCE_BYTES
        && let Some(quotation) = sentence.find(['“', '"', '«', '„'])
    {
        // Without its opening mark, the splitter does not recognise the quotation.
        let inside = quotation
            + sentence
                .get(quotation..)
                .map_or(0, |s| s.chars().next().map_or(0, char::len_utf8));
        let rest = sentence.get(inside..).unwrap_or_default();
        let mut from = span.start;
        for part in boundaries(rest, language) {
            let to = span.start + inside + part.end;
            push_trimmed(text, from..to, spans);
            from = to;
        }
        push_trimmed(text, from..span.end, spans);
    } else {
        push_trimmed(text, span, spans);
    }
}

fn push_trimmed(text: &str, span: Span, spans: &mut Vec<Span>) {
    let words = text.get(span.clone()).unwrap_or_default();
    let start = span.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if start < end {
        spans.push(start..end);
    }
}

/// Returns the sentence boundaries of `text` in order. If the splitter panics or returns invalid
/// boundaries, falls back to the simpler rules of Unicode.
fn boundaries(text: &str, language: &str) -> Vec<Span> {
    let found = survive(|| {
        sentencex::get_sentence_boundaries(language, text)
            .into_iter()
            .map(|sentence| sentence.start_byte..sentence.end_byte)
            .collect::<Vec<Span>>()
    });
    found
        .ok()
        .filter(|spans| is_sound(text, spans))
        .unwrap_or_else(|| {
            text.split_sentence_bound_indices()
                .map(|(start, sentence)| start..start + sentence.len())
                .collect()
        })
}

/// Returns whether the spans are in order, do not overlap, and lie on character boundaries.
fn is_sound(text: &str, spans: &[Span]) -> bool {
    let mut end = 0;
    spans.iter().all(|span| {
        let follows = span.start >= end && text.get(span.clone()).is_some();
        end = span.end;
        follows
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let spans = split(text, "en");
        let found: Vec<_> = spans
            .into_iter()
            .filter_map(|span| text.get(span))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_initials_and_numbers_do_not_end_a_sentence() {
        check(
            "On Friday, U.S. President Donald Trump met Mr. Putin. J. D. Vance stayed away.",
            &[
                "On Friday, U.S. President Donald Trump met Mr. Putin.",
                "J. D. Vance stayed away.",
            ],
        );
        check(
            "Sen. John Smith came at 5 p.m. on Friday. The No. 5 camp cost 3.5 million in the U.S. He left.",
            &[
                "Sen. John Smith came at 5 p.m. on Friday.",
                "The No. 5 camp cost 3.5 million in the U.S.",
                "He left.",
            ],
        );
    }

    #[test]
    fn a_quotation_ends_with_its_closing_mark() {
        check(
            "“Nothing was agreed upon.” Czech Foreign Minister Jan Lipavský left.",
            &[
                "“Nothing was agreed upon.”",
                "Czech Foreign Minister Jan Lipavský left.",
            ],
        );
        check(
            "“Nothing was agreed,” he said. \"We will meet. It was good.\" He left.",
            &[
                "“Nothing was agreed,” he said.",
                "\"We will meet. It was good.\"",
                "He left.",
            ],
        );
        check(
            "“The quotation goes on. It ends in the next paragraph.",
            &["“The quotation goes on.", "It ends in the next paragraph."],
        );
    }

    #[test]
    fn a_long_speech_has_sentences() {
        for (open, close) in [("“", "”"), ("\"", "\"")] {
            let first = format!(
                "He said: {open}{}.",
                "We talked and talked ".repeat(15).trim()
            );
            let second = format!("{}.{close}", "Then we talked more ".repeat(15).trim());
            check(
                &format!("{first} {second} He left."),
                &[&first, &second, "He left."],
            );
        }
    }

    #[test]
    fn white_space_is_no_part_of_a_sentence() {
        check("  One.\u{a0}\n\nTwo. \t", &["One.", "Two."]);
        check(" \n ", &[]);
        check("", &[]);
    }

    #[test]
    fn a_text_without_end_is_split_in_time() {
        let hostile = "“a. B ".repeat(50_000);
        assert!(split(&hostile, "en").len() > 1_000);
        let words = "word ".repeat(5_000);
        assert!(
            split(&words, "en")
                .iter()
                .all(|span| span.len() <= MAX_PIECE_BYTES)
        );
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_sentence(
            text in r#"(\PC|[ .!?“”"'()\n]|Mr\. |U\.S\. ){0,300}"#,
            language in "[a-z]{0,3}(-[A-Z]{2})?",
        ) {
            let mut end = 0;
            for span in split(&text, &language) {
                let between = text.get(end..span.start).expect("spans follow each other");
                prop_assert!(between.trim().is_empty());
                let sentence = text.get(span.clone()).expect("a span is on boundaries");
                prop_assert!(!sentence.is_empty() && sentence.trim() == sentence);
                end = span.end;
            }
            prop_assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
        }
    }
}
