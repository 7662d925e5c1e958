//! From an item of a feed to an article that waits: its page is fetched, read as an article, and
//! compared with the articles that are there and that wait.

use jiff::Timestamp;

use super::address::plain_address;
use super::schedule::next_attempt;
use crate::curation::fetch::{FetchError, Fetcher};
use crate::curation::{CurationError, Curator, Preview};
use crate::index::{ArticleSummary, IndexError, Search};
use crate::state::{Item, State};

/// Number of attempts to fetch a page before its item is given up.
const MAX_ATTEMPTS: u32 = 8;

/// Minimum share of an article's paragraphs that another has to hold to be compared with it.
const NEARLY_ALL: f32 = 0.9;

/// What an item turned out to be.
enum Judged {
    /// An article that waits from now on, and the ID of the one that it would replace.
    Waits(Option<String>),
    /// One that is there, or waits, already.
    Known,
}

/// Fetches the page of every item that is due at `now`, and keeps those that are new articles, or
/// other versions of one that is there. Returns how many wait now that did not before.
///
/// # Errors
///
/// [`CurationError`] if the database or the index fails. An item whose page cannot be fetched is tried
/// again later; one that is no article is settled.
pub fn preview_items(
    curator: &Curator,
    state: &State,
    fetcher: &Fetcher,
    now: Timestamp,
) -> Result<usize, CurationError> {
    let mut waiting = 0;
    for item in state.due_items(now)? {
        let preview = match curator.preview_page(fetcher, &item.url) {
            Ok(preview) => preview,
            Err(error) if is_passing(&error) && item.attempts < MAX_ATTEMPTS => {
                state.try_item_again(item.id, next_attempt(now, item.attempts))?;
                continue;
            }
            Err(error) if matches!(error, CurationError::Index(_) | CurationError::State(_)) => {
                return Err(error);
            }
            Err(error) => {
                tracing::info!(url = item.url, "an item of a feed is no article: {error}");
                state.settle_item(item.id)?;
                continue;
            }
        };
        let by = format!("the feed {}", item.feed);
        let Ok(markdown) = preview.to_markdown(&by, now) else {
            tracing::info!(
                url = item.url,
                "an item of a feed cannot be written as Markdown"
            );
            state.settle_item(item.id)?;
            continue;
        };
        match judge(curator, state, &item, &preview, &markdown)? {
            Judged::Known => state.settle_item(item.id)?,
            Judged::Waits(replaces) => {
                state.keep_preview(&Item {
                    title: preview.title.clone(),
                    canonical: canonical(&preview),
                    markdown: Some(markdown),
                    replaces,
                    ..item
                })?;
                waiting += 1;
            }
        }
    }
    Ok(waiting)
}

/// Whether the same page may be had later.
fn is_passing(error: &CurationError) -> bool {
    match error {
        CurationError::Fetch(FetchError::Status { status, .. }) => {
            *status >= 500 || matches!(*status, 404 | 408 | 425 | 429)
        }
        CurationError::Fetch(error) => matches!(
            error,
            FetchError::TooSlow(_) | FetchError::Connection { .. } | FetchError::NoSuchHost(_)
        ),
        _ => false,
    }
}

/// The address by which an article is known, whatever leads to it.
fn canonical(preview: &Preview) -> Option<String> {
    preview.url.as_deref().and_then(plain_address)
}

/// Compares an article with those that wait and those that are there.
fn judge(
    curator: &Curator,
    state: &State,
    item: &Item,
    preview: &Preview,
    markdown: &str,
) -> Result<Judged, CurationError> {
    let canonical = canonical(preview);
    for other in state.waiting_items()? {
        let is_same = other.markdown.as_deref().map(body) == Some(body(markdown));
        if is_same {
            return Ok(Judged::Known);
        }
        if canonical.is_some() && other.canonical == canonical && other.id < item.id {
            state.settle_item(other.id)?;
        }
    }
    let Some(snapshot) = curator.live().snapshot() else {
        return Ok(Judged::Waits(None));
    };
    let articles = snapshot.article_summaries()?;
    let mut own = articles.iter().filter(|article| {
        let address = article.url.as_deref().and_then(plain_address);
        address.is_some() && address == canonical
    });
    if let Some(article) = own.next() {
        return Ok(if is_text_of(preview, article, &*snapshot)? {
            Judged::Known
        } else {
            Judged::Waits(Some(article.id.clone()))
        });
    }
    for alike in preview
        .near_duplicates
        .iter()
        .filter(|alike| alike.share >= NEARLY_ALL)
    {
        let mut articles = articles.iter();
        if let Some(article) = articles.find(|article| article.id == alike.id)
            && is_text_of(preview, article, &*snapshot)?
        {
            return Ok(Judged::Known);
        }
    }
    Ok(Judged::Waits(None))
}

/// Whether an article has the very text of a preview.
fn is_text_of(
    preview: &Preview,
    article: &ArticleSummary,
    snapshot: &dyn Search,
) -> Result<bool, IndexError> {
    let paragraphs = snapshot.paragraphs_of(&article.id, 0..=u32::MAX)?;
    let paragraphs: Vec<&str> = paragraphs
        .iter()
        .map(|passage| passage.text.as_str())
        .collect();
    Ok(paragraphs == preview.paragraph_texts())
}

/// What stands below the front matter.
fn body(markdown: &str) -> &str {
    let below = markdown
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    below.map_or(markdown, |(_, body)| body)
}
