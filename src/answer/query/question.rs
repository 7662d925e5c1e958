//! Parsing a question: its content words, its phrases, and the expected answer type.

use jiff::civil::Date;

use super::answer_type::AnswerType;
use super::preferred_time::PreferredTime;
use crate::index::{AnalyzedWord, Analyzer};
use crate::lexicon::{self, Class};
use crate::text::Span;

/// Maximum length of a question, in bytes. The rest is ignored, so that the cost does not grow with
/// pasted text.
const MAX_QUESTION_LENGTH: usize = 2_000;

/// Maximum number of words of a question that are used.
const MAX_WORDS: usize = 64;

/// Word of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QuestionWord {
    /// The word as it was typed.
    pub(crate) written: String,
    /// The word in lower case, without accents, with chat spellings corrected.
    pub(crate) form: String,
    /// Whether it is a content word, which says what the question is about.
    pub(crate) is_content: bool,
    /// Whether it looks like a name: it begins with a capital and is not the first word, and the
    /// question is not entirely in capitals.
    pub(crate) is_name: bool,
    /// Whether it continues the name that the previous word belongs to, after a space.
    pub(crate) continues_name: bool,
    /// Separator between the previous word and this one.
    pub(crate) separator: Separator,
    /// Whether it is an acronym such as `US` or `NATO`: entirely in capitals in a question that is
    /// not.
    pub(crate) is_acronym: bool,
}

/// Text between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    /// White space.
    Space,
    /// A hyphen.
    Hyphen,
    /// Anything else.
    Other,
}

/// Parsed question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Words in order.
    pub(crate) words: Vec<QuestionWord>,
    /// Phrases in quotation marks of at least two words.
    pub(crate) phrases: Vec<String>,
    /// Expected answer type.
    pub(crate) answer_type: AnswerType,
}

impl Question {
    /// Parses a question. Every text is accepted: there is no query syntax, and an excessive length
    /// is cut.
    pub(crate) fn new(text: &str, analyzer: &mut Analyzer) -> Self {
        let text = text
            .get(..text.floor_char_boundary(MAX_QUESTION_LENGTH))
            .unwrap_or_default();
        let indexed = analyzer.indexed_words(text);
        let is_indexed = |span: &Span| {
            indexed
                .binary_search_by_key(&span.start, |word| word.start)
                .is_ok()
        };
        let is_all_capitals = !text.chars().any(char::is_lowercase);
        let mut read = analyzer.words(text);
        read.truncate(MAX_WORDS);
        for word in &mut read {
            if let Some(meant) = lexicon::chat_spelling(&word.form) {
                meant.clone_into(&mut word.form);
            }
        }
        let mut end = 0;
        let mut words: Vec<QuestionWord> = read
            .iter()
            .enumerate()
            .map(|(i, word)| {
                let written = text.get(word.span.clone()).unwrap_or_default();
                let separator = separator(text.get(end..word.span.start).unwrap_or_default());
                end = word.span.end;
                let is_acronym = !is_all_capitals && is_acronym(written);
                QuestionWord {
                    form: word.form.clone(),
                    is_content: is_acronym || is_indexed(&word.span) && !is_question_word(&read, i),
                    is_name: i > 0 && !is_all_capitals && written.starts_with(char::is_uppercase),
                    continues_name: false,
                    separator,
                    is_acronym,
                    written: written.to_owned(),
                }
            })
            .collect();
        for i in 1..words.len() {
            words[i].continues_name =
                words[i - 1].is_name && words[i].is_name && words[i].separator == Separator::Space;
        }
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        let mut question = Self {
            answer_type: AnswerType::of(&forms),
            words,
            phrases: phrases(text),
        };
        question.exclude_edges();
        // "Who did what?" has no content words, so all its indexed words are used.
        if !question.words.iter().any(|word| word.is_content) {
            for (word, read) in question.words.iter_mut().zip(&read) {
                word.is_content = is_indexed(&read.span);
            }
        }
        question
    }

    /// Returns the time of publication that the question prefers. Days are relative to `today`.
    pub(crate) fn preferred_time(&self, today: Option<Date>) -> PreferredTime {
        let forms: Vec<&str> = self.words.iter().map(|word| word.form.as_str()).collect();
        PreferredTime::of(&forms, today)
    }

