//! From the words of a question to its terms, with what the articles say of them.

use super::answer_type::AnswerType;
use super::compounds::{joined, parts};
use super::idf::idf;
use super::query_terms::QueryTerm;
use super::question::{Question, QuestionWord};
use super::synonyms::Synonyms;
use crate::index::{Analyzer, IndexError, Search};
use crate::lexicon::{self, Aliases, Class};

/// What a word counts for being sure that no article has and that is no name: whoever asks for what the
/// articles do not say uses such words, and so does whoever puts it otherwise than they do.
const ABSENT_WORD_WEIGHT: f32 = 0.8;

/// Shorter words are not corrected: too many others are one letter away.
const SHORTEST_CORRECTED: usize = 4;

/// Reads the terms of questions, with what the articles say of them.
pub(crate) struct TermReader<'a> {
    /// The names of people and places.
    pub(crate) aliases: &'a Aliases,
    /// Other forms and other words.
    pub(crate) synonyms: &'a Synonyms,
    /// Where the terms are looked for.
    pub(crate) engine: &'a dyn Search,
    /// The analyser of the articles' language.
    pub(crate) analyzer: &'a mut Analyzer,
}

impl TermReader<'_> {
    /// The terms of a question, in the order of its words.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(crate) fn read(&mut self, question: &Question) -> Result<Vec<QueryTerm>, IndexError> {
        let mut terms: Vec<QueryTerm> = Vec::new();
        let mut words = question.words.as_slice();
        let mut name = 0;
        while let Some(word) = words.first() {
            let (mut term, length) = self.first_term(words, question.answer_type)?;
            let (its_words, rest) = words.split_at(length.min(words.len()));
            words = rest;
            let is_content = its_words.iter().any(|word| word.is_content);
            let is_repeated = |known: &QueryTerm| known.names.first() == term.names.first();
            if !is_content || terms.iter().any(is_repeated) {
                continue;
            }
            self.weigh(&mut term)?;
            if !word.continues_name {
                share_one_name(&mut terms, name);
                name = terms.len();
            }
            terms.push(term);
        }
        share_one_name(&mut terms, name);
        Ok(terms)
    }

    /// The term that the words begin with, and how many of them it has.
    fn first_term(
        &mut self,
        words: &[QuestionWord],
        answer_type: AnswerType,
    ) -> Result<(QueryTerm, usize), IndexError> {
        let new = |names, near, length: usize, is_name| {
            let its_words = || words.iter().take(length);
            let term = QueryTerm {
                names,
                near,
                typed: its_words().map(|word| word.form.clone()).collect(),
                written: its_words()
                    .map(|word| word.written.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
                is_name: is_name || its_words().any(|word| word.is_name),
                ..QueryTerm::default()
            };
            (term, length)
        };
        if let Some((names, length)) = self.known_name(words) {
            let near = self.synonyms.near_name(&names);
            return Ok(new(names, near, length, true));
        }
        if let Some((compound, length)) = joined(words, self.engine, self.analyzer)? {
            let parts = words.iter().take(length).map(|word| word.form.as_str());
            let apart = parts
                .map(|part| self.analyzer.stem(part).into_owned())
                .collect();
            let near = self.near(&compound, answer_type);
            let mut names = self.forms(&compound);
            names.insert(0, apart);
            return Ok(new(names, near, length, false));
        }
        let form = words.first().map_or("", |word| word.form.as_str());
        Ok(new(
            self.forms(form),
            self.near(form, answer_type),
            1,
            false,
        ))
    }

    /// Adds to a term what the articles say of it.
    fn weigh(&mut self, term: &mut QueryTerm) -> Result<(), IndexError> {
        let mut frequency = 0;
        for name in &term.names {
            frequency += self.frequency(name)?;
        }
        // A word of the table of near ones is no slip, or somebody tall would be answered with a talk.
        if frequency == 0
            && term.near.is_empty()
            && let [typed] = term.typed.as_slice()
        {
            let typed = typed.clone();
            for name in self.other_spellings(&typed)? {
                if !term.names.contains(&name) {
                    frequency += self.frequency(&name)?;
                    term.names.push(name);
                }
            }
        }
        let is_common = matches!(term.typed.as_slice(), [form] if lexicon::is(form, Class::COMMON));
        term.idf = idf(frequency, self.engine.paragraph_count(), is_common);
        term.is_known = frequency > 0;
        term.weight = term.idf;
        if !term.is_known && !term.is_name {
            term.weight *= ABSENT_WORD_WEIGHT;
        }
        Ok(())
    }

    /// The names that may be meant by a word that no article has: names of the table, parts of a
    /// compound, words one letter away.
    fn other_spellings(&mut self, word: &str) -> Result<Vec<Vec<String>>, IndexError> {
        if let Some(parts) = parts(word, self.engine, self.analyzer)? {
            return Ok(vec![parts.to_vec()]);
        }
        if word.chars().count() < SHORTEST_CORRECTED {
            return Ok(Vec::new());
        }
        if let Some(name) = self.aliases.misspelt(word) {
            let names = self.aliases.names_of(name);
            let names = names.map(|name| stems(name, self.analyzer)).collect();
            return Ok(shortest(names));
        }
        let spellings = self.engine.spellings(word)?;
        let spellings = spellings
            .iter()
            .filter(|word| !lexicon::is(word, Class::QUESTION));
        let stems = spellings.map(|spelling| vec![self.analyzer.stem(spelling).into_owned()]);
        Ok(stems.collect())
    }

    /// The longest name of the table that the words begin with: its other names, and its length.
    fn known_name(&mut self, words: &[QuestionWord]) -> Option<(Vec<Vec<String>>, usize)> {
        let longest = self.aliases.longest_from(&words.first()?.form);
        (1..=longest.min(words.len())).rev().find_map(|length| {
            let written: Vec<String> = words
                .iter()
                .take(length)
                .map(|word| {
                    if word.is_acronym {
                        word.form.to_uppercase()
                    } else {
                        word.form.clone()
                    }
                })
                .collect();
            let written = written.join(" ");
            let others: Vec<&str> = self.aliases.names_of(&written).collect();
            if others.is_empty() {
                return None;
            }
            let names = std::iter::once(written.as_str()).chain(others);
            let names = names.map(|name| stems(name, self.analyzer)).collect();
            Some((shortest(names), length))
        })
    }

    /// A word's stem, and those of its forms that share no stem with it.
    fn forms(&self, form: &str) -> Vec<Vec<String>> {
        let stem = self.analyzer.stem(form).into_owned();
        let mut forms = vec![vec![stem.clone()]];
        forms.extend(self.synonyms.forms(&stem).iter().cloned());
        forms.extend(doubled(&stem, form).map(|other| vec![other]));
        forms
    }

    /// The stems of words that can mean the same. How long a thing lasts is said by any length of
    /// time.
    fn near(&self, form: &str, answer_type: AnswerType) -> Vec<Vec<String>> {
        let mut near = self.synonyms.near(&self.analyzer.stem(form)).to_vec();
        if answer_type == AnswerType::Duration && lexicon::is(form, Class::LASTING) {
            let units = lexicon::words_in(Class::UNIT_OF_TIME).step_by(2);
            near.extend(units.map(|unit| vec![self.analyzer.stem(unit).into_owned()]));
        }
        near
    }

    /// A sequence of stems is at most as frequent as its rarest one.
    fn frequency(&self, name: &[String]) -> Result<u64, IndexError> {
        let mut rarest = None;
        for stem in name {
            let frequency = self.engine.frequency(stem)?;
            rarest = Some(rarest.map_or(frequency, |rarest: u64| rarest.min(frequency)));
        }
        Ok(rarest.unwrap_or_default())
    }
}

