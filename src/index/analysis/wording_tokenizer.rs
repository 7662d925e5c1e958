//! Adapter that makes [`crate::text::wording`] a tantivy tokenizer.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::text::wording;

/// Creates the analyser that splits quotations into the words of [`wording`].
pub(in crate::index) fn wording_analyzer() -> TextAnalyzer {
    TextAnalyzer::from(WordingTokenizer)
}

#[derive(Clone)]
struct WordingTokenizer;

struct WordingStream {
    words: std::vec::IntoIter<wording::Word>,
    token: Token,
}

impl Tokenizer for WordingTokenizer {
    type TokenStream<'a> = WordingStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordingStream {
        WordingStream {
            words: wording::words(text).into_iter(),
            token: Token::default(),
        }
    }
}

impl TokenStream for WordingStream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.span.start;
        self.token.offset_to = word.span.end;
        self.token.text = word.form;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
