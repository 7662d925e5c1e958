//! Where a paragraph speaks of what was asked for, and what else its sentences hold.

use std::collections::HashMap;

use crate::index::{Analyzer, Passage};
use crate::text::Span;

use crate::answer::query::query_terms::QueryTerm;
use crate::answer::query::question::AnswerType;
use crate::lexicon::{self, Class};

/// What a word counts that begins like the one asked for but has another stem, such as `invasion`
/// for `invade`.
const RELATED_WORD: f32 = 0.5;
/// What a word counts that can mean the same.
const NEAR_WORD: f32 = 0.5;
/// So many letters, and six in ten of the longer stem, must agree.
const RELATED_LETTERS: usize = 4;

/// A place where a term was recognised.
pub(super) struct Match {
    /// Which term.
    pub term: usize,
    /// How many words of the paragraph stand before it.
    pub position: usize,
    /// The number of the sentence, from 0.
    pub sentence: usize,
    /// Whether it stands there as the asker spelt it.
    pub is_exact: bool,
    /// 1 for the term itself, less for a related word.
    pub strength: f32,
}

/// The words of a paragraph in one piece of memory, which is used again for the next one.
#[derive(Default)]
struct Words {
    forms: String,
    ends: Vec<usize>,
    spans: Vec<Span>,
}

impl Words {
    fn read(&mut self, text: &str, analyzer: &mut Analyzer) {
        self.forms.clear();
        self.ends.clear();
        self.spans.clear();
        analyzer.for_each_word(text, |span, form| {
            self.forms.push_str(form);
            self.ends.push(self.forms.len());
            self.spans.push(span);
        });
    }

    fn form(&self, i: usize) -> Option<&str> {
        let start = match i {
            0 => 0,
            _ => *self.ends.get(i - 1)?,
        };
        self.forms.get(start..*self.ends.get(i)?)
    }
}

/// A name of a term: the term's number, the name's stems, and what holding it counts.
type Name<'a> = (usize, &'a [String], f32);

