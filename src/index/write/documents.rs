//! Converts an article into tantivy documents, one for each paragraph.

use tantivy::TantivyDocument;

use crate::corpus::{Article, Paragraph};
use crate::index::Passage;
use crate::index::passage::sentences;
use crate::index::schema::{Fields, days};
use crate::index::stored_quotations::StoredQuotations;
use crate::index::vectors::key;
use crate::quotations::Quotation;
use crate::text::wording;

/// Number of words up to which a short paragraph is extended by its neighbours, by whose words it
/// is found too: news often spreads one thought over several paragraphs of one sentence.
const WINDOW_WORDS: usize = 100;

/// Creates one document for each paragraph of an article with these quotations. With `has_vectors`,
/// documents include the keys of their vectors.
pub(super) fn documents(
    article: &Article,
    quotations: &[Quotation],
    has_vectors: bool,
    fields: &Fields,
) -> Vec<TantivyDocument> {
    let metadata = article.metadata();
    let fingerprint = article.fingerprint();
    let paragraphs: Vec<Paragraph<'_>> = article.paragraphs().collect();
    let lengths: Vec<usize> = paragraphs
        .iter()
        .map(|paragraph| paragraph.text.split_whitespace().count())
        .collect();
    paragraphs
        .iter()
        .enumerate()
        .map(|(i, paragraph)| {
            let mut document = TantivyDocument::default();
            document.add_text(fields.source, article.source());
            document.add_text(fields.article, article.id());
            document.add_u64(fields.fingerprint, fingerprint);
            document.add_u64(fields.number, u64::from(paragraph.number));
            if let Some(published) = metadata.published {
                document.add_i64(fields.published, days(published));
            }
            for (field, text) in [
                (fields.body, Some(paragraph.text)),
                (fields.heading, paragraph.heading),
                (fields.title, Some(metadata.title.as_str())),
            ] {
                if let Some(text) = text {
                    document.add_text(field, text);
                    document.add_text(fields.words, text);
                }
            }
            for neighbour in window(&lengths, i).filter(|&neighbour| neighbour != i) {
                document.add_text(fields.context, paragraphs[neighbour].text);
            }
            let passage = Passage {
                article: article.id().to_owned(),
                title: metadata.title.clone(),
                url: metadata.url.clone(),
                outlet: metadata.outlet.clone(),
                authors: metadata.authors.clone(),
                published: metadata.published,
                number: paragraph.number,
                heading: paragraph.heading.map(str::to_owned),
                text: paragraph.text.to_owned(),
                sentences: sentences(paragraph.text, metadata.language.as_deref()),
            };
            if has_vectors {
                document.add_u64(fields.vectors, key(&passage.text, &passage.sentences));
            }
            let json = serde_json::to_string(&passage).unwrap_or_default();
            document.add_text(fields.passage, json);
            let from = quotations.partition_point(|q| q.paragraph < paragraph.number);
            let to = quotations.partition_point(|q| q.paragraph <= paragraph.number);
            add_quotations(
                &mut document,
                &quotations[from..to],
                paragraph.span.start,
                fields,
            );
            document
        })
        .collect()
}

/// Adds the quotations that begin in a paragraph to its document. `start` is the byte offset of the
/// paragraph in its article's text.
fn add_quotations(
    document: &mut TantivyDocument,
    quotations: &[Quotation],
    start: usize,
    fields: &Fields,
) {
    if quotations.is_empty() {
        return;
    }
    for quotation in quotations {
        let words = wording::words(&quotation.text);
        let key = wording::key(words.iter().map(|word| word.form.as_str()));
        document.add_u64(fields.quotation, key);
        document.add_text(fields.quoted, &quotation.text);
        document.add_text(fields.quoted_words, &quotation.text);
        for speaker in quotation.speakers() {
            document.add_text(fields.speaker, &speaker.canonical);
        }
    }
    let stored = StoredQuotations {
        start,
        quotations: quotations.into(),
    };
    let json = serde_json::to_string(&stored).unwrap_or_default();
    document.add_text(fields.quotations, json);
}

/// Returns the range of paragraphs around paragraph `i` that is indexed as its context. Neighbours
/// are added in turn, the preceding one first, while the range has fewer than [`WINDOW_WORDS`]
/// words.
fn window(lengths: &[usize], i: usize) -> impl Iterator<Item = usize> + use<> {
    let (mut first, mut last) = (i, i);
    let mut words = lengths.get(i).copied().unwrap_or(WINDOW_WORDS);
    while words < WINDOW_WORDS && (first > 0 || last + 1 < lengths.len()) {
        if first > 0 {
            first -= 1;
            words += lengths[first];
        }
        if words < WINDOW_WORDS && last + 1 < lengths.len() {
            last += 1;
            words += lengths[last];
        }
    }
    first..=last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lengths: &[usize], i: usize, expected: &[usize]) {
        let found: Vec<usize> = window(lengths, i).collect();
        assert_eq!(found, expected, "{lengths:?} around {i}");
    }

    #[test]
    fn short_paragraphs_are_weighed_with_their_neighbours_and_long_ones_alone() {
        check(&[20, 20, 20, 20, 20, 20, 20], 3, &[1, 2, 3, 4, 5]);
        check(&[120, 20, 20], 0, &[0]);
        check(&[20, 120, 20], 0, &[0, 1]);
        check(&[10], 0, &[0]);
    }
}
