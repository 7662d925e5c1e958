//! The languages that articles can be in.

use std::fmt;
use std::str::FromStr;

use frostem::Algorithm;
use serde::{Deserialize, Serialize};

/// A language whose words can be reduced to stems, such as `english`.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(Algorithm);

/// A name that is no language whose words can be reduced to stems.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: use its English name, such as \"english\"")]
pub struct UnknownLanguage(String);

/// The languages for which an index has a list of stop words too.
const LANGUAGES: [Algorithm; 18] = [
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
    /// The language of the shipped article.
    pub const ENGLISH: Self = Self(Algorithm::English);

    /// Its English name in lower case.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// What reduces its words, in lower case, to stems.
    pub fn stemmer(self) -> frostem::Stemmer {
        frostem::Stemmer::new(self.0)
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads the English name of a language, in any case.
    fn from_str(name: &str) -> Result<Self, UnknownLanguage> {
        let language = LANGUAGES
            .iter()
            .find(|language| language.name() == name.to_lowercase());
        language
            .map(|&language| Self(language))
            .ok_or_else(|| UnknownLanguage(name.to_owned()))
    }
}

impl TryFrom<String> for Language {
    type Error = UnknownLanguage;

    fn try_from(name: String) -> Result<Self, UnknownLanguage> {
        name.parse()
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
        assert_eq!("German".parse::<Language>().unwrap().name(), "german");
        let refusal = "klingon".parse::<Language>().unwrap_err().to_string();
        assert!(refusal.contains("klingon") && refusal.contains("english"));
    }
}
