//! Suggests known spellings for a misspelt word.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::Snapshot;

/// Maximum number of spellings suggested for an unknown word.
const MAX_SPELLINGS: usize = 5;

impl Snapshot {
    /// Returns the indexed words at edit distance 1 from `word`, most frequent first. A swap of
    /// neighbouring letters counts as one edit.
    pub(super) fn find_spellings(&self, word: &str) -> tantivy::Result<Vec<String>> {
        let word = Term::from_field_text(self.fields.words, word);
        let automaton = FuzzyTermQuery::new(word, 1, true).automaton()?;
        let mut frequencies: HashMap<String, u64> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted_index = segment.inverted_index(self.fields.words)?;
            let mut stream = inverted_index.terms().search(&automaton).into_stream()?;
            while let Some((term, info)) = stream.next() {
                if let Ok(term) = std::str::from_utf8(term) {
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
