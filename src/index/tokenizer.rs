//! The words of [`crate::text::words`] in the form that an index takes.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::words::Words;

#[derive(Clone, Default)]
pub(super) struct UnicodeWords {
    token: Token,
}

pub(super) struct UnicodeWordStream<'a> {
    words: Words<'a>,
    token: &'a mut Token,
}

impl Tokenizer for UnicodeWords {
    type TokenStream<'a> = UnicodeWordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> UnicodeWordStream<'a> {
        self.token.reset();
        UnicodeWordStream {
            words: Words::new(text),
            token: &mut self.token,
        }
    }
}

impl TokenStream for UnicodeWordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(span) = self.words.next_word(&mut self.token.text) else {
            return false;
        };
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
