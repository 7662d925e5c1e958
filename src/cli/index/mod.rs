//! `summit-bot index …`: commands for the index and the articles in it.

mod add;
mod articles;
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
    /// Write changes among the articles to the index
    Refresh(refresh::Options),
    /// Show what the index holds, and whether it is up to date
    Status(status::Options),
    /// List the articles, the newest first
    Articles(articles::Options),
    /// Preview an article, and publish it if you agree
    Add(add::Options),
    /// Remove an article; it can be restored
    Remove(remove::Options),
    /// Put a removed article back
    Restore(restore::Options),
    /// Edit an article's title, outlet, address or date
    Edit(edit::Options),
    /// Correct who said a quotation
    Speaker(speaker::Options),
    /// Show who changed what, and when
    History(history::Options),
    /// Show unanswered questions, the most asked first
    Gaps(gaps::Options),
    /// Follow a feed, whose articles wait until somebody publishes them
    Follow(feeds::FollowOptions),
    /// Show the followed feeds and the articles that wait, and publish or discard them
    Feeds(feeds::FeedsOptions),
    /// Stop following a feed
    Unfollow(feeds::UnfollowOptions),
}

impl Command {
    pub(super) fn run(&self, config: &Config) -> anyhow::Result<Outcome> {
        match self {
            Self::Refresh(options) => refresh::run(options, config),
            Self::Status(options) => status::run(options, config),
            Self::Articles(options) => articles::run(options, config),
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
