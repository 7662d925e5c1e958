//! The words of a declined question that no article contains.

use crate::answer::asker::Asker;
use crate::answer::query::query_terms::QueryTerm;
use crate::index::{IndexError, Search};

/// Minimum length of a word that is reported as unmentioned, in characters.
const SHORTEST_WORD: usize = 3;

impl Asker {
    /// Returns the words of a question that no article contains in any form or under another name,
    /// as they were typed.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn unmentioned(
        &self,
        engine: &dyn Search,
        question: &str,
    ) -> Result<Vec<String>, IndexError> {
        let (_, terms) = self.read(question, engine, &mut self.analyzer.clone())?;
        unmentioned(engine, &terms)
    }
}

/// Returns the terms that no article contains, as they were typed.
pub(super) fn unmentioned(
    engine: &dyn Search,
    terms: &[QueryTerm],
) -> Result<Vec<String>, IndexError> {
    let mut unmentioned = Vec::new();
    for term in terms {
        if term.is_known || term.written.chars().count() < SHORTEST_WORD {
            continue;
        }
        let mut has_synonym = false;
        for stem in term.near.iter().flatten() {
            has_synonym = has_synonym || engine.frequency(stem)? > 0;
        }
        if !has_synonym {
            unmentioned.push(term.written.clone());
        }
    }
    Ok(unmentioned)
}
