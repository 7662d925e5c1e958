//! `summit-bot index …`: commands for the index and the articles in it.

mod add;
mod curator;
mod edit;
mod feeds;
mod gaps;
mod history;
mod refresh;
mod remove;
mod restore;
mod speaker;
mod status;

use clap::Subcommand;

use super::outcome::Outcome;
use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write what changed among the articles to the index
    Refresh(refresh::Options),
    /// Show what the index holds, and whether that is up to date
    Status(status::Options),
    /// Add an article, after showing what it would be
    Add(add::Options),
    /// Take an article away; it can be restored
    Remove(remove::Options),
    /// Put a removed article back
    Restore(restore::Options),
    /// Correct an article's title, outlet, address or date
    Edit(edit::Options),
    /// Correct who said a quotation
    Speaker(speaker::Options),
    /// Show what was done to the index, by whom and when
    History(history::Options),
    /// Show what was asked in vain, the most asked first
    Gaps(gaps::Options),
    /// Follow a feed: its articles wait until somebody publishes them
    Follow(feeds::FollowOptions),
    /// Show the feeds that are followed, and their articles that wait
    Feeds(feeds::FeedsOptions),
    /// Follow a feed no more
    Unfollow(feeds::UnfollowOptions),
}

impl Command {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<Outcome> {
        match self {
            Self::Refresh(options) => refresh::run(options, config),
            Self::Status(options) => status::run(options, config),
            Self::Add(options) => add::run(options, config),
            Self::Remove(options) => remove::run(options, config),
            Self::Restore(options) => restore::run(options, config),
            Self::Edit(options) => edit::run(options, config),
            Self::Speaker(options) => speaker::run(options, config),
            Self::History(options) => history::run(options, config),
            Self::Gaps(options) => gaps::run(options, config),
            Self::Follow(options) => feeds::run_follow(options, config),
            Self::Feeds(options) => feeds::run(options, config),
            Self::Unfollow(options) => feeds::run_unfollow(options, config),
        }
    }
}
