//! Adapter that makes [`crate::text::words`] a tantivy tokenizer.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::words::Words;

#[derive(Clone, Default)]
pub(super) struct WordTokenizer {
    token: Token,
    buffer: String,
}

pub(super) struct WordStream<'a> {
    words: Words<'a>,
    token: &'a mut Token,
    buffer: &'a mut String,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream {
            words: Words::new(text),
            token: &mut self.token,
            buffer: &mut self.buffer,
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((span, form)) = self.words.next_form(self.buffer) else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(form);
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = span.start;
        self.token.offset_to = span.end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