/// Recognises the terms of one question in paragraphs.
pub(super) struct Matcher<'a> {
    terms: &'a [QueryTerm],
    /// For the first stem of each name, which terms and names begin with it.
    names: HashMap<&'a str, Vec<Name<'a>>>,
    /// How the words begin that are worth stemming.
    beginnings: Vec<[u8; 3]>,
    analyzer: &'a mut Analyzer,
    words: Words,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(terms: &'a [QueryTerm], analyzer: &'a mut Analyzer) -> Self {
        let mut names: HashMap<&str, Vec<Name>> = HashMap::new();
        for (c, term) in terms.iter().enumerate() {
            for name in &term.names {
                if let Some(first) = name.first() {
                    names.entry(first).or_default().push((c, name, 1.0));
                }
            }
            for name in &term.near {
                if let Some(first) = name.first() {
                    names.entry(first).or_default().push((c, name, NEAR_WORD));
                }
            }
        }
        Self {
            beginnings: names.keys().map(|stem| beginning(stem)).collect(),
            names,
            terms,
            analyzer,
            words: Words::default(),
        }
    }

    /// The places of the terms in a passage, in order, and the number of words in each of its
    /// sentences; there is at least one of these.
    pub(super) fn read(&mut self, passage: &Passage) -> (Vec<Match>, Vec<usize>) {
        self.words.read(&passage.text, self.analyzer);
        let mut matches = Vec::new();
        let mut lengths = vec![0; passage.sentences.len().max(1)];
        let mut sentence = 0;
        for (position, span) in self.words.spans.iter().enumerate() {
            while sentence + 1 < lengths.len() && passage.sentences[sentence].1 <= span.start {
                sentence += 1;
            }
            lengths[sentence] += 1;
            self.recognise_word(position, sentence, &mut matches);
        }
        (matches, lengths)
    }

    /// Whether a sentence of the passage that was read last holds, besides what was asked for, the
    /// kind of thing that would answer.
    pub(super) fn holds(
        &self,
        kind: AnswerType,
        passage: &Passage,
        sentence: &Span,
        matches: &[Match],
    ) -> bool {
        if kind == AnswerType::Other {
            return true;
        }
        let words = self.words.spans.iter().enumerate();
        words
            .filter(|(_, span)| sentence.start <= span.start && span.end <= sentence.end)
            .filter(|(position, _)| !matches.iter().any(|found| found.position == *position))
            .any(|(position, span)| {
                let original = passage.text.get(span.clone()).unwrap_or_default();
                let form = self.words.form(position).unwrap_or_default();
                let is_figure = original.starts_with(char::is_numeric);
                match kind {
                    AnswerType::Who | AnswerType::Where => {
                        span.start > sentence.start && original.starts_with(char::is_uppercase)
                    }
                    AnswerType::When => {
                        is_figure || lexicon::is(form, Class::DAY | Class::POINT_IN_TIME)
                    }
                    AnswerType::HowMuch => is_figure || lexicon::is(form, Class::NUMBER),
                    AnswerType::HowLong => {
                        (is_figure || lexicon::is(form, Class::NUMBER))
                            && (1..=2).any(|i| {
                                self.words
                                    .form(position + i)
                                    .is_some_and(|form| lexicon::is(form, Class::UNIT_OF_TIME))
                            })
                    }
                    AnswerType::Other => true,
                }
            })
    }

    fn recognise_word(&self, position: usize, sentence: usize, matches: &mut Vec<Match>) {
        let Some(form) = self.words.form(position) else {
            return;
        };
        let beginning = beginning(form);
        if !self
            .beginnings
            .iter()
            .any(|stem| begins_with(beginning, *stem))
        {
            return;
        }
        let stem = self.analyzer.stem(form);
        if let Some(names) = self.names.get(&*stem) {
            for (term, name, strength) in names {
                let is_whole = name.iter().enumerate().skip(1).all(|(i, stem)| {
                    self.words
                        .form(position + i)
                        .is_some_and(|form| &*self.analyzer.stem(form) == stem)
                });
                if is_whole {
                    matches.push(Match {
                        term: *term,
                        position,
                        sentence,
                        is_exact: self.terms[*term].form.as_deref() == Some(form),
                        strength: *strength,
                    });
                }
            }
            return;
        }
        for (c, term) in self.terms.iter().enumerate() {
            if let Some([own]) = term.names.first().map(Vec::as_slice)
                && are_related(own, &stem)
            {
                matches.push(Match {
                    term: c,
                    position,
                    sentence,
                    is_exact: false,
                    strength: RELATED_WORD,
                });
            }
        }
    }
}

/// How a word begins, by which most words of a text are passed over without stemming them. The
/// stemmers keep the beginnings of words but for `y`, which some turn into `i`, and but for
/// "dying" and its like, whose stem is "die".
fn beginning(word: &str) -> [u8; 3] {
    let mut bytes = word
        .bytes()
        .map(|byte| if byte == b'y' { b'i' } else { byte });
    match std::array::from_fn(|_| bytes.next().unwrap_or_default()) {
        [first, b'i', b'i'] => [first, b'i', b'e'],
        beginning => beginning,
    }
}

/// Whether a word that begins like `word` can have a stem that begins like `stem`, which may be
/// shorter.
fn begins_with(word: [u8; 3], stem: [u8; 3]) -> bool {
    word.iter()
        .zip(stem)
        .all(|(byte, of_stem)| of_stem == 0 || *byte == of_stem)
}

/// Whether two stems begin alike so far that they are probably of one family.
fn are_related(one: &str, other: &str) -> bool {
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    common >= RELATED_LETTERS && common * 10 >= one.len().max(other.len()) * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_are_related_and_others_are_not() {
        assert!(are_related("invad", "invas"));
        assert!(are_related("constitut", "constit"));
        assert!(!are_related("inter", "intervent"));
        assert!(!are_related("meet", "meter"));
    }

    #[test]
    fn dying_is_not_passed_over_for_die() {
        assert!(begins_with(beginning("dying"), beginning("die")));
        assert!(begins_with(beginning("going"), beginning("go")));
        assert!(!begins_with(beginning("gained"), beginning("go")));
    }
}
