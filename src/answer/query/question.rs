//! What was asked: the words that matter in a question, and the kind of answer it wants.

use crate::index::{AnalyzedWord, Analyzer};
use crate::lexicon::{self, Class};
use crate::text::Span;

/// Longer questions are cut here, in bytes: nobody asks in so many words, and what they cost must
/// not grow with what is pasted.
const LONGEST_QUESTION: usize = 2_000;

/// At most this many words of a question are looked for.
const MOST_WORDS: usize = 64;

/// What sort of thing would answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerType {
    /// A person or a body: "who", "whom", "whose".
    Who,
    /// A point in time: "when", "what year".
    When,
    /// A place: "where", "what country".
    Where,
    /// An amount: "how many", "how old", "what percentage".
    HowMuch,
    /// A length of time: "how long".
    HowLong,
    /// Anything else.
    Other,
}

/// A word of the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QuestionWord {
    /// The word in lower case, without accents.
    pub form: String,
    /// Whether it says what the question is about, rather than that it is a question.
    pub is_content: bool,
    /// Whether it looks like a name: it begins with a capital inside a question that is not in
    /// capitals throughout.
    pub is_name: bool,
    /// Whether it continues the name that the word before it belongs to, with only a space between.
    pub continues_name: bool,
    /// Whether it is in capitals throughout, as `US` and `NATO` are, in a question that is not.
    pub is_acronym: bool,
}

/// A question, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Its words in their order.
    pub words: Vec<QuestionWord>,
    /// What stands in quotation marks, two words or more.
    pub phrases: Vec<String>,
    /// What would answer it.
    pub answer_type: AnswerType,
}

impl Question {
    /// Reads a question. Any text will do: nothing in it is query syntax, and what exceeds a
    /// sensible length is not read.
    pub(crate) fn new(text: &str, analyzer: &mut Analyzer) -> Self {
        let text = text
            .get(..text.floor_char_boundary(LONGEST_QUESTION))
            .unwrap_or_default();
        let indexed = analyzer.indexed_words(text);
        let is_indexed = |span: &Span| {
            indexed
                .binary_search_by_key(&span.start, |word| word.start)
                .is_ok()
        };
        let is_all_capitals = !text.chars().any(char::is_lowercase);
        let written = analyzer.words(text);
        let mut words: Vec<QuestionWord> = written
            .iter()
            .take(MOST_WORDS)
            .enumerate()
            .map(|(i, word)| {
                let original = text.get(word.span.clone()).unwrap_or_default();
                let is_acronym = !is_all_capitals && is_acronym(original);
                QuestionWord {
                    form: word.form.clone(),
                    is_content: is_acronym
                        || is_indexed(&word.span) && !shapes_question(&written, i),
                    is_name: i > 0 && !is_all_capitals && original.starts_with(char::is_uppercase),
                    continues_name: false,
                    is_acronym,
                }
            })
            .collect();
        for i in 1..words.len() {
            let between = text.get(written[i - 1].span.end..written[i].span.start);
            words[i].continues_name = words[i - 1].is_name
                && words[i].is_name
                && between.is_some_and(|between| between.trim().is_empty());
        }
        // "Who did what?" has no other words to look for.
        if !words.iter().any(|word| word.is_content) {
            for (word, written) in words.iter_mut().zip(&written) {
                word.is_content = is_indexed(&written.span);
            }
        }
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        Self {
            answer_type: answer_type(&forms),
            words,
            phrases: phrases(text),
        }
    }
}

/// Whether word `i` of a question says that it is one, rather than what it is about.
fn shapes_question(words: &[AnalyzedWord], i: usize) -> bool {
    let form = |i: usize| words.get(i).map_or("", |word| word.form.as_str());
    let (before, word, next) = (i.checked_sub(1).map_or("", form), form(i), form(i + 1));
    let class = lexicon::look_up(word).class;
    class.contains(Class::QUESTION)
        || class.contains(Class::AMOUNT) && before == "how"
        || class.contains(Class::ASKED_FOR) && ["what", "which"].contains(&before)
        || class.contains(Class::INTENT) && next == "to"
        // What takes place happens, and "happen" is not looked for either.
        || is_take(word) && next == "place"
        || word == "place" && is_take(before)
}

fn is_take(word: &str) -> bool {
    matches!(word, "take" | "taken" | "takes" | "taking" | "took")
}

fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}

