//! Languages of articles.

use std::fmt;
use std::str::FromStr;

use frostem::Algorithm;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::lexicon::languages;

/// Language in which articles are written, such as `english`.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub struct Language {
    name: &'static str,
    /// Stemming algorithm, if there is one.
    algorithm: Option<Algorithm>,
    is_spaced: bool,
}

/// Error for the name of an unknown language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown language {0:?}: write its English name, its own name or its code, such as \"german\", \
     \"deutsch\" or \"de\""
)]
pub struct UnknownLanguage(String);

/// Stemming algorithms of the languages for which the search engine has a list of stop words too.
const STEMMERS: [Algorithm; 18] = [
    Algorithm::Arabic,
    Algorithm::Danish,
    Algorithm::Dutch,
    Algorithm::English,
    Algorithm::Finnish,
    Algorithm::French,
    Algorithm::German,
    Algorithm::Greek,
    Algorithm::Hungarian,
    Algorithm::Italian,
    Algorithm::Norwegian,
    Algorithm::Portuguese,
    Algorithm::Romanian,
    Algorithm::Russian,
    Algorithm::Spanish,
    Algorithm::Swedish,
    Algorithm::Tamil,
    Algorithm::Turkish,
];

impl Language {
    /// English, the language of the shipped articles.
    pub const ENGLISH: Self = Self {
        name: "english",
        algorithm: Some(Algorithm::English),
        is_spaced: true,
    };

    /// Returns the English name in lower case.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Returns a stemmer for words in lower case; `None` if words of the language are compared
    /// unstemmed.
    pub fn stemmer(self) -> Option<frostem::Stemmer> {
        self.algorithm.map(frostem::Stemmer::new)
    }

    /// Describes to the operator, in one sentence, the limitations of a language without a stemmer;
    /// `None` for a language with a stemmer.
    pub fn weakness(self) -> Option<String> {
        if self.algorithm.is_some() {
            return None;
        }
        let name = self.name;
        Some(if self.is_spaced {
            format!(
                "articles in {name} are searched word for word: a question does not find other \
                 forms of its words, and its smallest words count like all others"
            )
        } else {
            format!(
                "articles in {name} are searched character by character, since it is written without spaces: \
                 a question also finds paragraphs that have its signs in other words"
            )
        })
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Parses the English name of a language, its own name or its ISO 639-1 code, ignoring case.
    fn from_str(name: &str) -> Result<Self, UnknownLanguage> {
        let lower = name.trim().to_lowercase();
        let code = lower.split(['-', '_']).next().unwrap_or_default();
        let language = languages()
            .iter()
            .find(|names| names.name == lower || names.own_name == lower || names.code == code);
        let language = language.ok_or_else(|| UnknownLanguage(name.to_owned()))?;
        let mut stemmers = STEMMERS.into_iter();
        Ok(Self {
            name: &language.name,
            algorithm: stemmers.find(|algorithm| algorithm.name() == language.name),
            is_spaced: language.is_spaced,
        })
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map_err(D::Error::custom)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.name().to_owned()
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_name_or_refused_with_a_remedy() {
        for name in ["German", "deutsch", "de", "de-AT"] {
            assert_eq!(name.parse::<Language>().unwrap().name(), "german", "{name}");
        }
        assert_eq!("English".parse(), Ok(Language::ENGLISH));
        let refusal = "klingon".parse::<Language>().unwrap_err().to_string();
        assert!(refusal.contains("klingon") && refusal.contains("code"));
    }

    #[test]
    fn a_language_without_a_stemmer_says_what_is_weaker() {
        let weakness = |name: &str| name.parse::<Language>().unwrap().weakness();
        assert_eq!(weakness("german"), None);
        for name in ["Ukrainian", "українська", "uk", "polski", "cs"] {
            assert!(weakness(name).unwrap().contains("word for word"), "{name}");
        }
        for name in ["zh-Hant", "日本語", "thai"] {
            assert!(weakness(name).unwrap().contains("without spaces"), "{name}");
        }
        // Every stemmer belongs to a language.
        for algorithm in STEMMERS {
            assert_eq!(weakness(algorithm.name()), None, "{}", algorithm.name());
        }
    }
}
