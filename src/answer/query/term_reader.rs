//! Converting the words of a question to terms, weighted by their frequencies in the articles.

use super::answer_type::AnswerType;
use super::compounds::{joined_compound, split_compound};
use super::idf::idf;
use super::query_terms::QueryTerm;
use super::question::{Question, QuestionWord};
use super::synonyms::Synonyms;
use crate::index::{Analyzer, IndexError, Search};
use crate::lexicon::{self, Aliases, Class};

/// Factor on the confidence weight of a word that no article contains and that is not a name. Such
/// a word may mean that the articles do not answer, or only that the asker uses other words than
/// they do.
const ABSENT_WORD_WEIGHT: f32 = 0.8;

/// Minimum length of a word whose spelling is corrected, in characters. Too many words differ from
/// a shorter one by one letter.
const MIN_CORRECTED_LENGTH: usize = 4;

/// Converts questions to weighted terms.
pub(crate) struct TermReader<'a> {
    /// Aliases of people and places.
    pub(crate) aliases: &'a Aliases,
    /// Irregular forms and synonyms.
    pub(crate) synonyms: &'a Synonyms,
    /// Index with the frequencies.
    pub(crate) engine: &'a dyn Search,
    /// Analyzer of the articles' language.
    pub(crate) analyzer: &'a mut Analyzer,
}

impl TermReader<'_> {
    /// Returns the terms of a question, in the order of its words.
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
                weigh_as_one_name(&mut terms, name);
                name = terms.len();
            }
            terms.push(term);
        }
        weigh_as_one_name(&mut terms, name);
        Ok(terms)
    }

    /// Returns the term at the beginning of the words, and its number of words.
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
        if let Some((names, length)) = self.longest_alias(words) {
            let near = self.synonyms.synonyms_of_name(&names);
            return Ok(new(names, near, length, true));
        }
        if let Some((compound, length)) = joined_compound(words, self.engine, self.analyzer)? {
            let parts = words.iter().take(length).map(|word| word.form.as_str());
            let apart = parts
                .map(|part| self.analyzer.stem(part).into_owned())
                .collect();
            let stem = self.analyzer.stem(&compound);
            let near = self.near(&compound, &stem, answer_type);
            let mut names = self.forms(&compound, &stem);
            names.insert(0, apart);
            return Ok(new(names, near, length, false));
        }
        let form = words.first().map_or("", |word| word.form.as_str());
        let stem = self.analyzer.stem(form);
        let near = self.near(form, &stem, answer_type);
        Ok(new(self.forms(form, &stem), near, 1, false))
    }

    /// Sets the weights of a term from the frequencies in the articles. Adds other spellings if no
    /// article contains it.
    fn weigh(&mut self, term: &mut QueryTerm) -> Result<(), IndexError> {
        let mut frequency = 0;
        for name in &term.names {
            frequency += self.frequency(name)?;
        }
        // A word with synonyms is not a misspelling: "tall" must not become "talk".
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

    /// Returns the names that a word unknown to the articles may stand for: parts of a compound,
    /// known aliases, or words that differ by one letter.
    fn other_spellings(&mut self, word: &str) -> Result<Vec<Vec<String>>, IndexError> {
        if let Some(parts) = split_compound(word, self.engine, self.analyzer)? {
            return Ok(vec![parts.to_vec()]);
        }
        // A number that differs by one digit is another number.
        let is_number = word.contains(|c: char| c.is_ascii_digit());
        if is_number || word.chars().count() < MIN_CORRECTED_LENGTH {
            return Ok(Vec::new());
        }
        if let Some(name) = self.aliases.misspelt(word) {
            let names = self.aliases.names_of(name);
            let names = names.map(|name| stems(name, self.analyzer)).collect();
            return Ok(shortest_names(names));
        }
        let spellings = self.engine.spellings(word)?;
        let spellings = spellings
            .iter()
            .filter(|word| !lexicon::is(word, Class::QUESTION));
        let stems = spellings.map(|spelling| vec![self.analyzer.stem(spelling).into_owned()]);
        Ok(stems.collect())
    }

    /// Returns all names of the longest alias at the beginning of the words, and its number of
    /// words.
    fn longest_alias(&mut self, words: &[QuestionWord]) -> Option<(Vec<Vec<String>>, usize)> {
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
            Some((shortest_names(names), length))
        })
    }

    /// Returns a word's stem, and the stems of its irregular forms.
    fn forms(&self, form: &str, stem: &str) -> Vec<Vec<String>> {
        let mut forms = vec![vec![stem.to_owned()]];
        forms.extend(self.synonyms.forms(stem).iter().cloned());
        forms.extend(stem_of_other_doubling(stem, form).map(|other| vec![other]));
        forms
    }

    /// Returns the stems of a word's synonyms. For a question about a duration, units of time are
    /// synonyms of verbs such as "last".
    fn near(&self, form: &str, stem: &str, answer_type: AnswerType) -> Vec<Vec<String>> {
        let mut near = self.synonyms.near(stem).to_vec();
        if answer_type == AnswerType::Duration && lexicon::is(form, Class::LASTING) {
            let units = lexicon::words_in(Class::UNIT_OF_TIME).step_by(2);
            near.extend(units.map(|unit| vec![self.analyzer.stem(unit).into_owned()]));
        }
        near
    }

    /// Returns the frequency of a sequence of stems, estimated as that of its rarest one.
    fn frequency(&self, name: &[String]) -> Result<u64, IndexError> {
        let mut rarest = None;
        for stem in name {
            let frequency = self.engine.frequency(stem)?;
            rarest = Some(rarest.map_or(frequency, |rarest: u64| rarest.min(frequency)));
        }
        Ok(rarest.unwrap_or_default())
    }
}

