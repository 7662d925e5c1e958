//! Following a feed, by its own address or the address of a page that names it.

use jiff::Timestamp;

use super::find::feed_of_page;
use super::parse::{ParsedFeed, parse_feed};
use crate::corpus::Problem;
use crate::corpus::formats::decode_html;
use crate::curation::CurationError;
use crate::curation::fetch::{FeedResponse, FetchError, FetchedFeed, Fetcher};
use crate::state::{State, Validators};

/// Maximum number of followed feeds.
const MAX_FEEDS: usize = 100;

/// Newly followed feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Address of the feed.
    pub url: String,
    /// Title of the feed; its address if it has none.
    pub title: String,
    /// Words in lower case that an item must all contain.
    pub words: Vec<String>,
}

/// Follows the feed at `address`, or the one that the page at `address` names. Only items that
/// contain all of `words`, separated by white space, are taken from it.
///
/// # Errors
///
/// [`CurationError::Fetch`] if it cannot be fetched, [`CurationError::Unreadable`] if it is no feed
/// and names none, or if 100 feeds are followed already, [`CurationError::State`] if the database
/// fails.
pub fn follow(
    state: &State,
    fetcher: &Fetcher,
    address: &str,
    words: &str,
    actor: &str,
    now: Timestamp,
) -> Result<Followed, CurationError> {
    let document = fetch_document(fetcher, address)?;
    let (url, feed) = match parsed(&document) {
        Some(feed) => (address.trim().to_owned(), feed),
        None => {
            let page = decode_html(&document.bytes, Some(&document.kind));
            let named = feed_of_page(&page, &document.url).ok_or_else(|| not_a_feed(address))?;
            let document = fetch_document(fetcher, named.as_str())?;
            let feed = parsed(&document).ok_or_else(|| not_a_feed(named.as_str()))?;
            (named.to_string(), feed)
        }
    };
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let title = if feed.title.is_empty() {
        url.clone()
    } else {
        feed.title
    };
    let known = state.feeds()?;
    if known.len() >= MAX_FEEDS && known.iter().all(|known| known.url != url) {
        return Err(CurationError::Unreadable(Problem::error(
            url,
            None,
            format!("{MAX_FEEDS} feeds are followed already"),
            "unfollow one first",
        )));
    }
    state.follow(&url, &title, &words, actor, now)?;
    Ok(Followed { url, title, words })
}

fn fetch_document(fetcher: &Fetcher, address: &str) -> Result<FetchedFeed, CurationError> {
    match fetcher.fetch_feed(address, &Validators::default())? {
        FeedResponse::Document(document) => Ok(document),
        FeedResponse::Refused { status, .. } => Err(FetchError::Status {
            host: address.to_owned(),
            status,
        }
        .into()),
        FeedResponse::NotModified => Err(not_a_feed(address)),
    }
}

fn parsed(document: &FetchedFeed) -> Option<ParsedFeed> {
    parse_feed(&document.bytes, &document.kind, &document.url)
}

fn not_a_feed(address: &str) -> CurationError {
    CurationError::Unreadable(Problem::error(
        address,
        None,
        "it is no feed, and names none",
        "give the address of an RSS, Atom or JSON feed",
    ))
}
