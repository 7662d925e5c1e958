//! Reporting verbs: their forms and their ways of reporting speech.

use bitflags::bitflags;
use serde::Deserialize;

use super::flags::named;
use super::inflection::Forms;

bitflags! {
    /// Way in which a word reports speech: the verb forms that it can be, and the traits of the
    /// verb. Empty for a word that does not report speech. One spelling may be several forms or
    /// belong to several verbs.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Cue: u16 {
        /// Past tense: `said`.
        const PAST = 1 << 0;
        /// Past participle: `written`.
        const PARTICIPLE = 1 << 1;
        /// Third person singular of the present: `says`.
        const PRESENT = 1 << 2;
        /// Base form: `say`.
        const BASE = 1 << 3;
        /// Gerund: `saying`.
        const GERUND = 1 << 4;

        /// Introduces whole quotations and may precede its speaker: `said Smith`.
        const STRONG = 1 << 8;
        /// Has a listener as its object: `told reporters`.
        const LISTENER = 1 << 9;
        /// Introduces names as often as quotations: `called “Harbour Lights”`.
        const NAMING = 1 << 10;
        /// Has documents and signs as its subject too: `the sign read`.
        const READS = 1 << 11;
        /// Reports only together with the particle after it: `went on`, `put it`.
        const PHRASAL = 1 << 12;
    }
}

impl Cue {
    /// Returns whether the word reports speech at all.
    pub fn is_some(self) -> bool {
        !self.is_empty()
    }

    /// Returns whether it introduces whole quotations.
    pub fn is_strong(self) -> bool {
        self.intersects(Self::STRONG | Self::LISTENER | Self::READS | Self::PHRASAL)
    }

    /// Returns whether it may precede its speaker: `said Smith`, but not `told Smith`.
    pub fn inverts(self) -> bool {
        self.contains(Self::STRONG)
    }

    /// Returns whether it has a listener as its object.
    pub fn has_listener(self) -> bool {
        self.contains(Self::LISTENER)
    }

    /// Returns whether documents and signs can be its subject.
    pub fn reads(self) -> bool {
        self.contains(Self::READS)
    }

    /// Returns whether it needs a particle.
    pub fn is_phrasal(self) -> bool {
        self.contains(Self::PHRASAL)
    }

    /// Returns the number of words of the verb.
    pub fn word_count(self) -> usize {
        1 + usize::from(self.is_phrasal())
    }

    /// Returns whether it introduces names as often as quotations.
    pub fn names(self) -> bool {
        self.contains(Self::NAMING)
    }

    /// Returns whether it can be a past tense.
    pub fn is_past(self) -> bool {
        self.contains(Self::PAST)
    }

    /// Returns whether it can be a past participle.
    pub fn is_participle(self) -> bool {
        self.contains(Self::PARTICIPLE)
    }

    /// Returns whether it can be the third person singular of the present.
    pub fn is_present(self) -> bool {
        self.contains(Self::PRESENT)
    }

    /// Returns whether it can be a base form.
    pub fn is_base(self) -> bool {
        self.contains(Self::BASE)
    }

    /// Returns whether it can be a gerund.
    pub fn is_gerund(self) -> bool {
        self.contains(Self::GERUND)
    }

    /// Returns whether it can be finite and introduces whole quotations.
    pub fn is_finite_strong(self) -> bool {
        self.is_finite() && self.is_strong()
    }

    /// Returns whether it can be finite: the verb of a clause.
    pub fn is_finite(self) -> bool {
        self.intersects(Self::PAST | Self::PRESENT)
    }
}

/// Data file of the verbs.
#[derive(Deserialize)]
struct File {
    lists: Vec<List>,
}

#[derive(Deserialize)]
struct List {
    traits: Vec<String>,
    verbs: String,
}

/// Calls `add` with every form of every reporting verb.
pub(super) fn for_each_form(mut add: impl FnMut(&str, Cue)) {
    let file: File = toml::from_str(include_str!("en/reporting-verbs.toml"))
        .unwrap_or(File { lists: Vec::new() });
    for list in &file.lists {
        let traits: Cue = named(&list.traits);
        for verb in list.verbs.split_whitespace() {
            let forms = Forms::of(verb);
            add(&forms.base, Cue::BASE | traits);
            add(&forms.past, Cue::PAST | traits);
            add(&forms.participle, Cue::PARTICIPLE | traits);
            add(&forms.present, Cue::PRESENT | traits);
            add(&forms.gerund, Cue::GERUND | traits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_sound() {
        let file: File = toml::from_str(include_str!("en/reporting-verbs.toml")).unwrap();
        let mut all: Vec<&str> = Vec::new();
        for list in &file.lists {
            assert!(
                list.traits
                    .iter()
                    .all(|name| Cue::from_name(name).is_some())
            );
            let verbs: Vec<&str> = list.verbs.split_whitespace().collect();
            assert!(verbs.is_sorted(), "{:?} is not sorted", list.traits);
            all.extend(verbs);
        }
        all.sort_unstable();
        let twice: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
