//! Contradictions between a sentence and the question: only one of them is negated, or they use
//! antonyms.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::answer::query::question::Question;
use crate::index::PassageWords;
use crate::lexicon::{self, Sense};
use crate::text::beginnings::Beginnings;

/// Prefixes that turn a word into its opposite.
const OPPOSITES: [&str; 8] = ["un", "in", "im", "il", "ir", "non", "dis", "mis"];
/// Minimum length of a word without such a prefix, in bytes. Shorter words match by chance.
const SHORTEST_BASE: usize = 4;

/// Words that contradict a question.
pub(super) struct Contradictions {
    denies: bool,
    /// Map from antonyms to the words of the question that they contradict.
    antonyms: FxHashMap<String, String>,
    /// Words of the question that a prefix turns into their opposites.
    bases: FxHashSet<String>,
    /// First letters of all words that contradict the question.
    beginnings: Beginnings,
}

impl Contradictions {
    pub(super) fn of(question: &Question) -> Self {
        let mut antonyms = FxHashMap::default();
        let mut bases = FxHashSet::default();
        for word in &question.words {
            let form = word.form.as_str();
            for antonym in lexicon::antonyms(form) {
                antonyms.insert(antonym.clone(), form.to_owned());
            }
            if word.is_content && form.len() >= SHORTEST_BASE {
                bases.insert(form.to_owned());
                for base in without_prefix(form).filter(|base| base.len() >= SHORTEST_BASE) {
                    antonyms.insert(base.to_owned(), form.to_owned());
                }
            }
        }
        let beginnings = antonyms.keys().map(String::as_str).chain(OPPOSITES);
        Self {
            // A negation at the beginning, as in "Didn't they meet?", denies nothing.
            denies: question.words.iter().skip(1).any(|word| denies(&word.form)),
            beginnings: Beginnings::of(beginnings),
            antonyms,
            bases,
        }
    }

    /// Returns whether the question is negated and the sentence is not.
    pub(super) fn lacks_negation(&self, words: &PassageWords, sentence: Range<usize>) -> bool {
        self.denies && !sentence.into_iter().any(|i| denies(words.form(i)))
    }

    /// Returns whether words of a passage include an antonym of a word of the question, but not
    /// that word itself: "most" if the question has "least".
    pub(super) fn has_antonym(&self, words: &PassageWords, range: Range<usize>) -> bool {
        range.clone().any(|i| {
            self.beginnings.contains(words.beginning(i))
                && (self.contradicted_by(words.form(i)))
                    .is_some_and(|asked| !range.clone().any(|i| words.form(i) == asked))
        })
    }

    /// Returns the word of the question that `form` contradicts.
    fn contradicted_by<'a>(&'a self, form: &'a str) -> Option<&'a str> {
        let asked = self.antonyms.get(form).map(String::as_str);
        asked.or_else(|| without_prefix(form).find(|base| self.bases.contains(*base)))
    }
}

/// Returns what is left of a word without a prefix that turns words into their opposites.
fn without_prefix(form: &str) -> impl Iterator<Item = &str> {
    (OPPOSITES.iter()).filter_map(|prefix| form.strip_prefix(prefix))
}

/// Returns whether a word negates its clause; contractions count with and without apostrophe.
fn denies(form: &str) -> bool {
    lexicon::sense(form).contains(Sense::NEGATOR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Analyzer, Passage};
    use crate::text::Language;

    /// Returns whether a passage lacks the negation of a question, and whether it has an antonym.
    fn read(question: &str, text: &str) -> (bool, bool) {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let contradictions = Contradictions::of(&Question::new(question, &mut analyzer));
        let words = PassageWords::new(&Passage::of_text(text), &mut analyzer);
        let all = 0..words.len();
        (
            contradictions.lacks_negation(&words, all.clone()),
            contradictions.has_antonym(&words, all),
        )
    }

    #[test]
    fn a_denial_is_answered_by_a_denial() {
        let question = "Which port did not open?";
        assert!(read(question, "The port of Lorn opened.").0);
        assert!(!read(question, "The port of Lorn did not open.").0);
        assert!(
            !read("Didn’t it open?", "It opened.").0,
            "that asks whether it did"
        );
    }

    #[test]
    fn a_word_that_excludes_another_contradicts_it() {
        let question = "Which village was least affected?";
        assert!(read(question, "Lorn was the most affected village.").1);
        assert!(
            !read(
                question,
                "Lorn was the least affected village, Tarn the most."
            )
            .1
        );
        assert!(read("Is the route safe?", "The route is unsafe.").1);
        assert!(!read("Is the route safe?", "The route is open.").1);
    }
}
