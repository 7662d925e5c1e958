//! Whether an article is in English, which the rules are made for.

use crate::corpus::article::Article;
use crate::quotations::words::{
    self, AUX, CONJ, DET, NEGATION, POSSESSIVE, PREP, PRONOUN, RELATIVE, SUBORD,
};

/// Number of words that tell enough.
const WORDS: usize = 400;

/// Fewer words than this tell little.
const FEWEST: usize = 12;

/// Whether the article is in English: its metadata says so, or one of six words is an English word
/// of grammar or a verb of speech, which in other languages are far fewer.
pub(crate) fn is_english(article: &Article) -> bool {
    if let Some(language) = &article.metadata().language {
        return language.to_lowercase().starts_with("en");
    }
    let grammar = DET | PREP | CONJ | SUBORD | RELATIVE | AUX | PRONOUN | POSSESSIVE | NEGATION;
    let (mut all, mut known) = (0, 0);
    let words = article
        .text()
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    for word in words.filter(|word| !word.is_empty()).take(WORDS) {
        let entry = words::look_up(word);
        all += 1;
        known += usize::from(entry.class.intersects(grammar) || entry.cue.is_finite());
    }
    if all < FEWEST && known == 0 {
        return !article
            .text()
            .contains(['„', '«', '»', '「', 'ä', 'ö', 'ü', 'ß']);
    }
    all < FEWEST || known * 6 >= all
}
