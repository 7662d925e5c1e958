//! Contradictions between a sentence and the question: only one of them is negated, or they use
//! antonyms.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::beginnings::Beginnings;
use super::words::PassageWords;
use crate::answer::query::question::Question;
use crate::lexicon::{self, Sense};

/// Prefixes that turn a word into its opposite.
const OPPOSITES: [&str; 8] = ["un", "in", "im", "il", "ir", "non", "dis", "mis"];
/// Minimum length of a word without such a prefix, in bytes. Shorter words match by chance.
const SHORTEST_BASE: usize = 4;

/// Words that contradict a question.
pub(super) struct Contradictions {
    denies: bool,
    /// Map from antonyms to the words of the question that they contradict.
    opposites: FxHashMap<String, String>,
    beginnings: Beginnings,
}

impl Contradictions {
    pub(super) fn of(question: &Question) -> Self {
        let mut opposites = FxHashMap::default();
        for word in &question.words {
            let form = word.form.as_str();
            let mut add = |opposite: String| {
                opposites.insert(opposite, form.to_owned());
            };
            let antonyms = lexicon::antonyms(form).iter().cloned();
            antonyms.for_each(&mut add);
            if word.is_content && form.len() >= SHORTEST_BASE {
                for beginning in OPPOSITES {
                    add(format!("{beginning}{form}"));
                    let base = form.strip_prefix(beginning);
                    if let Some(base) = base.filter(|base| base.len() >= SHORTEST_BASE) {
                        add(base.to_owned());
                    }
                }
            }
        }
        Self {
            // A negation at the beginning, as in "Didn't they meet?", denies nothing.
            denies: question.words.iter().skip(1).any(|word| denies(&word.form)),
            beginnings: Beginnings::of(opposites.keys().map(String::as_str)),
            opposites,
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
                && (self.opposites.get(words.form(i)))
                    .is_some_and(|asked| !range.clone().any(|i| words.form(i) == asked))
        })
    }
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
        let mut words = PassageWords::default();
        words.read(&Passage::of_text(text), &mut analyzer);
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
