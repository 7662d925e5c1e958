//! What a question speaks of: its words with their other forms and names, and how much each tells.

use crate::index::{self, Analyzer, IndexError, Search};
use crate::lexicon::{self, Aliases, Class};

use super::idf::idf;
use super::question::{AnswerType, Question, QuestionWord};
use super::synonyms::Synonyms;

/// What a stem counts that the asker did not write: another form, name or spelling of theirs.
const OTHER_NAME_WEIGHT: f32 = 0.8;

/// What a stem counts that can mean the same.
const NEAR_WEIGHT: f32 = 0.4;

/// What a word counts for being sure that no article has and that is no name: whoever asks for what the
/// articles do not say uses such words, and so does whoever puts it otherwise than they do.
const ABSENT_WORD_WEIGHT: f32 = 0.8;

/// Shorter words are not corrected: too many others are one letter away.
const SHORTEST_CORRECTED: usize = 4;

/// One thing that a question speaks of, with all that is needed to recognise it in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryTerm {
    /// What stands for it, as sequences of stems, the asker's own first; most are of one stem.
    pub names: Vec<Vec<String>>,
    /// Stems of other words that can mean the same.
    pub near: Vec<Vec<String>>,
    /// The asker's own spelling, where it is one word.
    pub form: Option<String>,
    /// How much it tells about a passage: its inverse document frequency, in nats.
    pub idf: f32,
    /// What it counts for being sure, in nats: its idf, but less for a word that no article has, and
    /// the words of one name share that of the rarest of them, because who asks with a full name
    /// asks for no more.
    pub weight: f32,
    /// Whether it is the name of somebody or something, as far as the question shows.
    pub is_name: bool,
    /// Whether any article mentions it.
    pub is_known: bool,
}

impl QueryTerm {
    /// Whether it is a name that no article mentions.
    pub(crate) fn is_unknown_name(&self) -> bool {
        self.is_name && !self.is_known
    }

    /// In the form in which an engine looks for it.
    pub(crate) fn to_query(&self) -> index::TermGroup {
        let mut stems: Vec<(String, f32)> = Vec::new();
        for (n, name) in self.names.iter().enumerate() {
            let weight = match n {
                0 => 1.0,
                // A name of several words must not outweigh the word that was asked for.
                _ => OTHER_NAME_WEIGHT / name.len() as f32,
            };
            for stem in name {
                if !stems.iter().any(|(known, _)| known == stem) {
                    stems.push((stem.clone(), weight));
                }
            }
        }
        for name in &self.near {
            for stem in name {
                if !stems.iter().any(|(known, _)| known == stem) {
                    stems.push((stem.clone(), NEAR_WEIGHT / name.len() as f32));
                }
            }
        }
        index::TermGroup { stems }
    }
}

/// The terms of a question, in the order of its words.
///
/// # Errors
///
/// [`IndexError`] if the index cannot be read.
pub(crate) fn query_terms(
    question: &Question,
    aliases: &Aliases,
    synonyms: &Synonyms,
    engine: &dyn Search,
    analyzer: &mut Analyzer,
) -> Result<Vec<QueryTerm>, IndexError> {
    let mut terms: Vec<QueryTerm> = Vec::new();
    let mut words = question.words.as_slice();
    let mut name = 0;
    while let Some(word) = words.first() {
        let known_name = known_name(words, aliases, analyzer);
        let is_known_name = known_name.is_some();
        let (names, length) =
            known_name.unwrap_or_else(|| (forms(&word.form, synonyms, analyzer), 1));
        let near = if is_known_name {
            Vec::new()
        } else {
            near(&word.form, question.answer_type, synonyms, analyzer)
        };
        let is_content = words.iter().take(length).any(|word| word.is_content);
        if is_content
            && !terms
                .iter()
                .any(|known| known.names.first() == names.first())
        {
            let form = (length == 1).then(|| word.form.clone());
            let mut term = query_term(names, near, form, engine, analyzer)?;
            term.is_name = is_known_name || words.iter().take(length).any(|word| word.is_name);
            if !term.is_known && !term.is_name {
                term.weight *= ABSENT_WORD_WEIGHT;
            }
            if !word.continues_name {
                share_one_name(&mut terms, name);
                name = terms.len();
            }
            terms.push(term);
        }
        words = words.get(length..).unwrap_or_default();
    }
    share_one_name(&mut terms, name);
    Ok(terms)
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

/// The longest name of the table that the words begin with: its other names, and its length.
fn known_name(
    words: &[QuestionWord],
    aliases: &Aliases,
    analyzer: &mut Analyzer,
) -> Option<(Vec<Vec<String>>, usize)> {
    let longest = aliases.longest_from(&words.first()?.form);
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
        let others: Vec<Vec<String>> = aliases
            .names_of(&written.join(" "))
            .map(|name| stems(name, analyzer))
            .collect();
        if others.is_empty() {
            return None;
        }
        let mut names = vec![stems(&written.join(" "), analyzer)];
        names.extend(others);
        Some((shortest(names), length))
    })
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