/// Returns the other stem of a word whose last consonant is doubled in some forms: the stemmer
/// reduces "bluffing" to "bluf", but "bluff" to "bluff".
fn stem_of_other_doubling(stem: &str, form: &str) -> Option<String> {
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

/// Reduces the weights of the terms from `start` on, which are the words of one name, so that their
/// sum is the idf of the rarest of them.
fn weigh_as_one_name(terms: &mut [QueryTerm], start: usize) {
    let name = terms.get_mut(start..).unwrap_or_default();
    let sum: f32 = name.iter().map(|term| term.idf).sum();
    let rarest = name.iter().map(|term| term.idf).fold(0.0, f32::max);
    for term in name {
        term.weight *= rarest / sum;
    }
}

/// Returns the names that contain no other of the names: a search for "Zelenskyy" also finds
/// "Volodymyr Zelenskyy".
fn shortest_names(names: Vec<Vec<String>>) -> Vec<Vec<String>> {
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
    fn a_full_name_has_the_weight_of_its_rarest_word() {
        let word = |idf| QueryTerm {
            idf,
            weight: idf,
            is_name: true,
            ..QueryTerm::default()
        };
        let mut terms = [word(2.0), word(3.0), word(5.0)];
        weigh_as_one_name(&mut terms, 1);
        let weights = terms.map(|term| term.weight);
        assert_eq!(weights[0], 2.0);
        assert!((weights[1] + weights[2] - 5.0).abs() < 1e-5, "{weights:?}");
    }

    #[test]
    fn a_name_has_its_shortest_forms() {
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
        assert_eq!(shortest_names(names), name(&["zelenskyy", "zelenski"]));
    }

    #[test]
    fn doubled_consonants_are_ignored() {
        assert_eq!(
            stem_of_other_doubling("bluf", "bluffing").as_deref(),
            Some("bluff")
        );
        assert_eq!(
            stem_of_other_doubling("bluff", "bluff").as_deref(),
            Some("bluf")
        );
        assert_eq!(stem_of_other_doubling("run", "run"), None);
    }
}
