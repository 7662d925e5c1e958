//! What a question speaks of: its words with their other forms and names, and how much each tells.

use crate::index;

/// What a stem counts that the asker did not write: another form, name or spelling of theirs.
const OTHER_NAME_WEIGHT: f32 = 0.8;

/// What a stem counts that can mean the same.
const NEAR_WEIGHT: f32 = 0.4;

/// One thing that a question speaks of, with all that is needed to recognise it in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct QueryTerm {
    /// What stands for it, as sequences of stems, the asker's own first; most are of one stem.
    pub(crate) names: Vec<Vec<String>>,
    /// Stems of other words that can mean the same.
    pub(crate) near: Vec<Vec<String>>,
    /// The asker's own words, in lower case and without accents.
    pub(crate) typed: Vec<String>,
    /// The asker's own words as they were typed.
    pub(crate) written: String,
    /// How much it tells about a passage: its inverse document frequency, in nats.
    pub(crate) idf: f32,
    /// What it counts for being sure, in nats: its idf, but less for a word that no article has, and
    /// the words of one name share that of the rarest of them, because who asks with a full name
    /// asks for no more.
    pub(crate) weight: f32,
    /// Whether it is the name of somebody or something, as far as the question shows.
    pub(crate) is_name: bool,
    /// Whether any article mentions it.
    pub(crate) is_known: bool,
}

impl QueryTerm {
    /// In the form in which an engine looks for it.
    pub(crate) fn to_query(&self) -> index::TermGroup {
        let mut stems: Vec<(String, f32)> = Vec::new();
        for (n, name) in self.names.iter().enumerate() {
            let weight = match n {
                0 => 1.0,
                // A name of several words must not outweigh the word that was asked for.
                _ => OTHER_NAME_WEIGHT / name.len() as f32,
            };
            for stem in name {
                if !stems.iter().any(|(known, _)| known == stem) {
                    stems.push((stem.clone(), weight));
                }
            }
        }
        for name in &self.near {
            for stem in name {
                if !stems.iter().any(|(known, _)| known == stem) {
                    stems.push((stem.clone(), NEAR_WEIGHT / name.len() as f32));
                }
            }
        }
        index::TermGroup { stems }
    }
}
