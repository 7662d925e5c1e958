//! Names of the languages in which articles can be written.

use std::sync::LazyLock;

use serde::Deserialize;

/// Names of a language.
#[derive(Debug, PartialEq, Eq)]
pub struct LanguageNames {
    /// English name in lower case.
    pub name: String,
    /// ISO 639-1 code, two letters.
    pub code: String,
    /// Native name in lower case.
    pub own_name: String,
    /// Whether it is written with spaces between words.
    pub is_spaced: bool,
}

#[derive(Deserialize)]
struct File {
    spaced: Vec<[String; 3]>,
    unspaced: Vec<[String; 3]>,
}

static LANGUAGES: LazyLock<Vec<LanguageNames>> = LazyLock::new(|| {
    let file = toml::from_str::<File>(include_str!("languages.toml"));
    let named = |names: Vec<[String; 3]>, is_spaced| {
        let names = names.into_iter();
        names.map(move |[name, code, own_name]| LanguageNames {
            name,
            code,
            own_name,
            is_spaced,
        })
    };
    file.map_or_else(
        |_| Vec::new(),
        |file| {
            named(file.spaced, true)
                .chain(named(file.unspaced, false))
                .collect()
        },
    )
});

/// Returns all languages.
pub fn languages() -> &'static [LanguageNames] {
    &LANGUAGES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_sorted_and_no_name_has_two_meanings() {
        for is_spaced in [true, false] {
            let list = languages()
                .iter()
                .filter(|names| names.is_spaced == is_spaced);
            assert!(list.is_sorted_by_key(|names| &names.name));
        }
        assert!(languages().len() > 60);
        for (n, one) in languages().iter().enumerate() {
            for other in languages().iter().skip(n + 1) {
                assert!(one.name != other.name && one.code != other.code);
                assert_ne!(one.own_name, other.own_name);
            }
        }
    }
}