/// The stem of another form of a word whose last consonant some forms double: the stemmer makes
/// "bluf" of "bluffing", and "bluff" of "bluff".
fn doubled(stem: &str, form: &str) -> Option<String> {
    let last = stem
        .chars()
        .next_back()
        .filter(|last| "bdfgmnprt".contains(*last))?;
    let single = stem.strip_suffix(last)?;
    if single.ends_with(last) {
        return Some(single.to_owned());
    }
    let double = format!("{stem}{last}");
    form.starts_with(&double).then_some(double)
}

/// Makes the terms from the one at `start` on, which are the words of one name, count no more
/// together than the rarest of them.
fn share_one_name(terms: &mut [QueryTerm], start: usize) {
    let name = terms.get_mut(start..).unwrap_or_default();
    let sum: f32 = name.iter().map(|term| term.idf).sum();
    let rarest = name.iter().map(|term| term.idf).fold(0.0, f32::max);
    for term in name {
        term.weight *= rarest / sum;
    }
}

/// The names that do not hold another of them: whoever looks for "Zelenskyy" finds "Volodymyr
/// Zelenskyy" with it.
fn shortest(names: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let holds_another = |name: &Vec<String>| {
        names.iter().any(|other| {
            other.len() < name.len() && name.windows(other.len()).any(|part| part == other)
        })
    };
    let mut shortest: Vec<Vec<String>> = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !holds_another(name) && !shortest.contains(name) {
            shortest.push(name.clone());
        }
    }
    shortest
}

fn stems(text: &str, analyzer: &mut Analyzer) -> Vec<String> {
    let words = analyzer.words(text);
    words
        .iter()
        .map(|word| analyzer.stem(&word.form).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_counts_as_its_rarest_word() {
        let word = |idf| QueryTerm {
            idf,
            weight: idf,
            is_name: true,
            ..QueryTerm::default()
        };
        let mut terms = [word(2.0), word(3.0), word(5.0)];
        share_one_name(&mut terms, 1);
        let weights = terms.map(|term| term.weight);
        assert_eq!(weights[0], 2.0);
        assert!((weights[1] + weights[2] - 5.0).abs() < 1e-5, "{weights:?}");
    }

    #[test]
    fn a_name_is_known_by_its_shortest_forms() {
        let name = |names: &[&str]| -> Vec<Vec<String>> {
            let split = |name: &&str| name.split(' ').map(str::to_owned).collect();
            names.iter().map(split).collect()
        };
        let names = name(&[
            "volodymyr zelenski",
            "zelenskyy",
            "volodymyr zelenskyy",
            "zelenski",
        ]);
        assert_eq!(shortest(names), name(&["zelenskyy", "zelenski"]));
    }

    #[test]
    fn a_doubled_consonant_makes_no_other_word() {
        assert_eq!(doubled("bluf", "bluffing").as_deref(), Some("bluff"));
        assert_eq!(doubled("bluff", "bluff").as_deref(), Some("bluf"));
        assert_eq!(doubled("run", "run"), None);
    }
}
