//! The terms of a question: its words with their other forms and names, and their weights.

use crate::index;

/// Weight of a stem added by query expansion: another form, name or spelling of the word.
const OTHER_NAME_WEIGHT: f32 = 0.8;

/// Weight of the stem of a synonym.
const NEAR_WEIGHT: f32 = 0.4;

/// Term of a question, with everything needed to recognise it in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct QueryTerm {
    /// Names of the term as sequences of stems, mostly of one stem; the asker's own comes first.
    pub(crate) names: Vec<Vec<String>>,
    /// Synonyms, as sequences of stems.
    pub(crate) near: Vec<Vec<String>>,
    /// Words as the asker typed them, in lower case and without accents.
    pub(crate) typed: Vec<String>,
    /// Words exactly as the asker typed them.
    pub(crate) written: String,
    /// Inverse document frequency, in nats.
    pub(crate) idf: f32,
    /// Weight in the confidence, in nats: the idf, reduced for a word that no article contains. The
    /// words of one name share the idf of the rarest of them, because a full name asks for no more
    /// than a surname.
    pub(crate) weight: f32,
    /// Whether the question shows it as a proper name.
    pub(crate) is_name: bool,
    /// Whether any article contains it.
    pub(crate) is_known: bool,
}

impl QueryTerm {
    /// Returns the term as a group of weighted stems for the search.
    pub(crate) fn to_query(&self) -> index::TermGroup {
        let mut stems: Vec<(String, f32)> = Vec::new();
        let own = self.names.iter().enumerate().map(|(n, name)| match n {
            0 => (name, 1.0),
            // A name of several words must not outweigh the word that was typed.
            _ => (name, OTHER_NAME_WEIGHT / name.len() as f32),
        });
        let near = self.near.iter();
        let near = near.map(|name| (name, NEAR_WEIGHT / name.len() as f32));
        for (name, weight) in own.chain(near) {
            for stem in name {
                if !stems.iter().any(|(known, _)| known == stem) {
                    stems.push((stem.clone(), weight));
                }
            }
        }
        index::TermGroup { stems }
    }
}
