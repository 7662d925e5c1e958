//! Synonyms, and forms of one word with different stems.

use std::collections::HashMap;

use crate::index::Analyzer;
use crate::lexicon;

/// Tables of irregular forms and of synonyms, by stem.
#[derive(Clone, Debug, Default)]
pub(crate) struct Synonyms {
    forms: HashMap<String, Vec<Vec<String>>>,
    near: HashMap<String, Vec<Vec<String>>>,
}

impl Synonyms {
    /// Makes the tables from the English word lists.
    pub(crate) fn new(analyzer: &Analyzer) -> Self {
        Self {
            forms: group_by_stem(lexicon::irregular_forms(), analyzer),
            near: group_by_stem(lexicon::synonyms(), analyzer),
        }
    }

    /// Returns the stems of other forms of a word.
    pub(crate) fn forms(&self, stem: &str) -> &[Vec<String>] {
        self.forms.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Returns the stems of a word's synonyms.
    pub(crate) fn near(&self, stem: &str) -> &[Vec<String>] {
        self.near.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Returns the stems of synonyms of a term with several names.
    pub(crate) fn synonyms_of_name(&self, names: &[Vec<String>]) -> Vec<Vec<String>> {
        let mut near: Vec<Vec<String>> = Vec::new();
        let stems = names.iter().filter(|name| name.len() == 1).flatten();
        for other in stems.flat_map(|stem| self.near(stem)) {
            if !names.contains(other) && !near.contains(other) {
                near.push(other.clone());
            }
        }
        near
    }
}

/// Maps the stem of each word to the other members of its groups.
fn group_by_stem<'a>(
    groups: impl Iterator<Item = Vec<&'a str>>,
    analyzer: &Analyzer,
) -> HashMap<String, Vec<Vec<String>>> {
    let mut others: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for group in groups {
        let names: Vec<Vec<String>> = group
            .into_iter()
            .map(|name| {
                let words = name.split('-');
                words.map(|word| analyzer.stem(word).into_owned()).collect()
            })
            .collect();
        for name in &names {
            let [stem] = name.as_slice() else { continue };
            let known = others.entry(stem.clone()).or_default();
            for other in &names {
                if other != name && !known.contains(other) {
                    known.push(other.clone());
                }
            }
        }
    }
    others
}
