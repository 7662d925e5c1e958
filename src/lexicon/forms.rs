//! Groups of words: irregular forms, synonyms, antonyms, chat spellings, and units of quantities.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Default, Deserialize)]
struct Irregular {
    verbs: Vec<String>,
    compounds: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Synonyms {
    groups: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Chat {
    spellings: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
struct Quantities {
    measures: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
struct Antonyms {
    pairs: Vec<String>,
}

static QUANTITIES: LazyLock<Quantities> =
    LazyLock::new(|| toml::from_str(include_str!("en/quantities.toml")).unwrap_or_default());

static ANTONYMS: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let file: Antonyms = toml::from_str(include_str!("en/antonyms.toml")).unwrap_or_default();
    let mut antonyms: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (one, other) in file.pairs.iter().filter_map(|pair| pair.split_once(' ')) {
        for (word, opposite) in [(one, other), (other, one)] {
            let known = antonyms.entry(word.to_owned()).or_default();
            known.push(opposite.to_owned());
        }
    }
    antonyms
});

static IRREGULAR: LazyLock<Irregular> =
    LazyLock::new(|| toml::from_str(include_str!("en/irregular.toml")).unwrap_or_default());

static SYNONYMS: LazyLock<Synonyms> =
    LazyLock::new(|| toml::from_str(include_str!("en/synonyms.toml")).unwrap_or_default());

static CHAT: LazyLock<Chat> =
    LazyLock::new(|| toml::from_str(include_str!("en/chat.toml")).unwrap_or_default());

/// Returns the word that a chat spelling stands for: "people" for `ppl`.
pub fn chat_spelling(word: &str) -> Option<&'static str> {
    CHAT.spellings.get(word).map(String::as_str)
}

/// Returns the words and units of a quantity that `word` asks for: "deep" and "metres" for `deep`.
pub fn measured_in(word: &str) -> Option<&'static str> {
    QUANTITIES.measures.get(word).map(String::as_str)
}

/// Returns the antonyms of a word: "most" for `least`.
pub fn antonyms(word: &str) -> &'static [String] {
    ANTONYMS.get(word).map_or(&[], Vec::as_slice)
}

/// Returns the past and the participle of an irregular verb, by its base form.
pub(super) fn irregular_past(base: &str) -> Option<(&'static str, &'static str)> {
    IRREGULAR.verbs.iter().find_map(|verb| {
        let mut forms = verb.split(' ');
        if forms.next() != Some(base) {
            return None;
        }
        Some((forms.next()?, forms.next()?))
    })
}

/// Iterates over the words whose forms share no stem, each as a list of its forms with the base
/// form first. A form may be repeated in a list, and a hyphen joins the words of a compound.
pub fn irregular_forms() -> impl Iterator<Item = Vec<&'static str>> {
    let groups = (IRREGULAR.verbs.iter())
        .chain(&IRREGULAR.compounds)
        .chain(&IRREGULAR.nouns);
    groups.map(|group| group.split(' ').collect())
}

/// Iterates over groups of synonyms. A hyphen joins the words of one expression.
pub fn synonyms() -> impl Iterator<Item = Vec<&'static str>> {
    SYNONYMS
        .groups
        .iter()
        .map(|group| group.split(' ').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_have_three_forms_and_stand_once_in_order() {
        let Irregular {
            verbs,
            compounds,
            nouns,
        } = toml::from_str(include_str!("en/irregular.toml")).unwrap();
        for list in [&verbs, &compounds, &nouns] {
            let plain: Vec<&str> = list
                .iter()
                .filter_map(|group| group.split(' ').next())
                .collect();
            assert!(plain.is_sorted_by(|one, next| one < next), "{plain:?}");
        }
        assert!(verbs.iter().all(|verb| verb.split(' ').count() >= 3));
        assert!(nouns.iter().all(|noun| noun.split(' ').count() >= 2));
    }

    #[test]
    fn no_word_stands_twice_in_a_group_of_synonyms() {
        let Synonyms { groups } = toml::from_str(include_str!("en/synonyms.toml")).unwrap();
        for group in &groups {
            let mut words: Vec<&str> = group.split(' ').collect();
            assert!(words.len() > 1, "{group}");
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), group.split(' ').count(), "{group}");
        }
    }
}
