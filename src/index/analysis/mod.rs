//! Text analysis: turns text into index terms, by the same steps for articles and questions.

mod word_tokenizer;
mod wording_tokenizer;

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RawTokenizer, StopWordFilter, TextAnalyzer,
    TextAnalyzerBuilder, TokenStream, Tokenizer,
};

use crate::text::words::Words;
use crate::text::{Language, Span};
use word_tokenizer::WordTokenizer;

pub(super) use wording_tokenizer::wording_analyzer;

/// Version of the analysis. Raised whenever the same text yields other terms; an index of another
/// version is rebuilt.
pub const ANALYSIS_VERSION: u32 = 3;

/// Word of a text with its normalised form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalyzedWord {
    /// Byte range of the word in the text.
    pub span: Span,
    /// The word in lower case, without accents, apostrophe and possessive ending.
    pub form: String,
}

/// Splits text of one language into words and stems them.
#[derive(Clone)]
pub struct Analyzer {
    folding: TextAnalyzer,
    indexed: TextAnalyzer,
    stemmer: Option<frostem::Stemmer>,
}

impl Analyzer {
    /// Creates an analyser for texts in `language`.
    pub fn new(language: Language) -> Self {
        Self {
            folding: folding_analyzer(RawTokenizer::default()),
            indexed: indexed_words(language).build(),
            stemmer: language.stemmer(),
        }
    }

    /// Returns the words of `text`, in order.
    pub fn words(&mut self, text: &str) -> Vec<AnalyzedWord> {
        let mut words = Vec::new();
        self.for_each_word(text, |span, form| {
            words.push(AnalyzedWord {
                span,
                form: form.to_owned(),
            });
        });
        words
    }

    /// Calls `visit` with the byte range and the normalised form of each word of `text`, in order.
    pub fn for_each_word(&mut self, text: &str, mut visit: impl FnMut(Span, &str)) {
        // Lower-casing the whole text at once is faster than word by word.
        let text = text.to_ascii_lowercase();
        let mut buffer = String::new();
        let mut words = Words::new(&text);
        while let Some((span, form)) = words.next_form(&mut buffer) {
            // Shortcut for ASCII, which most words are: the filters would take several times as
            // long as everything else here. Normalisation turns some other letters into capitals.
            if form
                .bytes()
                .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
            {
                visit(span, form);
                continue;
            }
            let mut folded = self.folding.token_stream(form);
            while folded.advance() {
                visit(span.clone(), &folded.token().text);
            }
        }
    }

    /// Returns the byte ranges of the indexed words of `text`: all words except stop words.
    pub fn indexed_words(&mut self, text: &str) -> Vec<Span> {
        let mut stream = self.indexed.token_stream(text);
        let mut spans = Vec::new();
        while stream.advance() {
            spans.push(stream.token().offset_from..stream.token().offset_to);
        }
        spans
    }

    /// Returns the stem of a normalised form: `meetings` and `meeting` have the same stem. In a
    /// language without a stemmer this is the form itself.
    pub fn stem<'a>(&self, form: &'a str) -> Cow<'a, str> {
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(form),
            None => Cow::Borrowed(form),
        }
    }
}

/// Creates the analyser of unstemmed words: lower case, without accents.
pub(super) fn plain_analyzer() -> TextAnalyzer {
    folding_analyzer(WordTokenizer::default())
}

/// Creates an analyser that lower-cases words and removes accents.
fn folding_analyzer(tokenizer: impl Tokenizer) -> TextAnalyzer {
    TextAnalyzer::builder(tokenizer)
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Creates the analyser of stems, which drops stop words. In a language without a stemmer it keeps
/// all words, unstemmed.
pub(super) fn stemming_analyzer(language: Language) -> TextAnalyzer {
    let words = indexed_words(language);
    match tantivy_language(language) {
        Some(language) => words
            .filter(tantivy::tokenizer::Stemmer::new(language))
            .build(),
        None => words.build(),
    }
}

/// Begins an analyser with the words that are indexed, not yet stemmed.
fn indexed_words(language: Language) -> TextAnalyzerBuilder {
    let words = TextAnalyzer::builder(WordTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .dynamic();
    match tantivy_language(language).and_then(StopWordFilter::new) {
        Some(stop_words) => words.filter_dynamic(stop_words),
        None => words,
    }
}

/// Returns tantivy's value for `language`, found by its capitalised name. tantivy knows every
/// [`Language`] that has a stemmer.
fn tantivy_language(language: Language) -> Option<tantivy::tokenizer::Language> {
    language.stemmer()?;
    let mut name = language.name().to_owned();
    name.get_mut(..1)?.make_ascii_uppercase();
    let name: StrDeserializer<'_, ValueError> = name.as_str().into_deserializer();
    tantivy::tokenizer::Language::deserialize(name).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = Analyzer::new(Language::ENGLISH).words(text);
        let forms: Vec<&str> = words.iter().map(|word| word.form.as_str()).collect();
        assert_eq!(forms, expected, "{text:?}");
        for word in &words {
            assert!(
                text.get(word.span.clone()).is_some(),
                "{word:?} in {text:?}"
            );
        }
    }

    #[test]
    fn typography_that_a_reader_does_not_see_makes_no_difference() {
        check("Zoë’s Zoe\u{308}'s ZOË", &["zoe", "zoe", "zoe"]);
        check(
            "cease\u{AD}fire cease\u{A0}fire",
            &["ceasefire", "cease", "fire"],
        );
        check("the U.S. and the US", &["the", "us", "and", "the", "us"]);
        check("1,000 or 1000, 2.5", &["1000", "or", "1000", "2.5"]);
        check("don’t don't", &["don't", "don't"]);
    }

    proptest! {
        #[test]
        fn the_words_of_a_text_are_those_that_are_indexed(
            text in "([a-zA-Z0-9.,'’_éßİǅﬁ\u{301}\u{AD} -]|\\PC){0,40}"
        ) {
            let mut indexed = Vec::new();
            plain_analyzer().token_stream(&text).process(&mut |token| {
                indexed.push(AnalyzedWord {
                    span: token.offset_from..token.offset_to,
                    form: token.text.clone(),
                });
            });
            prop_assert_eq!(Analyzer::new(Language::ENGLISH).words(&text), indexed);
        }
    }

    #[test]
    fn spans_point_at_the_original_word() {
        let text = "“Next\u{A0}time in Köln’s Dom”";
        let words = Analyzer::new(Language::ENGLISH).words(text);
        let originals: Vec<&str> = words
            .iter()
            .filter_map(|word| text.get(word.span.clone()))
            .collect();
        assert_eq!(originals, ["Next", "time", "in", "Köln’s", "Dom"]);
    }
}
