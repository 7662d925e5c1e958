//! Items of feeds are neither lost nor inserted twice.

use super::*;
use crate::state::database::timestamp;
use crate::state::{PollOutcome, Validators, for_tests};

const FEED: &str = "https://example.org/feed";
const DAY: i64 = 24 * 60 * 60;

fn state() -> (tempfile::TempDir, State) {
    let (folder, state) = for_tests::state();
    state
        .follow(FEED, "News", &[], "Ann", timestamp(0))
        .unwrap();
    (folder, state)
}

fn new_item(key: &str, version: &str) -> NewItem {
    NewItem {
        key: key.to_owned(),
        version: version.to_owned(),
        url: format!("https://example.org/{key}"),
        title: key.to_owned(),
    }
}

/// Records a poll of the feed with these items; returns the number of new ones.
fn poll(state: &State, items: &[(&str, &str)], at: i64) -> usize {
    let outcome = PollOutcome::Read {
        validators: Validators::default(),
        ttl: None,
        listed: items.iter().map(|(key, _)| (*key).to_owned()).collect(),
        items: items
            .iter()
            .map(|(key, version)| new_item(key, version))
            .collect(),
    };
    state
        .record_poll(FEED, &outcome, timestamp(at), timestamp(at))
        .unwrap()
}

fn keys(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.title.as_str()).collect()
}

#[test]
fn an_item_is_taken_once_and_again_when_it_has_changed() {
    let (_folder, state) = state();
    assert_eq!(poll(&state, &[("a", ""), ("b", "1")], 1), 2);
    assert_eq!(poll(&state, &[("a", ""), ("b", "1")], 2), 0);
    assert_eq!(poll(&state, &[("b", "2")], 3), 1);
    let due = state.due_items(timestamp(3)).unwrap();
    assert_eq!(keys(&due), ["a", "b"], "the older version of b is settled");
    let previewed = Item {
        markdown: Some("# A".to_owned()),
        ..due[0].clone()
    };
    state.store_preview(&previewed).unwrap();
    assert_eq!(keys(&state.waiting_items().unwrap()), ["a"]);
    state.record_announced(&[previewed.id]).unwrap();
    state.settle_item(previewed.id).unwrap();
    assert_eq!(state.waiting_items().unwrap(), []);
    assert_eq!(state.item(previewed.id).unwrap().unwrap().markdown, None);
    assert_eq!(poll(&state, &[("a", "")], 4), 0, "it is remembered");
}

#[test]
fn a_page_that_cannot_be_fetched_is_retried_later() {
    let (_folder, state) = state();
    poll(&state, &[("a", "")], 1);
    let id = state.due_items(timestamp(1)).unwrap()[0].id;
    state.try_item_again(id, timestamp(10)).unwrap();
    assert_eq!(state.due_items(timestamp(9)).unwrap(), []);
    assert_eq!(state.due_items(timestamp(10)).unwrap()[0].attempts, 1);
}

#[test]
fn settled_items_are_deleted_after_the_feed_drops_them() {
    let (_folder, state) = state();
    poll(&state, &[("a", ""), ("b", "")], 0);
    for item in state.all_items().unwrap() {
        state.settle_item(item.id).unwrap();
    }
    poll(&state, &[("a", "")], 89 * DAY);
    assert_eq!(keys(&state.all_items().unwrap()), ["a", "b"]);
    poll(&state, &[("a", "")], 91 * DAY);
    assert_eq!(keys(&state.all_items().unwrap()), ["a"]);
}

#[test]
fn beyond_the_maximum_the_oldest_items_are_settled() {
    let (_folder, state) = state();
    let names: Vec<String> = (0..=MAX_UNSETTLED).map(|n| format!("item-{n}")).collect();
    let items: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    poll(&state, &items, 1);
    let due = state.due_items(timestamp(1)).unwrap();
    assert_eq!(
        (due.len(), due[0].title.as_str()),
        (MAX_UNSETTLED as usize, "item-1")
    );
}

#[test]
fn unfollowing_a_feed_deletes_its_items() {
    let (_folder, state) = state();
    poll(&state, &[("a", "")], 1);
    assert!(state.unfollow(FEED).unwrap());
    assert!(!state.unfollow(FEED).unwrap());
    assert_eq!(state.all_items().unwrap(), []);
    assert_eq!(poll(&state, &[("a", "")], 2), 0);
}

#[test]
fn automatic_publications_are_limited_for_each_day() {
    let (_folder, state) = state();
    let take = |at| state.count_publication(2, timestamp(at)).unwrap();
    assert_eq!(
        [take(1), take(2), take(3), take(DAY), take(2 * DAY)],
        [true, true, false, true, true]
    );
    assert!(!state.count_publication(0, timestamp(9 * DAY)).unwrap());
}

#[test]
fn failures_are_counted_until_a_poll_succeeds() {
    let (_folder, state) = state();
    let failed = PollOutcome::Failed {
        problem: "it answers 500".to_owned(),
    };
    for at in [1, 2] {
        state
            .record_poll(FEED, &failed, timestamp(at + 1), timestamp(at))
            .unwrap();
    }
    let feed = state.feeds().unwrap().remove(0);
    assert_eq!(
        (feed.failures, feed.problem.as_deref()),
        (2, Some("it answers 500"))
    );
    state
        .record_poll(FEED, &PollOutcome::Unchanged, timestamp(9), timestamp(8))
        .unwrap();
    let feed = state.feeds().unwrap().remove(0);
    assert_eq!(
        (feed.failures, feed.problem, feed.next_poll),
        (0, None, timestamp(9))
    );
}
