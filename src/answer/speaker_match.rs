//! Matching a typed name with speakers: by other names, by surnames, and despite typing errors.

use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::index::SpeakerCount;
use crate::lexicon::{self, Aliases, Class};
use crate::quotations::Speaker;
use crate::text::words::Words;

/// Kind of match between two names, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameMatch {
    None,
    /// The names are the same except for a typing error.
    Typo,
    /// One name is part of the other.
    Part,
    Same,
}

/// Typed name of a speaker.
pub(super) struct SpeakerName<'a> {
    /// Words of all names of the person; the first name is the canonical one if it is known.
    names: Vec<Vec<String>>,
    canonical: &'a str,
    /// Whether it is a description such as "the president", which identifies nobody.
    is_description: bool,
}

/// Speakers that match a typed name best.
#[derive(Default)]
pub(super) struct FoundSpeakers {
    /// Canonical names.
    pub(super) names: Vec<String>,
    /// Whether no name matches; `names` are then those that are spelt nearly the same, if any.
    pub(super) is_alike: bool,
}

impl<'a> SpeakerName<'a> {
    /// Parses a typed name.
    pub(super) fn new(asked: &'a str, aliases: &'a Aliases) -> Self {
        let asked = asked.trim();
        let bare = without_titles(&words(asked)).join(" ");
        let canonical = aliases
            .canonical(asked)
            .or_else(|| aliases.canonical(&bare));
        let known: Vec<Vec<String>> = canonical
            .into_iter()
            .flat_map(|name| aliases.names_of(name))
            .map(words)
            .collect();
        let is_description = canonical.is_none() && is_description(asked);
        Self {
            names: if known.is_empty() {
                vec![without_titles(&words(asked)).to_vec()]
            } else {
                known
            },
            canonical: canonical.unwrap_or(asked),
            is_description,
        }
    }

    /// Finds the speakers with the strongest match.
    pub(super) fn find(&self, speakers: &[SpeakerCount]) -> FoundSpeakers {
        let mut best = NameMatch::Typo;
        let mut names: Vec<String> = Vec::new();
        for speaker in speakers {
            let name_match = self.name_match(&speaker.name);
            if name_match > best {
                best = name_match;
                names.clear();
            }
            if name_match == best {
                names.push(speaker.name.clone());
            }
        }
        FoundSpeakers {
            names,
            is_alike: best == NameMatch::Typo,
        }
    }

    /// Returns whether a speaker is meant; `None` if one of them is only described. A name that is
    /// spelt nearly the same does not match, because it may be another person.
    pub(super) fn is(&self, speaker: &Speaker) -> Option<bool> {
        if self.matches(&speaker.canonical) || self.matches(&speaker.name) {
            return Some(true);
        }
        let is_clear = !self.is_description && !is_office(&speaker.canonical);
        is_clear.then_some(false)
    }

    /// Returns whether the name is a description such as "the president", which identifies nobody.
    pub(super) fn is_description(&self) -> bool {
        self.is_description
    }

    /// Returns whether any of the speakers is meant.
    pub(super) fn is_among(&self, speakers: &[SpeakerCount]) -> bool {
        speakers.iter().any(|speaker| self.matches(&speaker.name))
    }

    fn matches(&self, name: &str) -> bool {
        self.name_match(name) >= NameMatch::Part
    }

    fn name_match(&self, name: &str) -> NameMatch {
        if name == self.canonical {
            return NameMatch::Same;
        }
        let name = words(name);
        let of = |asked: &Vec<String>| match (asked.as_slice(), name.as_slice()) {
            ([], _) | (_, []) => NameMatch::None,
            (asked, name) if asked == name => NameMatch::Same,
            (asked, name) if is_part(asked, name) || is_part(name, asked) => NameMatch::Part,
            (asked, name) if is_typo(asked, name) => NameMatch::Typo,
            _ => NameMatch::None,
        };
        // A name in the table means that person, and not everybody with the same surname.
        let by_name = self.names.iter().map(of).max();
        match by_name.unwrap_or(NameMatch::None) {
            NameMatch::Part if self.names.len() > 1 => {
                self.names.first().map_or(NameMatch::None, of)
            }
            name_match => name_match,
        }
    }
}

/// Returns whether all words or initials of one name are in the other. A name of several words must
/// also end with the same word.
fn is_part(part: &[String], whole: &[String]) -> bool {
    let is_initial = |word: &String| {
        part.len() > 1
            && word.chars().count() == 1
            && whole.iter().any(|name| name.starts_with(word.as_str()))
    };
    let is_in = |word: &String| whole.contains(word) || is_initial(word);
    part.iter().all(is_in) && (part.len() == 1 || part.last() == whole.last())
}

/// Returns whether the names differ only by typing errors, in full or by the surname alone.
fn is_typo(asked: &[String], name: &[String]) -> bool {
    let near = |one: &String, other: &String| {
        let slips = match one.chars().count().min(other.chars().count()) {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        osa_distance(one, other) <= slips
    };
    match asked {
        [surname] => name.iter().any(|word| near(surname, word)),
        _ => asked.len() == name.len() && asked.iter().zip(name).all(|(a, b)| near(a, b)),
    }
}

fn is_description(name: &str) -> bool {
    let articles = ["the ", "a ", "an ", "The ", "A ", "An "];
    let has_article = articles.iter().any(|article| name.starts_with(article));
    has_article || !name.contains(char::is_alphabetic)
}

/// Returns whether a speaker is an office or an organisation, for which any person may have spoken.
fn is_office(speaker: &str) -> bool {
    let is_name = speaker
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase);
    !is_name
        || words(speaker).iter().any(|word| {
            lexicon::is(
                word,
                Class::ORG | Class::ORG_NAME | Class::ROLES | Class::OFFICE,
            )
        })
}

/// Returns whether a word in lower case may precede a name without being part of it.
fn is_title(word: &str) -> bool {
    word == "us" || lexicon::is(word, Class::TITLE | Class::NATION | Class::PORTFOLIO)
}

fn without_titles(words: &[String]) -> &[String] {
    let titles = words.iter().take_while(|word| is_title(word)).count();
    match words.get(titles..) {
        Some(rest) if !rest.is_empty() => rest,
        _ => words,
    }
}

/// Returns the words of a name in lower case, without accents, apostrophes and full stops.
fn words(name: &str) -> Vec<String> {
    Words::new(name)
        .map(|(_, word)| normalised(word))
        .filter(|word| !word.is_empty())
        .collect()
}

fn normalised(word: &str) -> String {
    if word.is_ascii() {
        let mut word = word.replace(['\'', '.'], "");
        word.make_ascii_lowercase();
        return word;
    }
    word.nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '’' | '\'' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}
