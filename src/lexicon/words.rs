//! Word lists and the lookup of words in them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::class::Class;
use super::cue::{self, Cue};
use super::flags::named;

/// Data files that assign classes.
const FILES: [&str; 9] = [
    include_str!("en/chat.toml"),
    include_str!("en/first-names.toml"),
    include_str!("en/grammar.toml"),
    include_str!("en/numbers.toml"),
    include_str!("en/people.toml"),
    include_str!("en/places.toml"),
    include_str!("en/questions.toml"),
    include_str!("en/things.toml"),
    include_str!("en/time.toml"),
];

/// Entry of a word in the lexicon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Classes that the word can have.
    pub class: Class,
    /// Way in which it reports speech; empty if it does not.
    pub cue: Cue,
}

#[derive(Deserialize)]
struct File {
    lists: Vec<List>,
}

#[derive(Deserialize)]
struct List {
    classes: Vec<String>,
    words: String,
    /// Words with their numeric values.
    #[serde(default)]
    values: BTreeMap<String, u64>,
}

impl List {
    fn class(&self) -> Class {
        named(&self.classes)
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.words.split_whitespace();
        words.chain(self.values.keys().map(String::as_str))
    }
}

/// Maximum number of letters of a word.
const MAX_LETTERS: usize = 24;

/// Letters of a word in lower case, packed into numbers for fast comparison.
type Key = (u64, u64, u64);

static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let files = FILES.iter().filter_map(|file| toml::from_str(file).ok());
    files.flat_map(|file: File| file.lists).collect()
});

static LEXICON: LazyLock<FxHashMap<Key, Entry>> = LazyLock::new(|| {
    let mut lexicon = FxHashMap::default();
    let mut add = |word: &str, entry: Entry| {
        if let Some(key) = key(word) {
            let known: &mut Entry = lexicon.entry(key).or_default();
            known.class |= entry.class;
            known.cue |= entry.cue;
        }
    };
    for list in LISTS.iter() {
        let class = list.class();
        let entry = Entry {
            class,
            cue: Cue::empty(),
        };
        list.words().for_each(|word| add(word, entry));
    }
    cue::for_each_form(|form, cue| {
        add(
            form,
            Entry {
                class: Class::empty(),
                cue,
            },
        )
    });
    lexicon
});

/// Returns the key of a word: without full stops, with straight apostrophes. Returns `None` for a
/// word that no list can contain.
fn key(word: &str) -> Option<Key> {
    match packed(word.as_bytes()) {
        Some((one, two, three))
            if !(needs_reading(one) || needs_reading(two) || needs_reading(three)) =>
        {
            Some((lower(one), lower(two), lower(three)))
        }
        _ => packed(&letters_of(word)?),
    }
}

/// Packs the letters of a word into numbers; `None` if there are too many.
fn packed(letters: &[u8]) -> Option<Key> {
    let mut eights = letters.chunks(8).map(packed_eight);
    let mut next = || eights.next().unwrap_or_default();
    let key = (next(), next(), next());
    eights.next().is_none().then_some(key)
}

/// Packs up to eight letters into a number, the first one lowest.
fn packed_eight(letters: &[u8]) -> u64 {
    if let Some(eight) = letters.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    if let (Some(first), Some(last)) = (letters.first_chunk(), letters.last_chunk()) {
        // Where the first four and the last four letters overlap, they agree.
        let [first, last] = [*first, *last].map(|four| u64::from(u32::from_le_bytes(four)));
        return first | last << (8 * (letters.len() - 4));
    }
    let letters = letters.iter().rev();
    letters.fold(0, |packed, &letter| packed << 8 | u64::from(letter))
}

/// Returns a number with the same byte eight times.
const fn every(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Returns whether any of eight letters is a full stop or not ASCII.
fn needs_reading(letters: u64) -> bool {
    // A full stop becomes 0, and only by subtracting from 0 the highest bit of a byte gets set.
    let stops = letters ^ every(b'.');
    (letters | stops.wrapping_sub(every(1)) & !stops) & every(0x80) != 0
}

/// Returns eight ASCII letters in lower case.
fn lower(letters: u64) -> u64 {
    // Adding sets the highest bit of a byte from `A` on, and of a byte behind `Z`.
    let from_a = letters + every(0x80 - b'A');
    let behind_z = letters + every(0x80 - b'Z' - 1);
    letters | (from_a & !behind_z & every(0x80)) >> 2
}

/// Returns the letters of a word in lower case, without full stops and with straight apostrophes;
/// `None` if there are too many, or letters that no list has.
fn letters_of(word: &str) -> Option<[u8; MAX_LETTERS]> {
    let mut letters = [0; MAX_LETTERS];
    let mut slots = letters.iter_mut();
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let letter = match byte {
            b'.' => continue,
            // The apostrophe U+2019.
            0xe2 if bytes.next() == Some(0x80) && bytes.next() == Some(0x99) => b'\'',
            _ if byte.is_ascii() => byte.to_ascii_lowercase(),
            _ => return None,
        };
        *slots.next()? = letter;
    }
    Some(letters)
}

