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
#[error(
    "no words of the language {0:?} can be reduced to stems: write one of {languages}; articles in \
     any other language can be searched as \"english\", word for word",
    languages = names()
)]
pub struct UnknownLanguage(String);

/// The languages for which an index has a list of stop words too, each with its code and its own
/// name.
const LANGUAGES: [(Algorithm, &str, &str); 18] = [
    (Algorithm::Arabic, "ar", "العربية"),
    (Algorithm::Danish, "da", "dansk"),
    (Algorithm::Dutch, "nl", "nederlands"),
    (Algorithm::English, "en", "english"),
    (Algorithm::Finnish, "fi", "suomi"),
    (Algorithm::French, "fr", "français"),
    (Algorithm::German, "de", "deutsch"),
    (Algorithm::Greek, "el", "ελληνικά"),
    (Algorithm::Hungarian, "hu", "magyar"),
    (Algorithm::Italian, "it", "italiano"),
    (Algorithm::Norwegian, "no", "norsk"),
    (Algorithm::Portuguese, "pt", "português"),
    (Algorithm::Romanian, "ro", "română"),
    (Algorithm::Russian, "ru", "русский"),
    (Algorithm::Spanish, "es", "español"),
    (Algorithm::Swedish, "sv", "svenska"),
    (Algorithm::Tamil, "ta", "தமிழ்"),
    (Algorithm::Turkish, "tr", "türkçe"),
];

/// The English names of all languages, for a message.
fn names() -> String {
    let names = LANGUAGES.iter().map(|(language, _, _)| language.name());
    names.collect::<Vec<_>>().join(", ")
}

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

    /// Reads the English name of a language, its own name or its code, in any case.
    fn from_str(name: &str) -> Result<Self, UnknownLanguage> {
        let lower = name.trim().to_lowercase();
        let code = lower.split(['-', '_']).next().unwrap_or_default();
        let language = LANGUAGES.iter().find(|(language, own_code, own_name)| {
            language.name() == lower || *own_name == lower || *own_code == code
        });
        language
            .map(|&(language, _, _)| Self(language))
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
        for name in ["German", "deutsch", "de", "de-AT"] {
            assert_eq!(name.parse::<Language>().unwrap().name(), "german", "{name}");
        }
        let refusal = "klingon".parse::<Language>().unwrap_err().to_string();
        assert!(refusal.contains("klingon") && refusal.contains("english"));
    }
}
