//! Matching the terms of a question in a passage.

use rustc_hash::FxHashMap;

use crate::answer::query::query_terms::QueryTerm;
use crate::index::{Analyzer, PassageWords};
use crate::text::beginnings::Beginnings;

/// Strength of a related word, which has a similar stem: `invasion` for `invade`.
const RELATED_WORD: f32 = 0.5;
/// Strength of a synonym.
const NEAR_WORD: f32 = 0.5;
/// Minimum length of the common prefix of related stems, in bytes; it must also be 60 % of the
/// longer stem.
const RELATED_LETTERS: usize = 4;

/// Occurrence of a term in a passage.
pub(super) struct Match {
    /// Index of the term.
    pub(super) term: usize,
    /// Index of the word in the passage.
    pub(super) position: usize,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// Whether it has the asker's spelling.
    pub(super) is_exact: bool,
    /// 1 for the term itself, less for a synonym or a related word.
    pub(super) strength: f32,
}

/// Name of a term: index of the term, stems of the name, and strength.
type Name<'a> = (usize, &'a [String], f32);

/// Matches the terms of one question in passages.
pub(super) struct Matcher<'a> {
    terms: &'a [QueryTerm],
    /// Names by their first stem.
    names: FxHashMap<&'a str, Vec<Name<'a>>>,
    beginnings: Beginnings,
    analyzer: &'a Analyzer,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(terms: &'a [QueryTerm], analyzer: &'a Analyzer) -> Self {
        let mut names: FxHashMap<&str, Vec<Name>> = FxHashMap::default();
        for (c, term) in terms.iter().enumerate() {
            let own = term.names.iter().map(|name| (name, 1.0));
            let near = term.near.iter().map(|name| (name, NEAR_WORD));
            for (name, strength) in own.chain(near) {
                if let Some(first) = name.first() {
                    names.entry(first).or_default().push((c, name, strength));
                }
            }
        }
        Self {
            beginnings: Beginnings::of(names.keys().copied()),
            names,
            terms,
            analyzer,
        }
    }

    /// Returns the matches in a passage, in order.
    pub(super) fn find(&self, words: &PassageWords) -> Vec<Match> {
        let mut matches = Vec::new();
        for (sentence, positions) in words.sentences().iter().enumerate() {
            for position in positions.clone() {
                self.match_word(words, position, sentence, &mut matches);
            }
        }
        matches
    }

    /// Returns whether words of the passage are as the asker typed them. A compound may be written
    /// apart.
    fn is_typed(&self, words: &PassageWords, term: usize, position: usize, length: usize) -> bool {
        let typed = &self.terms[term].typed;
        let form = words.form(position);
        typed.iter().any(|typed| typed == form)
            || length.max(typed.len()) > 1
                && (position..position + length)
                    .map(|i| words.form(i))
                    .collect::<String>()
                    == typed.concat()
    }

    fn match_word(
        &self,
        words: &PassageWords,
        position: usize,
        sentence: usize,
        matches: &mut Vec<Match>,
    ) {
        if !(self.beginnings).contains(words.beginning(position)) {
            return;
        }
        let stem = self.analyzer.stem(words.form(position));
        if let Some(names) = self.names.get(&*stem) {
            for (term, name, strength) in names {
                let is_whole = name
                    .iter()
                    .enumerate()
                    .skip(1)
                    .all(|(i, stem)| *self.analyzer.stem(words.form(position + i)) == **stem);
                if is_whole {
                    matches.push(Match {
                        term: *term,
                        position,
                        sentence,
                        is_exact: self.is_typed(words, *term, position, name.len()),
                        strength: *strength,
                    });
                }
            }
            return;
        }
        for (c, term) in self.terms.iter().enumerate() {
            if let Some([own]) = term.names.first().map(Vec::as_slice)
                && are_related(own, &stem)
            {
                matches.push(Match {
                    term: c,
                    position,
                    sentence,
                    is_exact: false,
                    strength: RELATED_WORD,
                });
            }
        }
    }
}

/// Returns the maximum strength of each term among the matches that satisfy `counts`.
pub(super) fn strengths(
    terms: &[QueryTerm],
    matches: &[Match],
    counts: impl Fn(&Match) -> bool,
) -> Vec<f32> {
    let mut strengths = vec![0.0_f32; terms.len()];
    for found in matches.iter().filter(|found| counts(found)) {
        strengths[found.term] = strengths[found.term].max(found.strength);
    }
    strengths
}

/// Returns whether two stems share such a long prefix that the words are probably related.
fn are_related(one: &str, other: &str) -> bool {
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    common >= RELATED_LETTERS && common * 10 >= one.len().max(other.len()) * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_are_related_and_others_are_not() {
        assert!(are_related("invad", "invas"));
        assert!(are_related("constitut", "constit"));
        assert!(!are_related("inter", "intervent"));
        assert!(!are_related("meet", "meter"));
    }
}
