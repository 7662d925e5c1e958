//! Publishing an article of a feed: when a moderator agrees or, where the operator wants that, by
//! itself.

use jiff::Timestamp;
use url::Url;

use crate::curation::fetch::Fetcher;
use crate::curation::{Added, CurationError, Curator};
use crate::index::Search;
use crate::state::{Item, State};

/// Actor of what is published without asking.
const ACTOR: &str = "the program, from a feed";

/// Which articles of feeds are published without asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedRules {
    /// Whether any are.
    pub publish: bool,
    /// Maximum number of them on one day, in UTC.
    pub daily_limit: u32,
}

/// What became of an item.
#[derive(Debug)]
pub enum Published {
    /// Its article was published.
    Added(Added),
    /// It had been settled already.
    Settled,
}

/// Publishes the article of an item, in place of the one that it replaces.
///
/// # Errors
///
/// [`CurationError`]; the item then still waits.
pub fn publish_item(
    curator: &Curator,
    state: &State,
    actor: &str,
    id: i64,
) -> Result<Published, CurationError> {
    let item = state.item(id)?;
    let Some((item, markdown)) = item.and_then(|mut item| {
        let markdown = item.markdown.take()?;
        Some((item, markdown))
    }) else {
        return Ok(Published::Settled);
    };
    let preview = curator.preview("article.md", &item.url, markdown.into_bytes())?;
    // A program that was killed right after publishing left the item as it was.
    if is_there(curator, preview.url.as_deref(), &preview.paragraph_texts())? {
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

/// Publishes what the operator wants published without asking: new articles of the hosts in
/// `fetch.allowed_hosts`, so many a day. Returns what was published.
///
/// # Errors
///
/// [`CurationError`].
pub fn publish_by_itself(
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
        if !may_be_published(&item, fetcher) {
            continue;
        }
        if !state.take_daily_share(rules.daily_limit, now)? {
            break;
        }
        if let Published::Added(added) = publish_item(curator, state, ACTOR, item.id)? {
            published.push(added);
        }
    }
    Ok(published)
}

/// Whether an article is new, and both its addresses are of hosts that the operator names.
fn may_be_published(item: &Item, fetcher: &Fetcher) -> bool {
    let host = |address: &str| Url::parse(address).ok()?.host_str().map(str::to_owned);
    let is_named = host(&item.url).is_some_and(|host| fetcher.names(&host));
    let canonical = item.canonical.as_deref();
    let own = canonical.and_then(|own| host(&format!("https://{own}")));
    is_named && item.replaces.is_none() && own.is_none_or(|host| fetcher.names(&host))
}

/// Whether an article of this address and text is in the index.
fn is_there(curator: &Curator, url: Option<&str>, texts: &[&str]) -> Result<bool, CurationError> {
    let Some(snapshot) = curator.live().snapshot() else {
        return Ok(false);
    };
    let articles = snapshot.article_summaries()?;
    for article in articles
        .iter()
        .filter(|article| article.url.as_deref() == url)
    {
        let paragraphs = snapshot.paragraphs_of(&article.id, 0..=u32::MAX)?;
        if paragraphs
            .iter()
            .map(|passage| &*passage.text)
            .eq(texts.iter().copied())
        {
            return Ok(true);
        }
    }
    Ok(false)
}
