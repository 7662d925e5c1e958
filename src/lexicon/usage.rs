//! Words of the constructions by which news says who spoke.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bitflags::bitflags;
use rustc_hash::FxHashMap;

use super::flags::by_word;

bitflags! {
    /// Set of parts that a word can play in a construction that tells who spoke.
    ///
    /// The data file, which has an example of each, refers to them by the names of the constants.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Usage: u32 {
        /// Office or trade that is also a surname.
        const SURNAME = 1;
        /// Second part of a compound adjective.
        const COMPOUND = 1 << 1;
        /// Organisation whose name does not continue after "and".
        const INDIVISIBLE = 1 << 2;
        /// Adjective between an organisation and an office.
        const BEFORE_OFFICE = 1 << 3;
        /// First word of the credit line of a picture.
        const CREDIT = 1 << 4;
        /// Noun for a recording in which somebody speaks.
        const RECORDING = 1 << 5;
        /// Verb of hearing, seeing or quoting somebody.
        const PERCEIVES = 1 << 6;
        /// Verb whose object does what follows.
        const CONTROLS = 1 << 7;
        /// Verb whose object is only asked to do what follows.
        const REQUESTS = 1 << 8;
        /// Verb of issuing a document.
        const ISSUES = 1 << 9;
        /// Verb of making or presenting a work.
        const MAKES_WORK = 1 << 10;
        /// Noun after a quoted adjective of its owner.
        const UTTERANCE = 1 << 11;
        /// Noun for a choice of words.
        const WORDING = 1 << 12;
        /// Verb of choosing words.
        const CHOOSES = 1 << 13;
        /// Noun for what somebody thinks.
        const VIEW = 1 << 14;
        /// Noun for a person of a nation.
        const NATIONAL = 1 << 15;
        /// Noun that newspapers use only to avoid repeating a name.
        const INSTEAD_OF_NAME = 1 << 16;
        /// Adjective that only adds detail about a person just named.
        const DETAIL = 1 << 17;
        /// Noun for somebody beside the person just named.
        const COMPANION = 1 << 18;
    }
}

static USAGES: LazyLock<FxHashMap<String, Usage>> = LazyLock::new(|| {
    let lists: BTreeMap<String, String> =
        toml::from_str(include_str!("en/usages.toml")).unwrap_or_default();
    by_word(&lists)
});

/// Returns whether a word, as it is written, plays this part.
pub fn is_used_as(word: &str, usage: Usage) -> bool {
    USAGES
        .get(word)
        .is_some_and(|usages| usages.contains(usage))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_sound() {
        let lists: BTreeMap<String, String> =
            toml::from_str(include_str!("en/usages.toml")).unwrap();
        assert_eq!(lists.len(), Usage::all().iter().count());
        for (name, words) in lists {
            assert!(Usage::from_name(&name).is_some(), "{name}");
            let words: Vec<&str> = words.split_whitespace().collect();
            assert!(words.is_sorted_by(|one, next| one < next), "{name}");
        }
    }
}
