//! Text prepared for comparison: its words, omissions, brackets and sentences.

use std::borrow::Cow;

use super::unsaid::{Unsaid, unsaid};
use crate::text::Span;
use crate::text::wording::{self, Word};

/// Text prepared for comparison.
pub(crate) struct ComparedText<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: Vec<Word>,
    /// For each word, whether an ellipsis stands before it.
    pub(crate) gap_before: Vec<bool>,
    /// For each word, whether it stands in square brackets.
    pub(crate) in_brackets: Vec<bool>,
    /// For each word, whether a sentence begins with it.
    pub(crate) begins_sentence: Vec<bool>,
}

impl<'a> ComparedText<'a> {
    /// Prepares a text that is taken literally, such as an article.
    pub(crate) fn new(text: &'a str) -> Self {
        Self::without(text, wording::words(text), &[])
    }

    /// Prepares a text from a chat: without struck-out words, tags and link addresses.
    pub(crate) fn pasted(text: &'a str) -> Self {
        let unsaid = unsaid(text);
        let mut words = wording::words(text);
        words.retain(|word| {
            !unsaid
                .iter()
                .any(|part| part.span.contains(&word.span.start))
        });
        words.retain(|word| !is_struck(&word.form));
        for part in &unsaid {
            if let Some(emoji) = &part.emoji {
                let at = words.partition_point(|word| word.span.start < part.span.start);
                words.insert(
                    at,
                    Word {
                        span: part.span.clone(),
                        form: emoji.clone(),
                    },
                );
            }
        }
        Self::without(text, words, &unsaid)
    }

    /// Prepares a text with these words, ignoring its unsaid parts.
    fn without(text: &'a str, words: Vec<Word>, unsaid: &[Unsaid]) -> Self {
        let mut compared = Self {
            text,
            gap_before: Vec::with_capacity(words.len()),
            in_brackets: Vec::with_capacity(words.len()),
            begins_sentence: Vec::with_capacity(words.len()),
            words,
        };
        let (mut end, mut depth) = (0, 0_usize);
        for word in &compared.words {
            let between = said(text, end..word.span.start, unsaid);
            end = word.span.end;
            for c in between.chars() {
                match c {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            let has_gap = has_ellipsis(&between);
            let ends = between.contains(['.', '!', '?', '…']) || word.span.start == 0;
            compared.gap_before.push(has_gap);
            compared.in_brackets.push(depth > 0);
            compared
                .begins_sentence
                .push(ends || compared.begins_sentence.is_empty());
        }
        compared
    }

    /// Returns the forms of all words.
    pub(crate) fn forms(&self) -> Vec<String> {
        self.words.iter().map(|word| word.form.clone()).collect()
    }

    /// Returns whether both texts have the same words.
    pub(crate) fn has_words_of(&self, other: &ComparedText<'_>) -> bool {
        let forms = self.words.iter().map(|word| &word.form);
        forms.eq(other.words.iter().map(|word| &word.form))
    }

    /// Returns the form of word `n`; empty after the last one.
    pub(crate) fn form(&self, n: usize) -> &str {
        self.words.get(n).map_or("", |word| word.form.as_str())
    }

    /// Returns word `n` as it is written.
    pub(crate) fn written_word(&self, n: usize) -> &'a str {
        let word = self.words.get(n);
        word.and_then(|word| self.text.get(word.span.clone()))
            .unwrap_or_default()
    }

    /// Returns the text between word `n` and the word before it; after the last word, the rest of
    /// the text.
    pub(crate) fn before(&self, n: usize) -> &'a str {
        let end = |n: usize| self.words.get(n).map(|word| word.span.end);
        let from = n.checked_sub(1).and_then(end).unwrap_or(0);
        let to = self
            .words
            .get(n)
            .map_or(self.text.len(), |word| word.span.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// Returns whether a sentence ends with a question mark before word `n`.
    pub(crate) fn is_question_before(&self, n: usize) -> bool {
        self.before(n).contains(['?', '？'])
    }

    /// Returns the runs of words that the text quotes as consecutive: split at ellipses, without
    /// words in brackets.
    pub(crate) fn claimed_runs(&self) -> Vec<Vec<String>> {
        let mut runs: Vec<Vec<String>> = vec![Vec::new()];
        for (n, word) in self.words.iter().enumerate() {
            if self.gap_before[n] || self.in_brackets[n] {
                runs.push(Vec::new());
            }
            if !self.in_brackets[n]
                && let Some(run) = runs.last_mut()
            {
                run.push(word.form.clone());
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// Returns the words of each sentence, split at ellipses as well.
    pub(crate) fn sentences(&self) -> Vec<Vec<String>> {
        let mut sentences: Vec<Vec<String>> = Vec::new();
        for (n, word) in self.words.iter().enumerate() {
            match sentences.last_mut() {
                Some(sentence) if !self.begins_sentence[n] => sentence.push(word.form.clone()),
                _ => sentences.push(vec![word.form.clone()]),
            }
        }
        sentences
    }
}

/// Returns a part of a text without its unsaid parts.
fn said<'a>(text: &'a str, span: Span, unsaid: &[Unsaid]) -> Cow<'a, str> {
    let part = text.get(span.clone()).unwrap_or_default();
    if unsaid.is_empty() {
        return Cow::Borrowed(part);
    }
    let letters = part.char_indices();
    letters
        .filter(|(at, _)| {
            !unsaid
                .iter()
                .any(|part| part.span.contains(&(span.start + at)))
        })
        .map(|(_, c)| c)
        .collect()
}

/// Returns whether a word is struck out letter by letter: n̶o̶t̶.
fn is_struck(form: &str) -> bool {
    form.contains(['\u{335}', '\u{336}', '\u{337}', '\u{338}'])
}

/// Returns whether the text contains an ellipsis: `…`, `...`, `. . .`.
fn has_ellipsis(between: &str) -> bool {
    let mut dots = 0;
    for c in between.chars() {
        match c {
            '…' => return true,
            '.' => dots += 1,
            c if c.is_whitespace() => {}
            _ => dots = 0,
        }
        if dots >= 3 {
            return true;
        }
    }
    false
}
