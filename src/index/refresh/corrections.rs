//! Finds articles whose corrections of speakers changed since they were indexed.

use std::collections::{BTreeMap, HashSet};

use super::request::LoadedAttributor;
use crate::corpus::Article;
use crate::index::{IndexError, Store};
use crate::quotations::Attributor;

/// Returns the IDs of the indexed articles whose corrections changed. With `only`, articles from
/// other files are left out. If the table of corrections cannot be read, no article counts as
/// changed.
pub(super) fn stale_articles(
    loaded: &LoadedAttributor,
    store: &Store,
    only: Option<&[String]>,
) -> Result<HashSet<String>, IndexError> {
    let mut stale = HashSet::new();
    if loaded.broken_corrections.is_some() {
        return Ok(stale);
    }
    let (now, indexed) = (
        loaded.attributor.corrections.fingerprints(),
        store.corrections(),
    );
    for id in now.keys().chain(indexed.keys()) {
        if now.get(id) == indexed.get(id) {
            continue;
        }
        let source = store.source_of(id)?;
        if source.is_some_and(|source| only.is_none_or(|only| only.contains(&source))) {
            stale.insert(id.clone());
        }
    }
    Ok(stale)
}

/// Returns the fingerprints of the corrections by article, as they will be once `removed` is
/// removed and `written` is indexed.
pub(super) fn corrections_after(
    attributor: &Attributor,
    before: &BTreeMap<String, u64>,
    removed: &[String],
    written: &[Article],
) -> BTreeMap<String, u64> {
    let now = attributor.corrections.fingerprints();
    let mut indexed = before.clone();
    for id in removed {
        indexed.remove(id);
    }
    for article in written {
        if let Some(corrections) = now.get(article.id()) {
            indexed.insert(article.id().to_owned(), *corrections);
        }
    }
    indexed
}
