//! Comparing a declined question with the articles: which of its words they contain.

use crate::answer::asker::Asker;
use crate::index::{IndexError, Passage, Search};

/// Minimum length of a word that is reported as unmentioned, in characters.
const SHORTEST_WORD: usize = 3;

/// A declined question, compared with the articles.
#[derive(Debug, Default)]
pub struct Declined {
    /// The words of the question that no article contains in any form or under another name, as
    /// they were typed.
    pub unmentioned: Vec<String>,
    /// Whether the nearest passage contains any content word of the question.
    pub is_near: bool,
}

impl Asker {
    /// Compares a declined question with the articles and with the passage that is nearest to it.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn declined(
        &self,
        engine: &dyn Search,
        question: &str,
        nearest: Option<&Passage>,
    ) -> Result<Declined, IndexError> {
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
        let words = nearest.map(|passage| analyzer.words(&passage.text));
        let is_near = words.unwrap_or_default().iter().any(|word| {
            let stem = analyzer.stem(&word.form);
            let mut stems = groups.iter().flat_map(|group| &group.stems);
            stems.any(|(known, _)| *known == stem)
        });
        Ok(Declined {
            unmentioned,
            is_near,
        })
    }
}