    /// Excludes words at both ends that carry no topic there, unless there are no others.
    fn exclude_edges(&mut self) {
        let has_topic =
            |word: &QuestionWord| word.is_content && !lexicon::is(&word.form, Class::EDGE);
        let first = self.words.iter().position(has_topic);
        let last = self.words.iter().rposition(has_topic);
        if let (Some(first), Some(last)) = (first, last) {
            for (i, word) in self.words.iter_mut().enumerate() {
                word.is_content &= (first..=last).contains(&i);
            }
        }
    }
}

fn separator(between: &str) -> Separator {
    if between.chars().all(char::is_whitespace) {
        Separator::Space
    } else if matches!(between, "-" | "\u{2010}" | "\u{2011}") {
        Separator::Hyphen
    } else {
        Separator::Other
    }
}

/// Returns whether word `i` only forms the question, and is not part of its topic.
fn is_question_word(words: &[AnalyzedWord], i: usize) -> bool {
    let form = |i: usize| words.get(i).map_or("", |word| word.form.as_str());
    let (before, word, next) = (i.checked_sub(1).map_or("", form), form(i), form(i + 1));
    let class = lexicon::look_up(word).class;
    class.intersects(Class::QUESTION | Class::CHAT)
        || class.contains(Class::AMOUNT) && before == "how"
        || class.contains(Class::ASKED_FOR) && ["what", "which"].contains(&before)
        || class.contains(Class::INTENT) && next == "to"
        // "Take place" means "happen", which is not a content word either.
        || is_form_of_take(word) && next == "place"
        || word == "place" && is_form_of_take(before)
}

fn is_form_of_take(word: &str) -> bool {
    matches!(word, "take" | "taken" | "takes" | "taking" | "took")
}

fn is_acronym(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}

/// Returns the texts between double quotation marks that have more than one word.
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
    use crate::text::Language;

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
    fn a_question_has_terms_and_an_answer_type() {
        check(
            "Where did the two leaders meet?",
            &["two", "leaders", "meet"],
            AnswerType::Place,
        );
        check(
            "How many drones did the US count?",
            &["drones", "us", "count"],
            AnswerType::Count,
        );
        check("In what year was it signed?", &["signed"], AnswerType::Year);
        check(
            "Which share of it is he going to sell?",
            &["sell"],
            AnswerType::Share,
        );
        check("Are they going to share?", &["share"], AnswerType::YesNo);
        check("For how long did it last?", &["last"], AnswerType::Duration);
        check(
            "When will the talks take place?",
            &["talks"],
            AnswerType::Date,
        );
        check("Did he say who came?", &["say", "came"], AnswerType::YesNo);
        check("tell us who phoned", &["phoned"], AnswerType::Person);
        check("any news on the talks plz", &["talks"], AnswerType::Other);
        check(
            "y did brack switch sides",
            &["brack", "switch", "sides"],
            AnswerType::Other,
        );
        check("is it true they left or nah", &["left"], AnswerType::YesNo);
        check("Who is he?", &["who", "he"], AnswerType::Person);
        check("wheres the summit", &["summit"], AnswerType::Place);
        check("Who’s the host?", &["host"], AnswerType::Person);
        check("they didnt sign, did they", &["sign"], AnswerType::Other);
    }

    #[test]
    fn names_are_only_joined_by_a_space() {
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
    fn query_syntax_has_no_effect() {
        check(
            "title:* +drones -\"tanks^2",
            &["title", "drones", "tanks", "2"],
            AnswerType::Other,
        );
        check("\\ \" ( +-", &[], AnswerType::Other);
    }

    #[test]
    fn quoted_words_are_a_phrase() {
        let question = read("Who said “next time in Moscow” and \"bluffing\"?");
        assert_eq!(question.phrases, ["next time in Moscow"]);
    }

    #[test]
    fn long_questions_are_truncated() {
        let question = read(&"ä word ".repeat(100_000));
        assert!(question.words.len() <= MAX_WORDS);
    }
}
