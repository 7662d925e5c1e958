//! What was asked: the words that matter in a question, and the kind of answer it wants.

use crate::corpus::Span;
use crate::index::Analyzer;

use super::words::QUESTION_WORDS;

/// Longer questions are cut here, in bytes: nobody asks in so many words, and what they cost must
/// not grow with what is pasted.
const LONGEST_QUESTION: usize = 2_000;

/// At most this many different words of a question are looked for.
const MOST_TERMS: usize = 40;

/// What sort of thing would answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person or a body: "who", "whom", "whose".
    Who,
    /// A point in time: "when", "what year".
    When,
    /// A place: "where".
    Where,
    /// An amount: "how many", "how long", "what percentage".
    HowMuch,
    /// Anything else.
    Other,
}

/// A word of the question that is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The word as it was asked, without accents and in lower case.
    pub form: String,
    /// What all forms of the word have in common.
    pub stem: String,
    /// Whether it looks like a name: written with a capital inside a question that is not all
    /// capitals.
    pub is_name: bool,
    /// Whether it is in capitals throughout, as `US` and `NATO` are.
    pub is_acronym: bool,
}

/// A question, read.
#[derive(Clone, Debug)]
pub struct Question {
    /// The words that are looked for, in their order.
    pub terms: Vec<Term>,
    /// Passages in quotation marks, which should be found as they stand.
    pub phrases: Vec<String>,
    /// What would answer it.
    pub kind: Kind,
}

impl Question {
    /// Reads a question. Any text will do: nothing in it is query syntax.
    pub fn new(text: &str, analyzer: &mut Analyzer) -> Self {
        let text = text
            .get(..floor_char_boundary(text, LONGEST_QUESTION))
            .unwrap_or(text);
        let words = analyzer.words(text);
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        let kind = kind(&forms);
        let indexed = analyzer.indexed_words(text);
        let has_small_letters = text.chars().any(char::is_lowercase);
        let mut terms: Vec<Term> = Vec::new();
        let mut asides: Vec<Term> = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let original = text.get(word.span.clone()).unwrap_or_default();
            let capitals = original.chars().filter(|c| c.is_uppercase()).count();
            let term = Term {
                form: word.form.clone(),
                stem: analyzer.stem(&word.form).into_owned(),
                is_name: i > 0 && capitals > 0 && has_small_letters,
                is_acronym: capitals > 1 && capitals == letters(original) && has_small_letters,
            };
            if terms
                .iter()
                .chain(&asides)
                .any(|known| known.form == term.form)
            {
                continue;
            }
            let is_aside = !term.is_acronym && QUESTION_WORDS.contains(&word.form.as_str());
            match is_aside {
                false if is_indexed(&indexed, &word.span) || term.is_acronym => terms.push(term),
                true if is_indexed(&indexed, &word.span) => asides.push(term),
                _ => {}
            }
        }
        if terms.is_empty() {
            terms = asides;
        }
        terms.truncate(MOST_TERMS);
        Self {
            terms,
            phrases: phrases(text),
            kind,
        }
    }
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_indexed(indexed: &[Span], span: &Span) -> bool {
    indexed
        .binary_search_by_key(&span.start, |word| word.start)
        .is_ok()
}

fn floor_char_boundary(text: &str, most: usize) -> usize {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// The kind of answer that the words of a question ask for.
fn kind(words: &[&str]) -> Kind {
    for (i, word) in words.iter().enumerate() {
        let next = words.get(i + 1).copied().unwrap_or_default();
        return match *word {
            "who" | "whom" | "whose" | "who's" => Kind::Who,
            "when" => Kind::When,
            "where" => Kind::Where,
            "how"
                if matches!(
                    next,
                    "many"
                        | "much"
                        | "long"
                        | "far"
                        | "old"
                        | "often"
                        | "big"
                        | "large"
                        | "high"
                        | "tall"
                        | "fast"
                        | "few"
                ) =>
            {
                Kind::HowMuch
            }
            "what" | "which" | "in" | "on" | "at" | "by" => match next {
                "year" | "day" | "date" | "month" | "century" | "decade" | "time" => Kind::When,
                "percentage" | "percent" | "number" | "amount" | "share" | "proportion" => {
                    Kind::HowMuch
                }
                "country" | "city" | "place" | "location" | "state" | "region" => Kind::Where,
                "person" | "people" => Kind::Who,
                _ => continue,
            },
            _ => continue,
        };
    }
    Kind::Other
}

/// What stands in double quotation marks, two words or more.
fn phrases(text: &str) -> Vec<String> {
    text.split(['"', '“', '”', '„', '«', '»'])
        .skip(1)
        .step_by(2)
        .filter(|phrase| phrase.split_whitespace().nth(1).is_some())
        .map(str::to_owned)
        .collect()
}
