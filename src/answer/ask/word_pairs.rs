//! Word bigrams of a question that occur in a passage.

use rustc_hash::FxHashMap;

use crate::answer::query::question::QuestionWord;
use crate::index::PassageWords;
use crate::text::beginnings::Beginnings;

/// Bigrams of a question's words, stop words included. A set of them is a bit mask, because a
/// question has at most 64 words.
pub(super) struct WordPairs {
    of_word: FxHashMap<String, Pairs>,
    beginnings: Beginnings,
    count: usize,
}

/// Bigrams that contain a word, as bit masks.
#[derive(Clone, Copy, Default)]
struct Pairs {
    as_first: u64,
    as_second: u64,
}

impl WordPairs {
    pub(super) fn of(words: &[QuestionWord]) -> Self {
        let mut of_word: FxHashMap<String, Pairs> = FxHashMap::default();
        let pairs = words.windows(2);
        let count = pairs.len();
        for (n, pair) in (0..u64::BITS).zip(pairs) {
            if let [first, second] = pair {
                of_word.entry(first.form.clone()).or_default().as_first |= 1 << n;
                of_word.entry(second.form.clone()).or_default().as_second |= 1 << n;
            }
        }
        Self {
            beginnings: Beginnings::of(of_word.keys().map(String::as_str)),
            of_word,
            count,
        }
    }

    /// Returns the set of bigrams in each sentence of a passage.
    pub(super) fn in_sentences(&self, words: &PassageWords) -> Vec<u64> {
        let sentences = words.sentences().iter().cloned();
        let held = sentences.map(|sentence| {
            let (mut begun, mut held) = (0, 0);
            for i in sentence {
                let pairs = self.of_word(words, i);
                held |= begun & pairs.as_second;
                begun = pairs.as_first;
            }
            held
        });
        held.collect()
    }

    fn of_word(&self, words: &PassageWords, i: usize) -> Pairs {
        if !self.beginnings.contains(words.beginning(i)) {
            return Pairs::default();
        }
        self.of_word.get(words.form(i)).copied().unwrap_or_default()
    }

    /// Returns the share of the question's bigrams that are in a set.
    pub(super) fn share(&self, pairs: u64) -> f32 {
        pairs.count_ones() as f32 / self.count.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::query::question::Question;
    use crate::index::{Analyzer, Passage};
    use crate::text::Language;

    #[test]
    fn a_pair_stands_in_one_sentence_and_in_order() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let question = Question::new("Who sold the mill of Tarn?", &mut analyzer);
        let pairs = WordPairs::of(&question.words);
        let text = "They sold the mill. Of Tarn the mill is no part. Who knows the mill of Tarn?";
        let words = PassageWords::new(&Passage::of_text(text), &mut analyzer);
        let held = pairs.in_sentences(&words);
        let counts: Vec<u32> = held.iter().map(|held| held.count_ones()).collect();
        assert_eq!(counts, [2, 2, 3]);
        assert_eq!(pairs.share(held[2]), 0.6);
    }
}