/// The kind of answer that the words of a question ask for.
fn answer_type(words: &[&str]) -> AnswerType {
    if (words.first()).is_some_and(|first| lexicon::is(first, Class::OPENER)) {
        return AnswerType::Other;
    }
    let mut pairs = words.iter().zip(words.iter().skip(1).chain([&""]));
    pairs
        .find_map(|(word, next)| {
            let answer_type = match (*word, *next) {
                ("who" | "whom" | "whose" | "whos", _) => AnswerType::Who,
                ("when" | "whens", _) => AnswerType::When,
                ("where" | "wheres", _) => AnswerType::Where,
                ("why", _) => AnswerType::Other,
                ("how", "long") => AnswerType::HowLong,
                ("how", next) if lexicon::is(next, Class::AMOUNT | Class::MEASURE) => {
                    AnswerType::HowMuch
                }
                ("what" | "which", next) => match next {
                    "year" | "day" | "date" | "month" | "century" | "decade" | "time" => {
                        AnswerType::When
                    }
                    "percentage" | "percent" | "number" | "amount" | "share" => AnswerType::HowMuch,
                    "country" | "city" | "place" | "state" | "region" => AnswerType::Where,
                    "person" => AnswerType::Who,
                    _ => AnswerType::Other,
                },
                _ => return None,
            };
            Some(answer_type)
        })
        .unwrap_or(AnswerType::Other)
}

/// What stands between double quotation marks, if it is more than a word.
fn phrases(text: &str) -> Vec<String> {
    text.split(['"', '“', '”', '„', '«', '»'])
        .skip(1)
        .step_by(2)
        .filter(|phrase| phrase.split_whitespace().nth(1).is_some())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Language;

    fn read(text: &str) -> Question {
        Question::new(text, &mut Analyzer::new(Language::ENGLISH))
    }

    fn check(text: &str, content: &[&str], answer_type: AnswerType) {
        let question = read(text);
        let found: Vec<&str> = question
            .words
            .iter()
            .filter(|word| word.is_content)
            .map(|word| word.form.as_str())
            .collect();
        assert_eq!(
            (found.as_slice(), question.answer_type),
            (content, answer_type),
            "{text:?}"
        );
    }

    #[test]
    fn the_words_that_matter_and_the_kind_of_answer() {
        check(
            "Where did the two leaders meet?",
            &["two", "leaders", "meet"],
            AnswerType::Where,
        );
        check(
            "How many drones did the US count?",
            &["drones", "us", "count"],
            AnswerType::HowMuch,
        );
        check("In what year was it signed?", &["signed"], AnswerType::When);
        check(
            "Which share of it is he going to sell?",
            &["sell"],
            AnswerType::HowMuch,
        );
        check("Are they going to share?", &["share"], AnswerType::Other);
        check("For how long did it last?", &["last"], AnswerType::HowLong);
        check("How old is he?", &["old"], AnswerType::HowMuch);
        check(
            "When will the talks take place?",
            &["talks"],
            AnswerType::When,
        );
        check("Did he say who came?", &["say", "came"], AnswerType::Other);
        check("tell us who phoned", &["tell", "phoned"], AnswerType::Who);
        check("Who is he?", &["who", "he"], AnswerType::Who);
        check("wheres the summit", &["summit"], AnswerType::Where);
        check("Who’s the host?", &["host"], AnswerType::Who);
        check("they didnt sign, did they", &["sign"], AnswerType::Other);
    }

    #[test]
    fn a_name_goes_on_across_a_space_alone() {
        let continues = |text: &str| -> Vec<String> {
            let words = read(text).words.into_iter();
            let continuing = words.filter(|word| word.continues_name);
            continuing.map(|word| word.form).collect()
        };
        assert_eq!(continues("How old is Jan Lipavsky?"), ["lipavsky"]);
        assert!(continues("Did Jan, Olga and Ida meet?").is_empty());
        assert!(continues("Did jan lipavsky call?").is_empty());
    }

    #[test]
    fn query_syntax_is_only_words() {
        check(
            "title:* +drones -\"tanks^2",
            &["title", "drones", "tanks", "2"],
            AnswerType::Other,
        );
        check("\\ \" ( +-", &[], AnswerType::Other);
    }

    #[test]
    fn a_phrase_is_what_stands_in_quotation_marks() {
        let question = read("Who said “next time in Moscow” and \"bluffing\"?");
        assert_eq!(question.phrases, ["next time in Moscow"]);
    }

    #[test]
    fn a_pasted_book_is_read_up_to_a_point() {
        let question = read(&"ä word ".repeat(100_000));
        assert!(question.words.len() <= MOST_WORDS);
    }
}
