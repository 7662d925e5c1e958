//! People and places, and the other names they go by.
//!
//! One table serves two readers: a question that says "Zelensky" finds the articles that write
//! "Zelenskyy", and a quotation by "Kiev" is filed under "Kyiv". The table is small on purpose:
//! spellings that differ between newspapers, not an encyclopaedia. The operator adds the rest.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

/// Groups of names that mean the same person or place; the first of a group is the canonical one.
const BUILT_IN: &[&[&str]] = &[
    // People whose names are written in several ways.
    &[
        "Volodymyr Zelenskyy",
        "Zelenskyy",
        "Zelensky",
        "Zelenskiy",
        "Zelenskij",
        "Selenskyj",
        "Selenski",
        "Volodymyr Zelensky",
        "Volodymyr Zelenskiy",
        "Wolodymyr Selenskyj",
    ],
    &[
        "Vladimir Putin",
        "Putin",
        "Wladimir Putin",
        "Vladimir Poutine",
    ],
    &["Donald Trump", "Trump", "Donald J. Trump"],
    &["Joe Biden", "Biden", "Joseph Biden", "Joseph R. Biden"],
    &["J.D. Vance", "JD Vance", "J. D. Vance", "Vance"],
    &["Sergey Lavrov", "Lavrov", "Sergei Lavrov"],
    &["Yuri Ushakov", "Ushakov", "Yury Ushakov"],
    &["Dmitry Peskov", "Peskov", "Dmitri Peskov"],
    &["Andriy Yermak", "Yermak", "Andrii Yermak"],
    &[
        "Alexander Lukashenko",
        "Lukashenko",
        "Aleksandr Lukashenko",
        "Alyaksandr Lukashenka",
    ],
    &[
        "Recep Tayyip Erdoğan",
        "Erdoğan",
        "Erdogan",
        "Recep Tayyip Erdogan",
    ],
    &["Xi Jinping", "Xi"],
    &["Emmanuel Macron", "Macron"],
    &["Keir Starmer", "Starmer", "Sir Keir Starmer"],
    &["Friedrich Merz", "Merz"],
    &["Ursula von der Leyen", "von der Leyen"],
    &["Jan Lipavský", "Lipavsky", "Lipavský", "Jan Lipavsky"],
    &["Benjamin Netanyahu", "Netanyahu", "Binyamin Netanyahu"],
    &["Mohammed bin Salman", "MBS", "Muhammad bin Salman"],
    // Countries, unions and alliances.
    &[
        "United States",
        "US",
        "U.S.",
        "USA",
        "U.S.A.",
        "United States of America",
    ],
    &["United Kingdom", "UK", "U.K.", "Great Britain", "Britain"],
    &["European Union", "EU", "E.U."],
    &["United Nations", "UN", "U.N."],
    &[
        "NATO",
        "North Atlantic Treaty Organization",
        "North Atlantic Treaty Organisation",
    ],
    &["Russia", "Russian Federation"],
    &["China", "People's Republic of China", "PRC"],
    &["North Korea", "DPRK"],
    &["South Korea", "Republic of Korea"],
    &["Czech Republic", "Czechia"],
    &["Turkey", "Türkiye", "Turkiye"],
    &["Belarus", "Belorussia", "Byelorussia"],
    &["Moldova", "Moldavia"],
    &["Myanmar", "Burma"],
    &["United Arab Emirates", "UAE", "U.A.E."],
    &["Netherlands", "Holland"],
    // Cities and regions.
    &["Kyiv", "Kiev", "Kyjiw", "Kiew"],
    &["Kharkiv", "Kharkov"],
    &["Odesa", "Odessa"],
    &["Lviv", "Lvov"],
    &["Dnipro", "Dnepr", "Dnipropetrovsk"],
    &["Zaporizhzhia", "Zaporizhia", "Zaporozhye", "Zaporizhzhya"],
    &["Mykolaiv", "Nikolaev"],
    &["Luhansk", "Lugansk"],
    &["Donbas", "Donbass"],
    &["Crimea", "Crimean Peninsula"],
    &["Chernobyl", "Chornobyl"],
    &["Saint Petersburg", "St. Petersburg", "St Petersburg"],
    &["Beijing", "Peking"],
    &[
        "Washington, D.C.",
        "Washington, DC",
        "Washington DC",
        "Washington D.C.",
    ],
    &[
        "Joint Base Elmendorf-Richardson",
        "Elmendorf-Richardson",
        "JBER",
    ],
];

/// Acronyms that are everyday words in lower case: these are names in capitals only, or else
/// "us" would be a country in every second sentence.
pub const WORDS_IN_LOWER_CASE: &[&str] = &[
    "act", "aid", "am", "an", "are", "as", "at", "be", "by", "can", "do", "go", "he", "if", "in",
    "is", "it", "may", "me", "no", "of", "on", "or", "so", "to", "up", "us", "we", "who",
];

