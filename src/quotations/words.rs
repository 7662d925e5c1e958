//! The words, other than verbs of speech, by which a speaker is recognised: roles, titles, first
//! names, and the small words that bound a noun phrase.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::cues::{self, Cue};
use super::lists::LISTS;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => { $($(#[$doc])* pub(super) const $name: u32 = 1 << $bit;)* };
}

classes! {
    DET = 0;
    /// `his`, `their`: the phrase is definite.
    POSSESSIVE = 1;
    PREP = 2;
    CONJ = 3;
    SUBORD = 4;
    /// `who`, `what`.
    RELATIVE = 5;
    AUX = 6;
    /// Forms of `to be`, which make a passive.
    BE = 7;
    NEGATION = 8;
    ADV = 9;
    HE = 10;
    SHE = 11;
    THEY = 12;
    IT = 13;
    /// `I`, `we`, `you`: speakers of whom the article tells no name.
    FIRST_PERSON = 14;
    NUM = 15;
    /// One person, by office, trade or kin.
    ROLE = 16;
    /// Several people.
    ROLES = 17;
    /// A body that issues statements.
    ORG = 18;
    /// A writing that says something.
    DOC = 19;
    /// A courtesy title or a rank before a name.
    TITLE = 20;
    DAY = 21;
    NATION = 22;
    MALE = 23;
    FEMALE = 24;
    PLACE = 25;
    /// Names what follows instead of reporting it: `the film “…”`.
    NAMES = 26;
    /// `Jr.`
    SUFFIX = 27;
    /// Part of a name between capitals: `van`, `bin`.
    PARTICLE = 28;
    /// `week`, `morning`: closes a phrase of time.
    TIME = 29;
    /// Makes the run of capitals in which it stands the name of an organisation.
    ORG_NAME = 30;
    /// Keeps the stop behind it: `Sen.`
    ABBREVIATION = 31;
}

pub(super) const PRONOUN: u32 = HE | SHE | THEY | IT | FIRST_PERSON;
pub(super) const HUMAN: u32 = ROLE | ROLES;
pub(super) const NOUN: u32 = ROLE | ROLES | ORG | DOC;
/// Words that are no names even where a sentence begins with them.
pub(super) const FUNCTION: u32 = DET
    | PREP
    | CONJ
    | SUBORD
    | RELATIVE
    | AUX
    | ADV
    | PRONOUN
    | POSSESSIVE
    | NEGATION
    | NUM
    | DAY
    | TIME;

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub class: u32,
    pub cue: Cue,
}

/// A word of at most 24 letters in lower case, as numbers that are quick to compare.
type Key = (u64, u64, u64);

type Lexicon = HashMap<Key, Entry, BuildHasherDefault<Mix>>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    let mut add = |word: &str, entry: Entry| {
        if let Some(key) = key(word) {
            let known = lexicon.entry(key).or_default();
            known.class |= entry.class;
            known.cue = known.cue | entry.cue;
        }
    };
    for &(class, list) in LISTS {
        list.split_whitespace().for_each(|word| {
            add(
                word,
                Entry {
                    class,
                    cue: Cue::NONE,
                },
            )
        });
    }
    cues::for_each(|form, cue| add(&form, Entry { class: 0, cue }));
    lexicon
});

/// Multiplies and folds: nobody outside chooses the keys of the lexicon.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(byte.into()));
    }

    fn write_u64(&mut self, number: u64) {
        let product = u128::from(self.0.rotate_left(5) ^ number) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product ^ product >> 64) as u64;
    }
}

/// The key of a word: without its stops, with straight apostrophes. `None` where no list can hold
/// it.
fn key(word: &str) -> Option<Key> {
    let mut key = [0_u64; 3];
    let mut length = 0;
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'.' => continue,
            0xe2 if bytes.next() == Some(0x80) && bytes.next() == Some(0x99) => b'\'',
            _ if byte.is_ascii() => byte.to_ascii_lowercase(),
            _ => return None,
        };
        *key.get_mut(length / 8)? |= u64::from(byte) << (length % 8 * 8);
        length += 1;
    }
    let [one, two, three] = key;
    Some((one, two, three))
}

/// What is known of a word, whatever its case. `us` is no country, `US` is.
pub(super) fn look_up(word: &str) -> Entry {
    let Some(mut entry) = key(word).and_then(|key| LEXICON.get(&key)).copied() else {
        return Entry::default();
    };
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    if word.len() > 11 || entry.class & (NATION | FIRST_PERSON | TITLE | IT | AUX | DAY | MALE) == 0
    {
        return entry;
    }
    // Words whose capital makes another word of them.
    let mut lower = [0; 12];
    let letters = word.bytes().filter(|&byte| byte != b'.').zip(&mut lower);
    let length = letters
        .map(|(byte, slot)| *slot = byte.to_ascii_lowercase())
        .count();
    match lower.get(..length).unwrap_or_default() {
        b"us" if capital => entry.class = NATION | PLACE,
        b"us" => entry.class = FIRST_PERSON,
        b"general" | b"major" | b"private" | b"corporal" | b"independent" | b"marshal"
            if !capital =>
        {
            entry.class = 0
        }
        b"it" if word == "IT" => entry.class = 0,
        b"may" | b"march" | b"will" | b"mark" | b"bill" if capital => entry.cue = Cue::NONE,
        _ => {}
    }
    entry
}

/// What the ending of a small word that no list holds says of it.
pub(super) fn by_ending(word: &str) -> u32 {
    let long = word.len() > 6;
    if word.len() > 4 && word.ends_with("ly") {
        ADV
    } else if word.ends_with("-year-old")
        || long && (word.ends_with("man") || word.ends_with("ologist"))
    {
        ROLE
    } else if long && (word.ends_with("women") || word.ends_with("smen")) {
        ROLES
    } else {
        0
    }
}

/// `al-Masoud`, `d'Alema`: begins small but is a name.
pub(super) fn is_grown_particle(word: &str) -> bool {
    word.split_once(['-', '\'', '’'])
        .is_some_and(|(particle, rest)| {
            matches!(
                particle,
                "al" | "el" | "d" | "ul" | "bin" | "an" | "as" | "ad" | "ar"
            ) && rest.starts_with(char::is_uppercase)
        })
}
