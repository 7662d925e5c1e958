//! The languages that articles can be in.

use std::fmt;
use std::str::FromStr;

use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};

/// A language whose words can be reduced to stems, such as `english`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Language {
    pub(super) stop_words: tantivy::tokenizer::Language,
    pub(super) stemmer: frostem::Algorithm,
}

impl Language {
    /// The language of the shipped article.
    pub const ENGLISH: Self = Self {
        stop_words: tantivy::tokenizer::Language::English,
        stemmer: frostem::Algorithm::English,
    };

    /// Its English name in lower case.
    pub fn name(self) -> &'static str {
        self.stemmer.name()
    }
}

impl FromStr for Language {
    type Err = String;

    /// Reads the English name of a language, in any case.
    ///
    /// # Errors
    ///
    /// A sentence that says which language is not known.
    fn from_str(name: &str) -> Result<Self, String> {
        let mut capitalised = name.to_lowercase();
        if let Some(first) = capitalised.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let name_of_variant: StrDeserializer<'_, ValueError> =
            capitalised.as_str().into_deserializer();
        let stop_words = tantivy::tokenizer::Language::deserialize(name_of_variant);
        let stemmer = frostem::Algorithm::from_name(&name.to_lowercase());
        match (stop_words, stemmer) {
            (Ok(stop_words), Ok(stemmer)) => Ok(Self {
                stop_words,
                stemmer,
            }),
            _ => Err(format!(
                "unknown language {name:?}: use its English name, such as \"english\""
            )),
        }
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.name().to_owned()
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
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
        let refusal = "klingon".parse::<Language>().unwrap_err();
        assert!(refusal.contains("klingon") && refusal.contains("english"));
    }
}
