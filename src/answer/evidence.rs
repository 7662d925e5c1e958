//! What speaks for a passage as an answer to a question.

use std::collections::HashMap;

use crate::corpus::Span;
use crate::index::{Analyzer, Hit, Passage};

use super::concept::Concept;
use super::question::Kind;

/// BM25's constants, as tantivy has them.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Lengths of an ordinary paragraph and sentence, in words. Taken as constants rather than from
/// the index, evidence means the same in every corpus.
const PARAGRAPH_WORDS: f32 = 100.0;
const SENTENCE_WORDS: f32 = 25.0;

/// What a word counts that begins like the one asked for but has another stem, such as `invasion`
/// for `invade`.
const RELATED_WORD: f32 = 0.5;
/// So many letters, and six in ten of the longer stem, must agree.
const RELATED_LETTERS: usize = 4;

/// Words of a question that stand this near to each other, in their order, are a pair.
const PAIR_DISTANCE: usize = 3;

/// The parts of the evidence. Each is a share of what was possible, from 0 to about 1, so that it
/// means the same in a corpus of ten paragraphs and in one of a million.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The engine's score over the question's summed idf.
    pub score: f32,
    /// The idf-weighted share of the question's concepts that the paragraph, its title, its
    /// heading or its neighbours hold.
    pub around: f32,
    /// The idf-weighted share of concepts in the best sentence; related words count in part.
    pub sentence: f32,
    /// The same, damped for long sentences as BM25 damps long documents.
    pub density: f32,
    /// BM25 over the asker's own spellings.
    pub exact: f32,
    /// The idf-weighted share of neighbouring concepts of the question that are neighbours in the
    /// paragraph too, in the same order.
    pub pairs: f32,
    /// The idf-weighted share of the question's names that the paragraph and what is around it
    /// lack.
    pub absent: f32,
    /// 1 if the best sentence holds the kind of thing that was asked for, else 0.
    pub kind: f32,
}

/// Weighs hits for one question.
pub struct Scales<'a> {
    concepts: &'a [Concept],
    kind: Kind,
    total: f32,
    /// For the first stem of each name, which concepts and names begin with it.
    names: HashMap<&'a str, Vec<(usize, &'a [String])>>,
    /// How the words begin that are worth stemming.
    beginnings: Vec<[u8; 2]>,
    analyzer: &'a mut Analyzer,
    words: Words,
}

/// A place where a concept was recognised.
struct Match {
    concept: usize,
    position: usize,
    sentence: usize,
    is_exact: bool,
    strength: f32,
}

/// What one sentence holds besides what was asked for.
#[derive(Clone, Copy, Default)]
struct Sentence {
    words: usize,
    has_name: bool,
    has_number: bool,
    has_time: bool,
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

impl<'a> Scales<'a> {
    /// Scales for a question that speaks of at least one concept.
    pub fn new(concepts: &'a [Concept], kind: Kind, analyzer: &'a mut Analyzer) -> Self {
        let mut names: HashMap<&str, Vec<(usize, &[String])>> = HashMap::new();
        for (c, concept) in concepts.iter().enumerate() {
            for name in &concept.names {
                if let Some(first) = name.first() {
                    names.entry(first).or_default().push((c, name));
                }
            }
        }
        Self {
            beginnings: names.keys().map(|stem| beginning(stem)).collect(),
            total: concepts.iter().map(|concept| concept.idf).sum(),
            names,
            concepts,
            kind,
            analyzer,
            words: Words::default(),
        }
    }

    /// The evidence in a hit, and the sentence that answers best.
    pub fn weigh(&mut self, hit: &Hit) -> (Evidence, Span) {
        let passage = &hit.passage;
        self.words.read(&passage.text, self.analyzer);
        let (matches, sentences) = self.recognise(passage);
        let (best, sentence, density) = self.best_sentence(&matches, &sentences);
        let held = self.held_around(&matches, hit);
        let evidence = Evidence {
            score: hit.score / self.total,
            around: self.share(|c| f32::from(u8::from(held[c]))),
            absent: self.share(|c| f32::from(u8::from(!held[c] && self.concepts[c].is_name))),
            sentence,
            density,
            exact: self.exact(&matches),
            pairs: self.pairs(&matches),
            kind: f32::from(u8::from(self.fits(sentences.get(best)))),
        };
        let span = match passage.sentences.get(best) {
            Some(&(start, end)) => start..end,
            None => 0..passage.text.len(),
        };
        (evidence, span)
    }

    fn recognise(&self, passage: &Passage) -> (Vec<Match>, Vec<Sentence>) {
        let mut matches = Vec::new();
        let mut sentences = vec![Sentence::default(); passage.sentences.len().max(1)];
        let mut sentence = 0;
        let mut is_first = true;
        for (position, span) in self.words.spans.iter().enumerate() {
            while passage
                .sentences
                .get(sentence)
                .is_some_and(|&(_, end)| end <= span.start)
                && sentence + 1 < passage.sentences.len()
            {
                sentence += 1;
                is_first = true;
            }
            let known = matches.len();
            self.recognise_word(position, sentence, &mut matches);
            let entry = &mut sentences[sentence];
            entry.words += 1;
            if matches.len() == known {
                let original = passage.text.get(span.clone()).unwrap_or_default();
                let form = self.words.form(position).unwrap_or_default();
                entry.has_name |= !is_first && original.starts_with(char::is_uppercase);
                entry.has_number |= original.starts_with(char::is_numeric) || is_number(form);
                entry.has_time |= original.starts_with(char::is_numeric) || is_time(form);
            }
            is_first = false;
        }
        (matches, sentences)
    }