/// Looks up a word, ignoring case unless another case makes another word of it: `us` is not a
/// country, `US` is.
pub fn look_up(word: &str) -> Entry {
    let Some(mut entry) = key(word).and_then(|key| LEXICON.get(&key)).copied() else {
        return Entry::default();
    };
    if entry.class.contains(Class::NEEDS_CAPITAL) {
        entry.class -= if word.starts_with(|c: char| c.is_ascii_uppercase()) {
            Class::FIRST_PERSON
        } else {
            Class::TITLE | Class::ROLE | Class::NATION | Class::PLACE
        };
    } else if entry.class.contains(Class::IT) && word == "IT" {
        entry.class -= Class::IT;
    }
    entry
}

/// Returns whether a word has at least one of the classes.
pub fn is(word: &str, class: Class) -> bool {
    look_up(word).class.intersects(class)
}

/// Iterates over the words of the lists that have all of the classes, list by list.
pub fn words_in(class: Class) -> impl Iterator<Item = &'static str> {
    let lists = LISTS
        .iter()
        .filter(move |list| list.class().contains(class));
    lists.flat_map(List::words)
}

/// Returns the number that a word stands for: 12 for `twelve`.
pub fn number(word: &str) -> Option<u64> {
    LISTS.iter().find_map(|list| list.values.get(word)).copied()
}

/// Returns whether a word is a name that begins with a lower-case particle: `al-Masoud`, `d’Alema`.
pub fn is_grown_particle(word: &str) -> bool {
    // The particle has at most three letters, and U+2019 begins with the byte 0xe2.
    let is_joined = matches!(
        word.as_bytes(),
        [_, b'-' | b'\'' | 0xe2, ..]
            | [_, _, b'-' | b'\'' | 0xe2, ..]
            | [_, _, _, b'-' | b'\'' | 0xe2, ..]
    );
    if !is_joined {
        return false;
    }
    word.split_once(['-', '\'', '’'])
        .is_some_and(|(particle, rest)| {
            matches!(
                particle,
                "al" | "el" | "d" | "ul" | "bin" | "an" | "as" | "ad" | "ar"
            ) && rest.starts_with(char::is_uppercase)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Real nations and places that the made-up articles of `tests/data` mention.
    const REAL: &str = "America American Ankara Australia Beijing British Brussels China Chinese \
        Colombian Delaware England Europe European French GENEVA German Ghana Hungarian Hungary Idaho \
        Israeli Japan Korean London Maine Moscow Ohio Paris Poland Romanian Russia Spanish U.S US \
        WASHINGTON Washington";

    #[test]
    fn the_data_files_are_sound() {
        for file in FILES {
            let file: File = toml::from_str(file).unwrap();
            for list in &file.lists {
                let about = list.classes.join(" and ");
                assert!(
                    list.classes
                        .iter()
                        .all(|name| Class::from_name(name).is_some()),
                    "{about}"
                );
                let words: Vec<&str> = list.words.split_whitespace().collect();
                assert!(
                    words.is_sorted_by(|one, next| one < next),
                    "{about} is not sorted"
                );
                for word in list.words() {
                    assert!(key(word).is_some() && word.to_lowercase() == word, "{word}");
                    assert_eq!(key(&word.to_uppercase()), key(word), "{word}");
                }
            }
        }
    }

    #[test]
    fn a_capital_counts_where_it_makes_another_word() {
        let class = |word: &str| look_up(word).class & Class::ATTRIBUTION;
        assert_eq!(class("us"), Class::FIRST_PERSON);
        assert_eq!(class("U.S."), Class::NATION | Class::PLACE);
        assert_eq!(class("general"), Class::empty());
        assert!(class("General").contains(Class::TITLE));
        assert_eq!(class("IT"), Class::empty());
        assert_eq!(class("It"), Class::IT);
        assert!(class("Minister").contains(Class::TITLE));
        assert_eq!(class("DOESN’T"), class("doesn't"));
        assert_eq!(number("twelve"), Some(12));
    }

    #[test]
    fn no_list_holds_a_nation_or_a_place_that_a_test_invents() {
        let texts = [
            include_str!("../../tests/data/attributions.txt"),
            include_str!("../../tests/data/attributions-more.txt"),
            include_str!("../../tests/data/verdicts.txt"),
        ];
        for text in texts {
            for word in text.split(|c: char| !c.is_alphabetic() && c != '.') {
                let word = word.trim_matches('.');
                if word.starts_with(char::is_uppercase) && is(word, Class::NATION | Class::PLACE) {
                    let is_real = REAL.split_whitespace().any(|real| real == word);
                    assert!(
                        is_real,
                        "{word}: is it real? A made-up one belongs in no list"
                    );
                }
            }
        }
    }
}