/// A word's stem, and those of its forms that share no stem with it.
fn forms(form: &str, synonyms: &Synonyms, analyzer: &Analyzer) -> Vec<Vec<String>> {
    let stem = analyzer.stem(form).into_owned();
    let others = synonyms.forms(&stem).to_vec();
    [vec![vec![stem]], others].concat()
}

/// The stems of words that can mean the same. How long a thing lasts is said by any length of time.
fn near(
    form: &str,
    answer_type: AnswerType,
    synonyms: &Synonyms,
    analyzer: &Analyzer,
) -> Vec<Vec<String>> {
    let mut near = synonyms.near(&analyzer.stem(form)).to_vec();
    if answer_type == AnswerType::HowLong && lexicon::is(form, Class::LASTING) {
        for unit in lexicon::words_in(Class::UNIT_OF_TIME) {
            let unit = vec![analyzer.stem(unit).into_owned()];
            if !near.contains(&unit) {
                near.push(unit);
            }
        }
    }
    near
}

fn query_term(
    mut names: Vec<Vec<String>>,
    near: Vec<Vec<String>>,
    form: Option<String>,
    engine: &dyn Search,
    analyzer: &Analyzer,
) -> Result<QueryTerm, IndexError> {
    let mut frequency = 0;
    for name in &names {
        frequency += frequency_of(name, engine)?;
    }
    // A word of the table of near ones is no slip, or somebody tall would be answered with a talk.
    if let Some(form) = &form
        && frequency == 0
        && form.chars().count() >= SHORTEST_CORRECTED
        && near.is_empty()
    {
        let spellings = engine.spellings(form)?;
        for spelling in (spellings.iter()).filter(|word| !lexicon::is(word, Class::QUESTION)) {
            let name = vec![analyzer.stem(spelling).into_owned()];
            if !names.contains(&name) {
                frequency += frequency_of(&name, engine)?;
                names.push(name);
            }
        }
    }
    let is_common = form
        .as_deref()
        .is_some_and(|form| lexicon::is(form, Class::COMMON));
    let idf = idf(frequency, engine.paragraph_count(), is_common);
    Ok(QueryTerm {
        idf,
        weight: idf,
        names,
        near,
        form,
        is_name: false,
        is_known: frequency > 0,
    })
}

/// A sequence of stems is at most as frequent as its rarest one.
fn frequency_of(name: &[String], engine: &dyn Search) -> Result<u64, IndexError> {
    let mut rarest = None;
    for stem in name {
        let frequency = engine.frequency(stem)?;
        rarest = Some(rarest.map_or(frequency, |rarest: u64| rarest.min(frequency)));
    }
    Ok(rarest.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Language;

    #[test]
    fn a_full_name_counts_as_its_rarest_word() {
        let word = |idf| QueryTerm {
            names: Vec::new(),
            near: Vec::new(),
            form: None,
            idf,
            weight: idf,
            is_name: true,
            is_known: true,
        };
        let mut terms = [word(2.0), word(3.0), word(5.0)];
        share_one_name(&mut terms, 1);
        let weights = terms.map(|term| term.weight);
        assert_eq!(weights[0], 2.0);
        assert!((weights[1] + weights[2] - 5.0).abs() < 1e-5, "{weights:?}");
    }

    #[test]
    fn a_name_is_known_by_its_shortest_forms() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let question = Question::new("Did Volodymyr Zelensky visit the US?", &mut analyzer);
        let aliases = Aliases::built_in();
        let (names, length) = known_name(&question.words[1..], &aliases, &mut analyzer).unwrap();
        assert_eq!(length, 2);
        assert!(names.contains(&vec!["zelenskyy".to_owned()]), "{names:?}");
        assert!(names.iter().all(|name| name.len() == 1), "{names:?}");
        let (names, _) = known_name(&question.words[5..], &aliases, &mut analyzer).unwrap();
        assert!(
            names.contains(&vec!["unit".to_owned(), "state".to_owned()]),
            "{names:?}"
        );
    }
}
