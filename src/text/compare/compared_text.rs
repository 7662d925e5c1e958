//! A text that somebody wants checked: its words, and where it says that it leaves something out.

use crate::text::wording::{self, Word};

/// A text in the form in which it is compared.
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
    pub(crate) fn new(text: &'a str) -> Self {
        let words = wording::words(text);
        let mut pasted = Self {
            text,
            gap_before: Vec::with_capacity(words.len()),
            in_brackets: Vec::with_capacity(words.len()),
            begins_sentence: Vec::with_capacity(words.len()),
            words,
        };
        let (mut end, mut depth) = (0, 0_usize);
        for word in &pasted.words {
            let between = text.get(end..word.span.start).unwrap_or_default();
            end = word.span.end;
            for c in between.chars() {
                match c {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            let has_gap = has_ellipsis(between);
            let ends = between.contains(['.', '!', '?', '…']) || word.span.start == 0;
            pasted.gap_before.push(has_gap);
            pasted.in_brackets.push(depth > 0);
            pasted
                .begins_sentence
                .push(ends || pasted.begins_sentence.is_empty());
        }
        pasted
    }

    pub(crate) fn forms(&self) -> Vec<String> {
        self.words.iter().map(|word| word.form.clone()).collect()
    }

    /// The runs of words that the text claims to be one after another: cut at ellipses, and
    /// without what stands in brackets.
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

    /// The words of each sentence, cut at ellipses as well.
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

/// Whether something is left out here: `…`, `...`, `. . .`.
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
