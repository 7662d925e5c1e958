//! How words report speech, and the forms of the verbs that do.

use bitflags::bitflags;
use serde::Deserialize;

use super::inflection::Forms;

bitflags! {
    /// How a word reports speech: which forms of a verb it can be, and how the verb reports. Empty
    /// for a word that does not. One spelling may be several forms or belong to several verbs.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Cue: u16 {
        /// The past: `said`.
        const PAST = 1 << 0;
        /// The past participle: `written`.
        const PARTICIPLE = 1 << 1;
        /// The third person of the present: `says`.
        const PRESENT = 1 << 2;
        /// The base form: `say`.
        const BASE = 1 << 3;
        /// The gerund: `saying`.
        const GERUND = 1 << 4;

        /// Introduces whole quotations and may stand before its speaker: `said Smith`.
        const STRONG = 1 << 8;
        /// Has a listener as its object: `told reporters`.
        const LISTENER = 1 << 9;
        /// Gives a name as often as it reports: `called “Harbour Lights”`.
        const NAMING = 1 << 10;
        /// Is also what writings do: `the sign read`.
        const READS = 1 << 11;
        /// Reports only together with the particle behind it: `went on`, `put it`.
        const PHRASAL = 1 << 12;
    }
}

impl Cue {
    /// Whether it reports at all.
    pub fn is_some(self) -> bool {
        !self.is_empty()
    }

    /// Whether it introduces whole quotations.
    pub fn is_strong(self) -> bool {
        self.intersects(Self::STRONG | Self::LISTENER | Self::READS | Self::PHRASAL)
    }

    /// Whether it may stand before its speaker: `said Smith`, but not `told Smith`.
    pub fn inverts(self) -> bool {
        self.contains(Self::STRONG)
    }

    /// Whether it has a listener as its object.
    pub fn has_listener(self) -> bool {
        self.contains(Self::LISTENER)
    }

    /// Whether writings do it too.
    pub fn reads(self) -> bool {
        self.contains(Self::READS)
    }

    /// Whether it needs a particle.
    pub fn is_phrasal(self) -> bool {
        self.contains(Self::PHRASAL)
    }

    /// Number of words of the verb.
    pub fn word_count(self) -> usize {
        1 + usize::from(self.is_phrasal())
    }

    /// Whether it gives a name as often as it reports.
    pub fn names(self) -> bool {
        self.contains(Self::NAMING)
    }

    /// Whether it can be a past.
    pub fn is_past(self) -> bool {
        self.contains(Self::PAST)
    }

    /// Whether it can be a past participle.
    pub fn is_participle(self) -> bool {
        self.contains(Self::PARTICIPLE)
    }

    /// Whether it can be a third person of the present.
    pub fn is_present(self) -> bool {
        self.contains(Self::PRESENT)
    }

    /// Whether it can be a base form.
    pub fn is_base(self) -> bool {
        self.contains(Self::BASE)
    }

    /// Whether it can be a gerund.
    pub fn is_gerund(self) -> bool {
        self.contains(Self::GERUND)
    }

    /// Whether it can be the verb of a clause and introduces whole quotations.
    pub fn is_finite_strong(self) -> bool {
        self.is_finite() && self.is_strong()
    }

    /// Whether it can be the verb of a clause.
    pub fn is_finite(self) -> bool {
        self.intersects(Self::PAST | Self::PRESENT)
    }
}

/// The data file of the verbs.
#[derive(Deserialize)]
struct File {
    lists: Vec<List>,
}

#[derive(Deserialize)]
struct List {
    traits: Vec<String>,
    verbs: String,
}

/// Calls `add` with every form of every verb that reports speech.
pub(super) fn for_each_form(mut add: impl FnMut(&str, Cue)) {
    let file: File = toml::from_str(include_str!("en/reporting-verbs.toml"))
        .unwrap_or(File { lists: Vec::new() });
    for list in &file.lists {
        let traits = list.traits.iter().filter_map(|name| Cue::from_name(name));
        let traits = traits.fold(Cue::empty(), |all, one| all | one);
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
