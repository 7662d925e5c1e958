//! Scans an article into quoted pieces, tokens and sentences.

use super::marks;
use super::piece::ArticlePiece;
use super::tokens::Tokens;
use crate::corpus::article::Article;
use crate::quotations::ids::PieceId;

/// Returns the quoted pieces and the tokens of an article; `None` if it has no quoted piece.
pub(crate) fn read(article: &Article) -> Option<(Vec<ArticlePiece>, Tokens<'_>)> {
    let mut pieces: Vec<ArticlePiece> = Vec::new();
    let mut paragraphs = Vec::new();
    for paragraph in article.paragraphs() {
        let start = paragraph.span.start;
        let first = pieces.len();
        let found = marks::find(paragraph.text).into_iter();
        pieces.extend(found.map(|piece| ArticlePiece {
            paragraph: paragraph.number,
            outer: piece.outer.start + start..piece.outer.end + start,
            inner: piece.inner.start + start..piece.inner.end + start,
            closed: piece.closed,
            family: piece.family,
        }));
        paragraphs.push((paragraph.number, paragraph.span, first..pieces.len()));
    }
    if pieces.is_empty() {
        return None;
    }
    let mut tokens = Tokens::new(article.text());
    for (number, span, here) in paragraphs {
        let first = PieceId(here.start);
        tokens.push_paragraph(number, span, pieces.get(here).unwrap_or_default(), first);
    }
    Some((pieces, tokens))
}
