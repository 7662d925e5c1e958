//! Words and phrases that change the sense of their sentence: they deny, doubt, wish or hedge.

use std::sync::LazyLock;

use bitflags::bitflags;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::flags::named;
use super::inflection::Forms;

bitflags! {
    /// Set of effects of a word or phrase on the sense of its sentence.
    ///
    /// The data file refers to a sense by the name of its constant.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Sense: u32 {
        /// Negates its sentence: `not`.
        const NEGATOR = 1 << 0;
        /// States that something is not so or does not happen: `deny`, `far from`.
        const DENIAL = 1 << 1;
        /// Excepts something from a whole: `except`.
        const EXCEPTION = 1 << 2;
        /// Quantifier: `everyone`, `half`.
        const QUANTIFIER = 1 << 3;
        /// Noun for something said or believed: `rumour`.
        const CLAIM_NOUN = 1 << 4;
        /// Verb of belief: `think`.
        const BELIEF = 1 << 5;
        /// Verb of wishing: `hope`.
        const WISH = 1 << 6;
        /// Hedge: `perhaps`.
        const HEDGE = 1 << 7;
        /// Tentative modal: `might`.
        const TENTATIVE = 1 << 8;
        /// Opens a condition: `unless`.
        const CONDITION = 1 << 9;
        /// Makes the number after it approximate: `at least`.
        const APPROXIMATOR = 1 << 10;
        /// Makes the number before it approximate: `or more`.
        const APPROXIMATOR_BEHIND = 1 << 11;
        /// Means nearly but not quite: `almost`.
        const NEARLY = 1 << 12;
        /// Modal: something is possible, wanted or necessary, `must`.
        const MODAL = 1 << 13;
        /// Looks like a denial but is not: `not only`.
        const NEUTRAL = 1 << 14;
    }
}

#[derive(Default, Deserialize)]
struct File {
    lists: Vec<List>,
}

#[derive(Deserialize)]
struct List {
    senses: Vec<String>,
    #[serde(default)]
    words: String,
    /// Verbs, which count in all of their forms.
    #[serde(default)]
    verbs: String,
    #[serde(default)]
    phrases: Vec<String>,
}

/// Phrase with a sense.
struct Phrase {
    words: Vec<String>,
    sense: Sense,
}

#[derive(Default)]
struct Senses {
    words: FxHashMap<String, Sense>,
    /// Phrases by their first word.
    phrases: FxHashMap<String, Vec<Phrase>>,
}

impl Senses {
    fn add(&mut self, word: &str, sense: Sense) {
        *self.words.entry(word.to_owned()).or_default() |= sense;
    }
}

static SENSES: LazyLock<Senses> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("en/senses.toml")).unwrap_or_default();
    let mut senses = Senses::default();
    for list in &file.lists {
        let sense: Sense = named(&list.senses);
        for word in list.words.split_whitespace() {
            senses.add(word, sense);
        }
        for verb in list.verbs.split_whitespace() {
            let forms = Forms::of(verb);
            for form in [
                forms.base,
                forms.past,
                forms.participle,
                forms.present,
                forms.gerund,
            ] {
                senses.add(&form, sense);
            }
        }
        for phrase in &list.phrases {
            let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            match words.as_slice() {
                [word] => senses.add(word, sense),
                [first, ..] => {
                    let known = senses.phrases.entry(first.clone()).or_default();
                    known.push(Phrase { words, sense });
                }
                [] => {}
            }
        }
    }
    senses
});

/// Returns the senses of a word in lower case with straight apostrophes.
pub fn sense(word: &str) -> Sense {
    let sense = SENSES.words.get(word).copied().unwrap_or_default();
    if word.ends_with("n't") {
        sense | Sense::NEGATOR
    } else if word.ends_with("'ll") {
        sense | Sense::MODAL
    } else if word.ends_with("'d") {
        sense | Sense::MODAL | Sense::TENTATIVE
    } else {
        sense
    }
}

/// Iterates over the senses of the phrases that `words` begin with, each with its number of words.
/// The first word alone comes first, if it has a sense.
pub fn senses_from<'a>(words: &'a [&'a str]) -> impl Iterator<Item = (Sense, usize)> + 'a {
    let first = words.first().copied().unwrap_or_default();
    let alone = Some((sense(first), 1)).filter(|(sense, _)| !sense.is_empty());
    let phrases = SENSES.phrases.get(first).into_iter().flatten();
    let phrases = phrases.filter(move |phrase| {
        phrase.words.len() <= words.len() && phrase.words.iter().zip(words).all(|(a, b)| a == b)
    });
    alone
        .into_iter()
        .chain(phrases.map(|phrase| (phrase.sense, phrase.words.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_sound() {
        let file: File = toml::from_str(include_str!("en/senses.toml")).unwrap();
        for list in &file.lists {
            let about = list.senses.join(" and ");
            assert!(
                list.senses
                    .iter()
                    .all(|name| Sense::from_name(name).is_some()),
                "{about}"
            );
            for words in [&list.words, &list.verbs] {
                let words: Vec<&str> = words.split_whitespace().collect();
                assert!(words.is_sorted_by(|one, next| one < next), "{about}");
            }
            assert!(list.phrases.is_sorted_by(|one, next| one < next), "{about}");
        }
    }

    #[test]
    fn words_and_phrases_have_senses() {
        assert_eq!(sense("doubted"), Sense::DENIAL);
        assert!(sense("isn't").contains(Sense::NEGATOR));
        let found: Vec<_> = senses_from(&["far", "from", "safe"]).collect();
        assert_eq!(found, [(Sense::DENIAL, 2)]);
        assert!(senses_from(&["far", "away"]).next().is_none());
    }
}
