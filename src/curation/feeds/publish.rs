//! Publishing articles of feeds: after a moderator's approval or, if the operator enables that,
//! automatically.

use jiff::Timestamp;
use url::Url;

use super::items::{has_same_text, item_preview};
use crate::curation::fetch::Fetcher;
use crate::curation::{Added, CurationError, Curator, Preview};
use crate::index::{IndexError, Search};
use crate::state::{Item, State};

/// Actor of articles that are published automatically.
const ACTOR: &str = "the program, from a feed";

/// Rules for publishing articles of feeds automatically.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedRules {
    /// Whether articles are published automatically at all.
    pub publish: bool,
    /// Maximum number of articles published automatically on one day, in UTC.
    pub daily_limit: u32,
}

/// Result of publishing an item.
#[derive(Debug)]
pub enum Published {
    /// The article was published.
    Added(Added),
    /// The item had been settled before.
    Settled,
}

/// Publishes the article of an item, and removes the article that it replaces, if any.
///
/// # Errors
///
/// [`CurationError`]; the item then keeps waiting.
pub fn publish_item(
    curator: &Curator,
    state: &State,
    actor: &str,
    id: i64,
) -> Result<Published, CurationError> {
    let Some(item) = state.item(id)? else {
        return Ok(Published::Settled);
    };
    let Some(preview) = item_preview(curator, &item)? else {
        return Ok(Published::Settled);
    };
    // If the program was killed right after publishing, the item still waits.
    if is_indexed(curator, &preview)? {
        state.settle_item(id)?;
        return Ok(Published::Settled);
    }
    let added = curator.publish(actor, &preview)?;
    if let Some(old) = &item.replaces
        && let Err(error) = curator.remove(actor, old)
    {
        tracing::warn!("cannot remove {old:?}, which was replaced: {error}");
    }
    state.settle_item(id)?;
    Ok(Published::Added(added))
}

/// Publishes waiting articles automatically, if `rules` allow it: new articles from the hosts in
/// `fetch.allowed_hosts`, up to the daily limit. Returns the published articles.
///
/// # Errors
///
/// [`CurationError`] if the database fails or an article cannot be published.
pub fn publish_automatically(
    curator: &Curator,
    state: &State,
    fetcher: &Fetcher,
    rules: FeedRules,
    now: Timestamp,
) -> Result<Vec<Added>, CurationError> {
    let mut published = Vec::new();
    if !rules.publish {
        return Ok(published);
    }
    for item in state.waiting_items()? {
        if !may_publish_unasked(&item, fetcher) {
            continue;
        }
        if !state.count_publication(rules.daily_limit, now)? {
            break;
        }
        if let Published::Added(added) = publish_item(curator, state, ACTOR, item.id)? {
            published.push(added);
        }
    }
    Ok(published)
}

/// Returns whether an article is new, and the hosts of the item's and the article's address are
/// both listed by the operator.
fn may_publish_unasked(item: &Item, fetcher: &Fetcher) -> bool {
    let host = |address: &str| Url::parse(address).ok()?.host_str().map(str::to_owned);
    let is_named = host(&item.url).is_some_and(|host| fetcher.lists_host(&host));
    let canonical = item.canonical.as_deref();
    let own = canonical.and_then(|own| host(&format!("https://{own}")));
    is_named && item.replaces.is_none() && own.is_none_or(|host| fetcher.lists_host(&host))
}

/// Returns whether an article with the address and the text of a preview is indexed.
fn is_indexed(curator: &Curator, preview: &Preview) -> Result<bool, IndexError> {
    let Some(snapshot) = curator.live().snapshot() else {
        return Ok(false);
    };
    let articles = snapshot.article_summaries()?;
    for article in articles.iter().filter(|article| article.url == preview.url) {
        if has_same_text(preview, &article.id, &*snapshot)? {
            return Ok(true);
        }
    }
    Ok(false)
}
