//! Suggests known spellings for a misspelt word.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::Snapshot;

/// Maximum number of spellings suggested for an unknown word.
const MAX_SPELLINGS: usize = 5;

/// Minimum length of a word in which every slip counts, in characters. In a shorter word a replaced
/// letter or another beginning mostly makes another word: "toll" and "told", "Iran" and "Iraq",
/// "rain" and "train".
const MIN_LONG_WORD: usize = 7;

impl Snapshot {
    /// Returns the indexed words of which `word` is probably a misspelling, most frequent first.
    pub(super) fn find_spellings(&self, word: &str) -> tantivy::Result<Vec<String>> {
        let term = Term::from_field_text(self.fields.words, word);
        let automaton = FuzzyTermQuery::new(term, 1, true).automaton()?;
        let mut frequencies: HashMap<String, u64> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted_index = segment.inverted_index(self.fields.words)?;
            let mut stream = inverted_index.terms().search(&automaton).into_stream()?;
            while let Some((term, info)) = stream.next() {
                if let Ok(term) = std::str::from_utf8(term)
                    && is_misspelling(word, term)
                {
                    *frequencies.entry(term.to_owned()).or_default() += u64::from(info.doc_freq);
                }
            }
        }
        let mut found: Vec<(String, u64)> = frequencies.into_iter().collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(MAX_SPELLINGS);
        Ok(found.into_iter().map(|(word, _)| word).collect())
    }
}

/// Returns whether somebody probably typed `typed` for a word at edit distance 1 from it.
fn is_misspelling(typed: &str, word: &str) -> bool {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let differing = typed.iter().zip(&word).filter(|(a, b)| a != b).count();
    let is_same_length = typed.len() == word.len();
    let is_swapped = is_same_length && differing == 2;
    let is_replaced = is_same_length && differing == 1;
    let is_same_beginning = typed.first() == word.first();
    typed.len() >= MIN_LONG_WORD || is_swapped || is_same_beginning && !is_replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_no_misspellings() {
        for (typed, word) in [
            ("minster", "minister"),
            ("minnister", "minister"),
            ("mniister", "minister"),
            ("imnister", "minister"),
            ("menister", "minister"),
            ("inister", "minister"),
            ("frry", "ferry"),
        ] {
            assert!(is_misspelling(typed, word), "{typed} {word}");
        }
        for (typed, word) in [
            ("iran", "iraq"),
            ("toll", "told"),
            ("policy", "police"),
            ("stop", "top"),
            ("rain", "train"),
            ("gambia", "zambia"),
        ] {
            assert!(!is_misspelling(typed, word), "{typed} {word}");
        }
    }
}
