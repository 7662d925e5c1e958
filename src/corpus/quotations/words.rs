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

type Lexicon = HashMap<Vec<u8>, Entry, BuildHasherDefault<Fnv>>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (class, list) in LISTS {
        for word in list.split_whitespace() {
            lexicon.entry(word.into()).or_default().class |= class;
        }
    }
    cues::for_each(|form, cue| {
        let entry = lexicon.entry(form.into_bytes()).or_default();
        entry.cue = entry.cue | cue;
    });
    lexicon
});

/// FNV-1a: the keys are short, and nobody outside chooses them.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let start = if self.0 == 0 {
            0xcbf2_9ce4_8422_2325
        } else {
            self.0
        };
        self.0 = bytes.iter().fold(start, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    }
}

/// What is known of a word, whatever its case. `us` is no country, `US` is.
pub(super) fn look_up(word: &str) -> Entry {
    let mut key = [0; 24];
    let mut length = 0;
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c };
        if c == '.' {
            continue;
        }
        let (true, Some(slot)) = (c.is_ascii(), key.get_mut(length)) else {
            return Entry::default();
        };
        *slot = c.to_ascii_lowercase() as u8;
        length += 1;
    }
    let key = key.get(..length).unwrap_or_default();
    let mut entry = LEXICON.get(key).copied().unwrap_or_default();
    match key {
        b"us" if word.starts_with('U') => entry.class = NATION | PLACE,
        b"us" => entry.class = FIRST_PERSON,
        b"general" | b"major" | b"private" | b"corporal" | b"independent" | b"marshal"
            if word.starts_with(char::is_lowercase) =>
        {
            entry.class = 0;
        }
        b"it" if word == "IT" => entry.class = 0,
        b"may" | b"march" | b"will" | b"mark" | b"bill" if word.starts_with(char::is_uppercase) => {
            entry.cue = Cue::NONE;
        }
        _ => {}
    }
    entry
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
