//! Lexical analysis of an article: quotation marks, words and signs, sentences.

pub(crate) mod language;
mod lexing;
pub(crate) mod marks;
mod register;
mod sentences;
mod signs;
pub(crate) mod tokens;

use crate::corpus::article::Article;
use marks::Piece;
use tokens::Tokens;

/// Returns the quoted pieces and the tokens of an article; `None` if it has no quoted piece.
pub(super) fn scan(article: &Article) -> Option<(Vec<Piece>, Tokens<'_>)> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut paragraphs = Vec::new();
    for paragraph in article.paragraphs() {
        let first = pieces.len();
        pieces.extend(marks::find(&paragraph));
        paragraphs.push((paragraph, first..pieces.len()));
    }
    if pieces.is_empty() {
        return None;
    }
    let mut tokens = Tokens::new(article.text());
    for (paragraph, own) in paragraphs {
        tokens.push_paragraph(&paragraph, &pieces, own);
    }
    Some((pieces, tokens))
}
