//! Aliases: other names of people and places.
//!
//! A table serves two purposes: a question with "Zelensky" finds articles with "Zelenskyy", and a
//! quotation by "Kiev" is filed under "Kyiv". The built-in table contains spellings that differ
//! between newspapers. It is not an encyclopaedia; the operator adds other names.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use strsim::osa_distance;

use super::class::Class;
use super::words;

/// Data file of the built-in table.
#[derive(Default, Deserialize)]
struct File {
    people: Vec<Vec<String>>,
    countries: Vec<Vec<String>>,
    places: Vec<Vec<String>>,
}

impl File {
    fn groups(self) -> impl Iterator<Item = Vec<String>> {
        (self.people.into_iter())
            .chain(self.countries)
            .chain(self.places)
    }
}

/// Error in a table of aliases.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct AliasError {
    /// Byte offset of the error, if known.
    pub offset: Option<usize>,
    /// Description, in lower case without a full stop.
    pub message: String,
}

/// Table of aliases: groups of names that mean the same person or place. Every name belongs to at
/// most one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    groups: Vec<Vec<String>>,
    by_key: HashMap<String, usize>,
    /// Number of words of the longest name that begins with a word, by that word in lower case.
    lengths: HashMap<String, usize>,
}

impl Aliases {
    /// Returns the built-in table.
    pub fn built_in() -> Self {
        let file: File = toml::from_str(include_str!("en/names.toml")).unwrap_or_default();
        let mut table = Self::default();
        file.groups().for_each(|group| table.add(group));
        table
    }

    /// Parses the operator's table: TOML with `"Canonical name" = ["other", "names"]` at the top
    /// level.
    ///
    /// # Errors
    ///
    /// [`AliasError`] if the text is not such a table, or a name occurs in two groups.
    pub fn parse(text: &str) -> Result<Self, AliasError> {
        let entries: BTreeMap<String, Vec<String>> =
            toml::from_str(text).map_err(|error| AliasError {
                offset: error.span().map(|span| span.start),
                message: error.message().to_owned(),
            })?;
        let mut table = Self::default();
        for (canonical, others) in entries {
            let group: Vec<String> = std::iter::once(canonical).chain(others).collect();
            if let Some(taken) = group.iter().find(|name| table.canonical(name).is_some()) {
                return Err(AliasError {
                    offset: text.find(taken.as_str()),
                    message: format!("\"{taken}\" is in two groups of names"),
                });
            }
            table.add(group);
        }
        Ok(table)
    }

    /// Adds another table to this one. Groups that share a name are merged, and the added table
    /// determines the canonical name.
    pub fn merge(&mut self, other: Self) {
        for group in other.groups {
            self.add(group);
        }
    }

    /// Returns the canonical name of the person or place; `None` if the table does not contain
    /// `name`.
    pub fn canonical(&self, name: &str) -> Option<&str> {
        self.group(name).first().map(String::as_str)
    }

    /// Iterates over all names of the person or place, including `name`, the canonical one first;
    /// empty if the table does not contain `name`.
    pub fn names_of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.group(name).iter().map(String::as_str)
    }

    /// Returns the number of words of the longest name that begins with `word`, given in lower
    /// case; 0 if there is none.
    pub fn longest_from(&self, word: &str) -> usize {
        self.lengths.get(word).copied().unwrap_or_default()
    }

    /// Returns the one-word name that `word`, in lower case, is a misspelling of. The optimal
    /// string alignment distance may be 1 for words of 5 to 7 letters, and 2 for longer ones.
    pub fn misspelt(&self, word: &str) -> Option<&str> {
        let slips = match word.chars().count() {
            0..5 => return None,
            5..8 => 1,
            _ => 2,
        };
        let names = self.groups.iter().flatten().filter_map(|name| {
            let is_one_word = !name.contains(char::is_whitespace);
            let distance = is_one_word.then(|| osa_distance(&name.to_lowercase(), word))?;
            (distance <= slips).then_some((distance, name))
        });
        names
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, name)| name.as_str())
    }

    /// Returns whether both names mean the same person or place: they differ only in case or belong
    /// to one group.
    pub fn same(&self, one: &str, other: &str) -> bool {
        key(one) == key(other)
            || self
                .canonical(one)
                .is_some_and(|name| self.canonical(other) == Some(name))
    }

    /// Iterates over the groups of names, with the canonical name first.
    pub fn groups(&self) -> impl Iterator<Item = &[String]> {
        self.groups.iter().map(Vec::as_slice)
    }

    fn group(&self, name: &str) -> &[String] {
        self.by_key
            .get(&key(name))
            .and_then(|&n| self.groups.get(n))
            .map_or(&[], Vec::as_slice)
    }

    /// Adds a group of names. Groups that share a name with it are merged into it, after its own
    /// names.
    fn add(&mut self, names: Vec<String>) {
        let mut group: Vec<String> = Vec::new();
        let mut push = |name: String| {
            if !key(&name).is_empty() && !group.iter().any(|known| key(known) == key(&name)) {
                group.push(name);
            }
        };
        for name in &names {
            push(name.clone());
        }
        for name in &names {
            if let Some(known) = self
                .by_key
                .get(&key(name))
                .and_then(|&n| self.groups.get_mut(n))
            {
                std::mem::take(known).into_iter().for_each(&mut push);
            }
        }
        for name in &group {
            let key = key(name);
            if let Some(first) = key.split_whitespace().next() {
                let longest = self.lengths.entry(first.to_lowercase()).or_default();
                *longest = key.split_whitespace().count().max(*longest);
            }
            self.by_key.insert(key, self.groups.len());
        }
        self.groups.push(group);
    }
}

