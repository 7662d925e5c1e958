//! `summit-bot index follow`, `feeds` and `unfollow`: feeds and their waiting articles.

use std::fmt::Write;

use anyhow::{Result, bail};
use clap::Args;
use jiff::Timestamp;

use super::curator::curator;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{actor, harmless_line, print};
use crate::config::Config;
use crate::curation::feeds::{
    Published, follow, poll_due, preview_items, publish_automatically, publish_item,
};
use crate::state::{Item, State};
use crate::text::english::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct FollowOptions {
    /// The address of a feed, or of a page that names one
    url: String,

    /// Take only items that have all of these words
    words: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct UnfollowOptions {
    /// The address of the feed, as `index feeds` shows it
    url: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FeedsOptions {
    /// Poll the feeds that are due, which the running bot does by itself
    #[arg(long)]
    poll: bool,

    /// Publish the waiting article with this number
    #[arg(long, value_name = "N", conflicts_with = "discard")]
    publish: Option<i64>,

    /// Discard the waiting article with this number
    #[arg(long, value_name = "N")]
    discard: Option<i64>,

    /// Publish all waiting articles
    #[arg(long, conflicts_with_all = ["publish", "discard"])]
    publish_all: bool,
}

/// Follows a feed.
pub(super) fn run_follow(options: &FollowOptions, config: &Config) -> Result<Outcome> {
    let state = State::open(&config.state.path)?;
    let words = options.words.join(" ");
    let now = Timestamp::now();
    let followed = follow(
        &state,
        &config.fetcher(),
        &options.url,
        &words,
        &actor(),
        now,
    )?;
    print(&format!(
        "following {} ({})\n",
        harmless_line(&followed.title),
        harmless_line(&followed.url)
    ))?;
    Ok(Outcome::Done)
}

/// Unfollows a feed.
pub(super) fn run_unfollow(options: &UnfollowOptions, config: &Config) -> Result<Outcome> {
    let state = State::open(&config.state.path)?;
    if !state.unfollow(&options.url)? {
        bail!(
            "{:?} is not followed: see `summit-bot index feeds`",
            options.url
        );
    }
    print(&format!("unfollowed {}\n", harmless_line(&options.url)))?;
    Ok(Outcome::Done)
}

/// Polls feeds, discards and publishes articles as the options ask, and shows the feeds and the
/// waiting articles.
pub(super) fn run(options: &FeedsOptions, config: &Config) -> Result<Outcome> {
    let state = State::open(&config.state.path)?;
    if options.poll {
        poll(&state, config)?;
    }
    if let Some(item) = options.discard {
        discard(&state, item)?;
    }
    let waiting = state.waiting_items()?;
    let wanted = waiting.iter().map(|item| item.id);
    let wanted: Vec<i64> = match options.publish {
        Some(item) => vec![item],
        None => wanted.filter(|_| options.publish_all).collect(),
    };
    if !wanted.is_empty() {
        publish(&state, config, &wanted)?;
    }
    let mut text = String::new();
    for feed in state.feeds()? {
        let (title, url) = (harmless_line(&feed.title), harmless_line(&feed.url));
        let words = harmless_line(&feed.words.join(" "));
        writeln!(text, "{title}  {url}  {words}")?;
        if let Some(problem) = &feed.problem {
            writeln!(text, "  {}", harmless_line(problem))?;
        }
    }
    let waiting = state.waiting_items()?;
    for item in &waiting {
        write_item(item, &mut text)?;
    }
    let is_found = !text.is_empty();
    if !is_found {
        text.push_str("no feed is followed: `summit-bot index follow URL` follows one\n");
    }
    print(&text)?;
    Ok(Outcome::of_search(is_found))
}

fn write_item(item: &Item, text: &mut String) -> std::fmt::Result {
    let (title, url) = (harmless_line(&item.title), harmless_line(&item.url));
    let change = match &item.replaces {
        Some(old) => format!("  (replaces {:?})", harmless_line(old)),
        None => String::new(),
    };
    writeln!(text, "{:>6}  {title}  {url}{change}", item.id)
}

fn poll(state: &State, config: &Config) -> Result<()> {
    let (curator, fetcher, now) = (curator(config)?, config.fetcher(), Timestamp::now());
    let polled = poll_due(state, &fetcher, now)?;
    let waiting = preview_items(&curator, state, &fetcher, now)?;
    let published = publish_automatically(&curator, state, &fetcher, config.feeds.rules(), now)?;
    print(&format!(
        "polled {}: {} failed, {} new, {} more waiting, {} published\n",
        counted(polled.polled, "feed"),
        polled.failed,
        polled.new,
        waiting,
        published.len()
    ))
}

fn publish(state: &State, config: &Config, items: &[i64]) -> Result<()> {
    let curator = curator(config)?;
    for item in items {
        match publish_item(&curator, state, &actor(), *item)? {
            Published::Added(added) => print(&format!("added {}\n", harmless_line(&added.path)))?,
            Published::Settled => bail!("no article waits with the number {item}"),
        }
    }
    Ok(())
}

fn discard(state: &State, number: i64) -> Result<()> {
    let waiting = state.waiting_items()?;
    let Some(item) = waiting.iter().find(|item| item.id == number) else {
        bail!("no article waits with the number {number}");
    };
    state.settle_item(number)?;
    print(&format!("discarded {}\n", harmless_line(&item.title)))
}
