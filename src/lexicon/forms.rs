//! Groups of words: irregular forms, and words that can mean the same.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Default, Deserialize)]
struct Irregular {
    verbs: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Synonyms {
    groups: Vec<String>,
}

static IRREGULAR: LazyLock<Irregular> =
    LazyLock::new(|| toml::from_str(include_str!("en/irregular.toml")).unwrap_or_default());

static SYNONYMS: LazyLock<Synonyms> =
    LazyLock::new(|| toml::from_str(include_str!("en/synonyms.toml")).unwrap_or_default());

/// The past and the participle of an irregular verb, by its base form.
pub(super) fn irregular_past(base: &str) -> Option<(&'static str, &'static str)> {
    IRREGULAR.verbs.iter().find_map(|verb| {
        let mut forms = verb.split(' ');
        if forms.next() != Some(base) {
            return None;
        }
        Some((forms.next()?, forms.next()?))
    })
}

/// The forms of each word whose forms share no stem, the plain form first. A form may stand twice
/// in its group.
pub fn irregular_forms() -> impl Iterator<Item = Vec<&'static str>> {
    let groups = IRREGULAR.verbs.iter().chain(&IRREGULAR.nouns);
    groups.map(|group| group.split(' ').collect())
}

/// Groups of words that can mean the same. A hyphen joins the words of one expression.
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
        let Irregular { verbs, nouns } = toml::from_str(include_str!("en/irregular.toml")).unwrap();
        for list in [&verbs, &nouns] {
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