/// Returns the form for comparing names: lower case with straight apostrophes, except for an
/// acronym that would become an everyday word.
fn key(name: &str) -> String {
    let mut name = Cow::Borrowed(name.trim());
    if name.contains('’') {
        name = Cow::Owned(name.replace('’', "'"));
    }
    let lower = name.to_lowercase();
    let is_in_capitals = || !name.contains(char::is_lowercase);
    if is_in_capitals() && words::is(&lower, Class::ACRONYM) {
        return name.into_owned();
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_any_spelling_and_case() {
        let table = Aliases::built_in();
        for name in ["Zelenskyy", "zelensky", "ZELENSKIY", "Selenskyj"] {
            assert_eq!(table.canonical(name), Some("Volodymyr Zelenskyy"), "{name}");
        }
        assert!(table.same("Kiev", "kyiv"));
        assert!(!table.same("Kiev", "Moscow"));
        assert!(
            table.same("Moscow", "moscow"),
            "a name means itself even where the table is silent"
        );
        assert_eq!(
            table.names_of("Donbass").collect::<Vec<_>>(),
            ["Donbas", "Donbass"]
        );
        assert_eq!(table.names_of("Atlantis").count(), 0);
    }

    #[test]
    fn a_misspelt_name_is_known_by_its_letters() {
        let table = Aliases::built_in();
        assert_eq!(table.misspelt("zelenski"), Some("Zelensky"));
        assert_eq!(table.misspelt("lavrow"), Some("Lavrov"));
        assert_eq!(table.misspelt("meeting"), None);
        assert_eq!(table.misspelt("xi"), None);
    }

    #[test]
    fn the_pronoun_us_is_no_country() {
        let table = Aliases::built_in();
        assert_eq!(table.canonical("US"), Some("United States"));
        assert_eq!(table.canonical("us"), None);
        assert_eq!(table.canonical("Us"), None);
        assert_eq!(table.canonical("uk"), Some("United Kingdom"));
    }

    #[test]
    fn no_name_of_the_built_in_table_stands_in_two_groups() {
        let file: File = toml::from_str(include_str!("en/names.toml")).unwrap();
        let names: usize = file.groups().map(|group| group.len()).sum();
        assert_eq!(Aliases::built_in().by_key.len(), names);
    }

    #[test]
    fn the_operator_extends_and_renames_groups() {
        let mut table = Aliases::built_in();
        table.merge(
            Aliases::parse("\"Kiev\" = [\"Kyjev\"]\n\"The Hague\" = [\"Den Haag\"]\n").unwrap(),
        );
        assert_eq!(table.canonical("Kyiv"), Some("Kiev"));
        assert_eq!(table.canonical("kyjev"), Some("Kiev"));
        assert_eq!(table.canonical("den haag"), Some("The Hague"));
    }

    #[test]
    fn a_broken_table_is_refused_with_the_place() {
        let table = "\"A\" = [\"B\"]\n\"C\" = \"D\"\n";
        let error = Aliases::parse(table).unwrap_err();
        assert_eq!(error.offset, table.find("\"D\""));
        let error = Aliases::parse("\"A\" = [\"B\"]\n\"C\" = [\"b\"]\n").unwrap_err();
        assert_eq!(error.message, "\"b\" is in two groups of names");
    }
}
