//! From an item of a feed to an article that waits for a moderator: its page is fetched, read as an
//! article, and compared with the indexed and the waiting articles.

use jiff::Timestamp;

use super::address::normalized_address;
use super::schedule::next_attempt;
use crate::curation::fetch::{FetchError, Fetcher};
use crate::curation::{CurationError, Curator, Preview};
use crate::index::{IndexError, Search};
use crate::state::{Item, State};

/// Maximum number of failed attempts to fetch an item's page.
const MAX_ATTEMPTS: u32 = 8;

/// Maximum length of an article that waits, in bytes. All waiting articles are compared with each
/// new one, so a feed of longer ones could fill the memory.
const MAX_ARTICLE_BYTES: usize = 200_000;

/// Minimum share of paragraphs in common with an indexed article for the full texts to be compared.
const MIN_SHARE: f32 = 0.9;

/// Result of comparing an item's article with the others.
enum Comparison {
    /// A new text, to be shown to a moderator.
    New {
        /// ID of the indexed article that it would replace.
        replaces: Option<String>,
    },
    /// An article with the same text is indexed or waiting already.
    Known,
}

/// Fetches the page of every item that is due at `now`, and keeps each new article and each new
/// version of an indexed article for a moderator. Returns the number of articles kept.
///
/// # Errors
///
/// [`CurationError`] if the database or the index fails. An item whose page cannot be fetched at
/// the moment is tried again later, at most eight times; one that is no article is settled.
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
            Err(error) if is_temporary(&error) && item.attempts < MAX_ATTEMPTS => {
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
        let markdown = preview.to_markdown(&by, now).ok();
        let Some(markdown) = markdown.filter(|markdown| markdown.len() <= MAX_ARTICLE_BYTES) else {
            tracing::info!(
                url = item.url,
                "an item of a feed is too long, or cannot be written as Markdown"
            );
            state.settle_item(item.id)?;
            continue;
        };
        match compare(curator, state, &item, &preview, &markdown)? {
            Comparison::Known => state.settle_item(item.id)?,
            Comparison::New { replaces } => {
                state.store_preview(&Item {
                    title: preview.title.clone(),
                    canonical: canonical_address(&preview),
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

/// Returns the preview of an item's article; `None` if its page was not fetched yet, or the item is
/// settled.
///
/// # Errors
///
/// [`CurationError`] if the stored text is not an article, or the index cannot be read.
pub fn item_preview(curator: &Curator, item: &Item) -> Result<Option<Preview>, CurationError> {
    let Some(markdown) = &item.markdown else {
        return Ok(None);
    };
    let bytes = markdown.clone().into_bytes();
    curator.preview("article.md", &item.url, bytes).map(Some)
}

/// Returns whether fetching the same page may succeed later.
fn is_temporary(error: &CurationError) -> bool {
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

/// Returns the normalised address that the article itself declares.
fn canonical_address(preview: &Preview) -> Option<String> {
    preview.url.as_deref().and_then(normalized_address)
}

/// Compares an item's article with the waiting and the indexed ones. An older waiting item of the
/// same address is settled, because the new one takes its place.
fn compare(
    curator: &Curator,
    state: &State,
    item: &Item,
    preview: &Preview,
    markdown: &str,
) -> Result<Comparison, CurationError> {
    let canonical = canonical_address(preview);
    for other in state.waiting_items()? {
        let is_same = other.markdown.as_deref().map(without_front_matter)
            == Some(without_front_matter(markdown));
        if is_same {
            return Ok(Comparison::Known);
        }
        if canonical.is_some() && other.canonical == canonical && other.id < item.id {
            state.settle_item(other.id)?;
        }
    }
    let Some(snapshot) = curator.live().snapshot() else {
        return Ok(Comparison::New { replaces: None });
    };
    let articles = snapshot.article_summaries()?;
    let mut own = articles.iter().filter(|article| {
        let address = article.url.as_deref().and_then(normalized_address);
        address.is_some() && address == canonical
    });
    if let Some(article) = own.next() {
        return Ok(if has_same_text(preview, &article.id, &*snapshot)? {
            Comparison::Known
        } else {
            Comparison::New {
                replaces: Some(article.id.clone()),
            }
        });
    }
    for alike in preview
        .near_duplicates
        .iter()
        .filter(|alike| alike.share >= MIN_SHARE)
    {
        if has_same_text(preview, &alike.id, &*snapshot)? {
            return Ok(Comparison::Known);
        }
    }
    Ok(Comparison::New { replaces: None })
}

/// Returns whether the indexed article with this ID has exactly the paragraphs of a preview.
pub(super) fn has_same_text(
    preview: &Preview,
    article: &str,
    snapshot: &dyn Search,
) -> Result<bool, IndexError> {
    let paragraphs = snapshot.paragraphs_of(article, 0..=u32::MAX)?;
    let paragraphs: Vec<&str> = paragraphs
        .iter()
        .map(|passage| passage.text.as_str())
        .collect();
    Ok(paragraphs == preview.paragraph_texts())
}

/// Returns the text below the front matter.
fn without_front_matter(markdown: &str) -> &str {
    let below = markdown
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    below.map_or(markdown, |(_, body)| body)
}
