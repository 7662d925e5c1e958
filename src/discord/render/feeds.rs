//! Renders feeds and waiting articles for moderators.

use jiff::Timestamp;

use super::citation::linked_title;
use super::escape::{inline, length};
use super::layout::MAX_MESSAGE_LENGTH;
use super::moderation::lines;
use super::quotations::difference;
use crate::answer::Change;
use crate::state::{Feed, Item};
use crate::text::english::counted;

/// Maximum number of feeds listed.
const MAX_FEEDS: usize = 10;
/// Maximum number of waiting articles listed.
pub(crate) const MAX_ITEMS: usize = 10;

const MAX_TITLE_LENGTH: usize = 70;
const MAX_WORDS_LENGTH: usize = 60;
const MAX_PROBLEM_LENGTH: usize = 120;

/// Renders the feeds and the waiting articles.
pub(crate) fn feeds(feeds: &[Feed], waiting: &[Item], now: Timestamp) -> String {
    if feeds.is_empty() {
        return "No feed is followed yet: use `/index follow`.".to_owned();
    }
    let head = format!("**{}**", counted(feeds.len(), "feed"));
    let listed = feeds
        .iter()
        .take(MAX_FEEDS)
        .map(|feed| self::feed(feed, now));
    let more = more(feeds.len(), MAX_FEEDS);
    let waiting = Some(self::waiting(waiting)).filter(|_| !waiting.is_empty());
    lines([head].into_iter().chain(listed).chain(more).chain(waiting))
}

/// Renders the list of waiting articles.
pub(crate) fn waiting(items: &[Item]) -> String {
    let wait = if items.len() == 1 { "waits" } else { "wait" };
    let head = format!("**{} {wait}**", counted(items.len(), "article"));
    let listed = (1..).zip(items).take(MAX_ITEMS).map(|(n, item)| {
        let title = linked_title(&item.title, MAX_TITLE_LENGTH, Some(&item.url), "");
        let change = if item.replaces.is_some() {
            " · has changed"
        } else {
            ""
        };
        format!("**{n}** · {title}{change}")
    });
    lines(
        [head]
            .into_iter()
            .chain(listed)
            .chain(more(items.len(), MAX_ITEMS)),
    )
}

/// Renders the differences between an article and the one that it would replace.
pub(crate) fn changed(item: &Item, paragraphs: &[Vec<Change>]) -> String {
    let title = linked_title(&item.title, MAX_TITLE_LENGTH, Some(&item.url), "");
    let head = format!("**{title}** has changed. Publishing replaces the article.");
    let room = (MAX_MESSAGE_LENGTH - length(&head)) / paragraphs.len().max(1);
    let paragraphs = paragraphs.iter();
    let paragraphs = paragraphs.map(|changes| {
        let room = room.saturating_sub(length("> \n"));
        format!("> {}", difference(changes, room).trim_start_matches("> "))
    });
    lines([head].into_iter().chain(paragraphs))
}

/// Renders a feed as a line such as `- Title · harbour ferry · next <t:…:R>`.
fn feed(feed: &Feed, now: Timestamp) -> String {
    let title = linked_title(&feed.title, MAX_TITLE_LENGTH, Some(&feed.url), "");
    let words = if feed.words.is_empty() {
        "every article".to_owned()
    } else {
        inline(&feed.words.join(" "), MAX_WORDS_LENGTH)
    };
    let next = format!("next <t:{}:R>", feed.next_poll.max(now).as_second());
    let problem = feed
        .problem
        .as_deref()
        .map(|problem| format!("\n-# ⚠ {}", inline(problem, MAX_PROBLEM_LENGTH)));
    format!(
        "- {title} · {words} · {next}{}",
        problem.unwrap_or_default()
    )
}

/// Returns the line that counts the entries that are not listed.
fn more(all: usize, most: usize) -> Option<String> {
    (all > most).then(|| format!("- and {} more", all - most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{ItemStatus, Validators};

    fn item(title: &str, replaces: Option<&str>) -> Item {
        Item {
            id: 1,
            feed: "https://example.org/feed".to_owned(),
            url: "https://example.org/ferry".to_owned(),
            title: title.to_owned(),
            status: ItemStatus::Waiting,
            attempts: 0,
            markdown: None,
            canonical: None,
            replaces: replaces.map(str::to_owned),
        }
    }

    #[test]
    fn feeds_are_listed_with_waiting_items_and_failures() {
        let feed = Feed {
            url: "https://example.org/feed".to_owned(),
            title: "Harbour *News*".to_owned(),
            words: vec!["ferry".to_owned()],
            followed_by: "Ann".to_owned(),
            validators: Validators::default(),
            ttl: None,
            next_poll: Timestamp::UNIX_EPOCH,
            failures: 1,
            problem: Some("it answers 500".to_owned()),
        };
        let waiting = [item("The ferry", None), item("The tram", Some("tram"))];
        insta::assert_snapshot!(feeds(&[feed], &waiting, Timestamp::UNIX_EPOCH), @r"
        **1 feed**
        - [Harbour \*News\*](https://example.org/feed) · ferry · next <t:0:R>
        -# ⚠ it answers 500
        **2 articles wait**
        **1** · [The ferry](https://example.org/ferry)
        **2** · [The tram](https://example.org/ferry) · has changed
        ");
    }

    #[test]
    fn lists_and_differences_fit_in_a_message() {
        let items = vec![item(&"_@everyone_".repeat(100), Some("x")); 500];
        assert!(length(&waiting(&items)) <= MAX_MESSAGE_LENGTH);
        let long = vec![
            Change::Removed("**||x".repeat(1000)),
            Change::Added("_y".repeat(1000)),
        ];
        let text = changed(&item("A", Some("a")), &vec![long; 5]);
        assert!(length(&text) <= MAX_MESSAGE_LENGTH, "{}", length(&text));
    }
}