/// Why a table of other names could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct AliasError {
    /// The offset in bytes of what is wrong, where it is known.
    pub offset: Option<usize>,
    /// What is wrong, in lower case without a full stop.
    pub message: String,
}

/// A table of names: every name belongs to at most one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    groups: Vec<Vec<String>>,
    by_key: HashMap<String, usize>,
    /// For the first word of every name, in lower case, how many words the longest one has that
    /// begins with it.
    lengths: HashMap<String, usize>,
}

impl Aliases {
    /// The table that ships with the program.
    pub fn built_in() -> Self {
        let mut table = Self::default();
        for group in BUILT_IN {
            table.add(group.iter().map(|&name| name.to_owned()).collect());
        }
        table
    }

    /// Reads the operator's table: TOML, `"Canonical name" = ["other", "names"]` at the top level.
    pub fn parse(text: &str) -> Result<Self, AliasError> {
        let entries: BTreeMap<String, Vec<String>> =
            toml::from_str(text).map_err(|error| AliasError {
                offset: error.span().map(|span| span.start),
                message: error.message().to_owned(),
            })?;
        let mut table = Self::default();
        for (canonical, others) in entries {
            let group: Vec<String> = std::iter::once(canonical).chain(others).collect();
            if let Some(taken) = group.iter().find(|name| table.canonical(name).is_some()) {
                return Err(AliasError {
                    offset: text.find(taken.as_str()),
                    message: format!("\"{taken}\" stands in two groups of names"),
                });
            }
            table.add(group);
        }
        Ok(table)
    }

    /// Adds another table to this one. Groups that share a name become one group, and the added
    /// table says which of its names is the canonical one.
    pub fn merge(&mut self, other: Self) {
        for group in other.groups {
            self.add(group);
        }
    }

    /// The name under which the person or place is filed, if the table knows `name`.
    pub fn canonical(&self, name: &str) -> Option<&str> {
        self.group(name).first().map(String::as_str)
    }

    /// Every name of the person or place, `name` itself among them and the canonical one first;
    /// nothing if the table does not know `name`.
    pub fn names_of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.group(name).iter().map(String::as_str)
    }

    /// How many words the longest name has that begins with `word`, which is in lower case; 0 if
    /// none does.
    pub fn longest_from(&self, word: &str) -> usize {
        self.lengths.get(word).copied().unwrap_or_default()
    }

    /// Whether both names mean the same person or place: they are spelt the same but for their
    /// case, or stand in one group.
    pub fn same(&self, one: &str, other: &str) -> bool {
        key(one) == key(other)
            || self
                .canonical(one)
                .is_some_and(|name| self.canonical(other) == Some(name))
    }

    /// A hash over the whole table: two tables with the same one file everybody alike.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = blake3::Hasher::new();
        for name in self.groups.iter().flat_map(|group| {
            let names = group.iter().map(String::as_str);
            names.chain(std::iter::once(""))
        }) {
            hasher.update(&(name.len() as u64).to_le_bytes());
            hasher.update(name.as_bytes());
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        u64::from_le_bytes(first)
    }

    fn group(&self, name: &str) -> &[String] {
        self.by_key
            .get(&key(name))
            .and_then(|&n| self.groups.get(n))
            .map_or(&[], Vec::as_slice)
    }

    /// Puts `names` at the head of the groups that they touch, which become one.
    fn add(&mut self, names: Vec<String>) {
        let mut group: Vec<String> = Vec::new();
        let mut push = |name: String| {
            if !key(&name).is_empty() && !group.iter().any(|known| key(known) == key(&name)) {
                group.push(name);
            }
        };
        for name in &names {
            push(name.clone());
        }
        for name in &names {
            if let Some(known) = self
                .by_key
                .get(&key(name))
                .and_then(|&n| self.groups.get_mut(n))
            {
                std::mem::take(known).into_iter().for_each(&mut push);
            }
        }
        for name in &group {
            let key = key(name);
            if let Some(first) = key.split_whitespace().next() {
                let longest = self.lengths.entry(first.to_lowercase()).or_default();
                *longest = key.split_whitespace().count().max(*longest);
            }
            self.by_key.insert(key, self.groups.len());
        }
        self.groups.push(group);
    }
}

/// The form in which names are compared: lower case with straight apostrophes, unless the name is
/// an acronym that would then be an everyday word.
fn key(name: &str) -> String {
    let name = name.trim().replace('’', "'");
    let lower = name.to_lowercase();
    if WORDS_IN_LOWER_CASE.contains(&lower.as_str()) && name == name.to_uppercase() {
        return name;
    }
    lower
}
