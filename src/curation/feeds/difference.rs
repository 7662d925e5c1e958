//! The differences between an article and the version that would replace it.

use super::items::item_preview;
use crate::curation::{CurationError, Curator};
use crate::index::Search;
use crate::state::Item;
use crate::text::compare::{Change, difference};

/// Maximum number of changed paragraphs returned.
const MAX_PARAGRAPHS: usize = 5;

/// Maximum number of bytes of each paragraph that are compared.
const MAX_PARAGRAPH_BYTES: usize = 4_000;

/// Compares the article of `item` with the indexed article that it would replace. Returns the
/// changes of words in each paragraph that differs, at most five paragraphs; nothing if it replaces
/// none.
///
/// # Errors
///
/// [`CurationError`] if the item's text is not an article, or the index cannot be read.
pub fn changed_paragraphs(
    curator: &Curator,
    item: &Item,
) -> Result<Vec<Vec<Change>>, CurationError> {
    let (Some(old), Some(snapshot)) = (&item.replaces, curator.live().snapshot()) else {
        return Ok(Vec::new());
    };
    let Some(preview) = item_preview(curator, item)? else {
        return Ok(Vec::new());
    };
    let old = snapshot.paragraphs_of(old, 0..=u32::MAX)?;
    let old: Vec<&str> = old.iter().map(|passage| passage.text.as_str()).collect();
    Ok(changes(&old, &preview.paragraph_texts()))
}

/// Pairs the paragraphs that only one version has, in their order, and compares each pair.
fn changes(old: &[&str], new: &[&str]) -> Vec<Vec<Change>> {
    let truncated = |text: &&str| {
        text.get(..text.floor_char_boundary(MAX_PARAGRAPH_BYTES))
            .unwrap_or_default()
            .to_owned()
    };
    let mut gone = old.iter().filter(|text| !new.contains(text)).map(truncated);
    let mut come = new.iter().filter(|text| !old.contains(text)).map(truncated);
    let pairs = std::iter::from_fn(|| match (gone.next(), come.next()) {
        (Some(gone), Some(come)) => Some(word_changes(&gone, &come)),
        (Some(gone), None) => Some(vec![Change::Removed(gone)]),
        (None, Some(come)) => Some(vec![Change::Added(come)]),
        (None, None) => None,
    });
    pairs.take(MAX_PARAGRAPHS).collect()
}

fn word_changes(gone: &str, come: &str) -> Vec<Change> {
    let changes = difference(gone, come).into_iter();
    changes
        .map(|change| match change {
            // `Cut` is meant for words left out of a quotation; in an article they were removed.
            Change::Cut(words) => Change::Removed(words),
            change => change,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_paragraphs_are_compared() {
        let old = [
            "The ferry sails at noon.",
            "It is red.",
            "Nobody knows why.",
        ];
        let new = ["The ferry sails at dawn.", "It is red."];
        let changes = changes(&old, &new);
        assert_eq!(changes.len(), 2);
        let first = changes.first().map(Vec::as_slice).unwrap_or_default();
        let removed = Change::Removed("noon.".to_owned());
        let added = Change::Added("dawn.".to_owned());
        assert!(
            first.contains(&removed) && first.contains(&added),
            "{first:?}"
        );
        let gone = Change::Removed("Nobody knows why.".to_owned());
        assert_eq!(changes.get(1), Some(&vec![gone]));
    }
}
