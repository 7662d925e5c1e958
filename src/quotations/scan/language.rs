//! Detects whether an article is in English, the language of the rules.

use crate::corpus::article::Article;
use crate::quotations::words::{
    self, AUX, CONJ, DET, NEGATION, POSSESSIVE, PREP, PRONOUN, RELATIVE, SUBORD,
};

/// Maximum number of words examined.
const MAX_WORDS: usize = 400;

/// Minimum number of words for a decision by their share of English words.
const MIN_WORDS: usize = 12;

/// Returns whether the article is in English: by its metadata, or otherwise if at least one in six
/// words is an English function word or reporting verb. Texts in other languages have far fewer.
pub(crate) fn is_english(article: &Article) -> bool {
    if let Some(language) = &article.metadata().language {
        return language.to_lowercase().starts_with("en");
    }
    let grammar = DET | PREP | CONJ | SUBORD | RELATIVE | AUX | PRONOUN | POSSESSIVE | NEGATION;
    let (mut all, mut known) = (0, 0);
    let words = article.text().split(|c| !is_part_of_word(c));
    for word in words.filter(|word| !word.is_empty()).take(MAX_WORDS) {
        let entry = words::look_up(word);
        all += 1;
        known += usize::from(entry.class.intersects(grammar) || entry.cue.is_finite());
        if known * 6 >= MAX_WORDS {
            // Enough, whatever the other words are.
            return true;
        }
    }
    if all < MIN_WORDS && known == 0 {
        return !article
            .text()
            .contains(['„', '«', '»', '「', 'ä', 'ö', 'ü', 'ß']);
    }
    all < MIN_WORDS || known * 6 >= all
}

/// Returns whether the character can stand in a word.
fn is_part_of_word(c: char) -> bool {
    match c {
        '\'' | '’' => true,
        // Quotation marks and dashes, which the tables of Unicode are slow to tell from letters.
        '\u{2010}'..='\u{205e}' => false,
        _ => c.is_alphanumeric(),
    }
}
