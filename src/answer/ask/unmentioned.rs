//! Comparing a declined question with the articles: which of its words they contain.

use crate::answer::asker::Asker;
use crate::index::{IndexError, Passage, Search};

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
        let mut analyzer = self.analyzer.clone();
        let (read, terms) = self.read(question, engine, &mut analyzer)?;
        let groups: Vec<_> = terms.iter().map(|term| term.to_query()).collect();
        let mut unmentioned = Vec::new();
        for (word, written) in read.words.iter().zip(analyzer.words(question)) {
            let typed = question.get(written.span).unwrap_or_default();
            let says_something = word.is_content && typed.chars().count() >= SHORTEST_WORD;
            let own = analyzer.stem(&word.form).into_owned();
            if !says_something || engine.frequency(&own)? > 0 {
                continue;
            }
            let mut others = groups
                .iter()
                .filter(|group| group.stems.iter().any(|(stem, _)| *stem == own))
                .flat_map(|group| &group.stems);
            let is_known_otherwise =
                others.try_fold(false, |is_known, (stem, _)| -> Result<bool, IndexError> {
                    Ok(is_known || engine.frequency(stem)? > 0)
                })?;
            if !is_known_otherwise {
                unmentioned.push(typed.to_owned());
            }
        }
        Ok(unmentioned)
    }

    /// Returns whether a passage contains any content word of a question.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn holds_something(
        &self,
        engine: &dyn Search,
        question: &str,
        passage: &Passage,
    ) -> Result<bool, IndexError> {
        let mut analyzer = self.analyzer.clone();
        let (_, terms) = self.read(question, engine, &mut analyzer)?;
        let groups: Vec<_> = terms.iter().map(|term| term.to_query()).collect();
        let words = analyzer.words(&passage.text);
        Ok(words.iter().any(|word| {
            let stem = analyzer.stem(&word.form);
            let stems = groups.iter().flat_map(|group| &group.stems);
            stems.into_iter().any(|(known, _)| *known == stem)
        }))
    }
}