    fn recognise_word(&self, position: usize, sentence: usize, matches: &mut Vec<Match>) {
        let Some(form) = self.words.form(position) else {
            return;
        };
        if !self.beginnings.contains(&beginning(form)) {
            return;
        }
        let stem = self.analyzer.stem(form);
        if let Some(names) = self.names.get(&*stem) {
            for (concept, name) in names {
                let is_whole = name.iter().enumerate().skip(1).all(|(i, stem)| {
                    self.words
                        .form(position + i)
                        .is_some_and(|form| &*self.analyzer.stem(form) == stem)
                });
                if is_whole {
                    matches.push(Match {
                        concept: *concept,
                        position,
                        sentence,
                        is_exact: self.concepts[*concept].form.as_deref() == Some(form),
                        strength: 1.0,
                    });
                }
            }
            return;
        }
        for (c, concept) in self.concepts.iter().enumerate() {
            if let Some([own]) = concept.names.first().map(Vec::as_slice)
                && are_related(own, &stem)
            {
                matches.push(Match {
                    concept: c,
                    position,
                    sentence,
                    is_exact: false,
                    strength: RELATED_WORD,
                });
            }
        }
    }

    /// The sentence that holds most of the question: its number, its share and its density.
    fn best_sentence(&self, matches: &[Match], sentences: &[Sentence]) -> (usize, f32, f32) {
        let mut best = (0, 0.0, 0.0);
        for of_sentence in matches.chunk_by(|a, b| a.sentence == b.sentence) {
            let Some(number) = of_sentence.first().map(|first| first.sentence) else {
                continue;
            };
            let mut strengths = vec![0.0_f32; self.concepts.len()];
            for found in of_sentence {
                strengths[found.concept] = strengths[found.concept].max(found.strength);
            }
            let share = self.share(|c| strengths[c]);
            let length = sentences[number].words as f32 / SENTENCE_WORDS;
            let density = share * (1.0 + K1) / (1.0 + K1 * (1.0 - B + B * length));
            if share + 0.2 * density > best.1 + 0.2 * best.2 {
                best = (number, share, density);
            }
        }
        best
    }

    /// For each concept, whether the paragraph or what is around it holds it.
    fn held_around(&self, matches: &[Match], hit: &Hit) -> Vec<bool> {
        let mut held: Vec<bool> = hit.nearby.clone();
        for found in matches.iter().filter(|found| found.strength >= 1.0) {
            held[found.concept] = true;
        }
        held
    }

    fn exact(&self, matches: &[Match]) -> f32 {
        let mut counts = vec![0.0_f32; self.concepts.len()];
        for found in matches.iter().filter(|found| found.is_exact) {
            counts[found.concept] += 1.0;
        }
        let length = self.words.spans.len() as f32 / PARAGRAPH_WORDS;
        let damping = K1 * (1.0 - B + B * length);
        self.share(|c| counts[c] * (1.0 + K1) / (counts[c] + damping))
    }

    fn pairs(&self, matches: &[Match]) -> f32 {
        let mut possible = 0.0;
        let mut held = 0.0;
        for (c, pair) in self.concepts.windows(2).enumerate() {
            let weight: f32 = pair.iter().map(|concept| concept.idf).sum();
            possible += weight;
            let is_held = matches.iter().enumerate().any(|(i, first)| {
                first.concept == c
                    && first.strength >= 1.0
                    && matches[i..]
                        .iter()
                        .take_while(|second| second.position <= first.position + PAIR_DISTANCE)
                        .any(|second| {
                            second.concept == c + 1
                                && second.strength >= 1.0
                                && second.position > first.position
                        })
            });
            if is_held {
                held += weight;
            }
        }
        if possible > 0.0 { held / possible } else { 0.0 }
    }

    fn fits(&self, sentence: Option<&Sentence>) -> bool {
        let sentence = sentence.copied().unwrap_or_default();
        match self.kind {
            Kind::Who | Kind::Where => sentence.has_name,
            Kind::When => sentence.has_time,
            Kind::HowMuch => sentence.has_number,
            Kind::Other => true,
        }
    }

    /// The idf-weighted mean over the concepts.
    fn share(&self, of: impl Fn(usize) -> f32) -> f32 {
        let sum: f32 = self
            .concepts
            .iter()
            .enumerate()
            .map(|(c, concept)| concept.idf * of(c))
            .sum();
        sum / self.total
    }
}

/// How a word begins, by which most words of a text are passed over without stemming them. The
/// stemmers keep the beginnings of words but for `y`, which some turn into `i`.
fn beginning(word: &str) -> [u8; 2] {
    let mut bytes = word.bytes();
    let first = bytes.next().unwrap_or_default();
    let second = bytes.next().unwrap_or_default();
    [first, if second == b'y' { b'i' } else { second }]
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

fn is_number(form: &str) -> bool {
    matches!(
        form,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "twenty"
            | "thirty"
            | "forty"
            | "fifty"
            | "hundred"
            | "hundreds"
            | "thousand"
            | "thousands"
            | "million"
            | "millions"
            | "billion"
            | "half"
            | "third"
            | "quarter"
            | "dozen"
            | "dozens"
            | "several"
            | "percent"
    )
}

fn is_time(form: &str) -> bool {
    matches!(
        form,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "century"
            | "earlier"
            | "week"
            | "month"
            | "year"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_are_related_and_others_are_not() {
        assert!(are_related("invad", "invas"));
        assert!(are_related("constitut", "constit"));
        assert!(!are_related("inter", "internat"));
        assert!(!are_related("meet", "meter"));
    }

    #[test]
    fn dying_is_not_passed_over_for_die() {
        assert_eq!(beginning("dying"), beginning("die"));
    }
}
