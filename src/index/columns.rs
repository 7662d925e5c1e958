//! Reads the columnar fields of segments. Each article is counted by its first paragraph.

use tantivy::columnar::StrColumn;
use tantivy::{DocId, Searcher, SegmentReader};

/// Counts the articles.
pub(super) fn count_articles(searcher: &Searcher) -> tantivy::Result<usize> {
    let mut count = 0;
    for_each_segment(searcher, |_, first_paragraphs| {
        count += first_paragraphs.count();
        Ok(())
    })?;
    Ok(count)
}

/// Calls `visit` with every segment and the first paragraph of each article in it.
pub(super) fn for_each_segment(
    searcher: &Searcher,
    mut visit: impl FnMut(&SegmentReader, &mut dyn Iterator<Item = DocId>) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    searcher.segment_readers().iter().try_for_each(|segment| {
        let numbers = segment.fast_fields().u64("number")?;
        let mut first_paragraphs = segment
            .doc_ids_alive()
            .filter(|&document| numbers.first(document) == Some(1));
        visit(segment, &mut first_paragraphs)
    })
}

/// Returns the values of a text column for `documents`, in their order.
///
/// The column's dictionary is read once from front to back. Looking up each value separately would
/// decompress a block of the dictionary every time.
pub(super) fn text_values(
    column: Option<&StrColumn>,
    documents: &[DocId],
) -> tantivy::Result<Vec<String>> {
    let Some(column) = column else {
        return Ok(vec![String::new(); documents.len()]);
    };
    let ordinals: Vec<Option<u64>> = documents
        .iter()
        .map(|&document| column.term_ords(document).next())
        .collect();
    let mut wanted: Vec<u64> = ordinals.iter().copied().flatten().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found: Vec<String> = Vec::with_capacity(wanted.len());
    column
        .dictionary()
        .sorted_ords_to_term_cb(&wanted, |text| {
            found.push(String::from_utf8_lossy(text).into_owned());
        })?;
    Ok(ordinals
        .into_iter()
        .map(|ordinal| {
            let at = ordinal.and_then(|ordinal| wanted.binary_search(&ordinal).ok());
            at.and_then(|at| found.get(at).cloned()).unwrap_or_default()
        })
        .collect())
}
