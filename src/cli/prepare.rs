//! Preparing the bot: the index, the curator and the service.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use tokio::task;

use super::lookup::updated_index;
use super::terminal::harmless_line;
use crate::config::Config;
use crate::corpus::Problem;
use crate::curation::{Curator, Watcher};
use crate::discord::{Bot, BotToken, Service, Transport};
use crate::index::{LiveIndex, Search};
use crate::state::State;

/// Time that a moderator's command waits for another program to finish writing to the index.
const MODERATOR_LOCK_TIMEOUT: Duration = Duration::from_secs(10);

/// Prepared bot, for a transport to run.
pub(super) struct Prepared {
    /// Answers interactions.
    pub service: Arc<Service>,
    /// Changes articles and index.
    pub curator: Arc<Curator>,
    _watcher: Option<Watcher>,
}

/// Prepares a bot that answers from the last commit, and refreshes the index in the background.
/// Only if there is no commit yet are the articles indexed first.
pub(super) fn prepare(config: &Config, live: Arc<LiveIndex>) -> Result<Prepared> {
    let encoder = config.encoder.open()?;
    let is_made = live.snapshot().is_some();
    if !is_made {
        log_problems(&updated_index(config, encoder.clone())?.1);
    }
    let curator = Curator::new(config.workspace(encoder), Arc::clone(&live))
        .with_lock_timeout(MODERATOR_LOCK_TIMEOUT);
    let curator = Arc::new(curator);
    let state = State::open(&config.state.path);
    let state = state
        .inspect_err(|error| tracing::error!("feeds, gaps and wishes are not kept: {error}"))
        .ok();
    let bot = bot(config, &curator, state.map(Arc::new))?;
    if let Some(snapshot) = live.snapshot() {
        tracing::info!(edition = %snapshot.edition(), "the articles are ready");
    }
    if is_made {
        let curator = Arc::clone(&curator);
        task::spawn_blocking(move || refresh_in_background(&curator));
    }
    let watcher = config
        .index
        .watch
        .then(|| Watcher::start(Arc::clone(&curator)));
    Ok(Prepared {
        service: Arc::new(Service::new(Arc::new(bot))),
        curator,
        _watcher: watcher,
    })
}

/// Makes a bot that is ready to answer. Without `state` it stores no feeds, gaps and wishes.
pub(super) fn bot(
    config: &Config,
    curator: &Arc<Curator>,
    state: Option<Arc<State>>,
) -> Result<Bot> {
    if let Some(weakness) = config.index.language.weakness() {
        tracing::info!("{weakness}");
    }
    let loaded = config.reading().attributor(&config.data.path);
    log_problems(&loaded.problems());
    let attributor = loaded.attributor;
    let encoder = curator.workspace().reading.encoder.clone();
    let asker = config.asker(attributor.aliases.clone(), encoder);
    let (moderation, settings) = (config.moderation.clone(), config.discord.clone());
    let bot = Bot::new(Arc::clone(curator.live()), asker, attributor, settings)
        .with_passages(config.answer.limit.into())
        .with_moderators(moderation, Arc::clone(curator), config.fetcher())
        .with_feed_rules(config.feeds.rules());
    let bot = match state {
        Some(state) => bot.with_state(state, config.answer.log_gaps),
        None => bot,
    };
    // Without a token, which is optional over HTTP, the bot cannot send messages later.
    let can_notify = config.discord.transport == Transport::Gateway
        || BotToken::from_environment(config.discord.api_url.is_none()).is_ok();
    let bot = if can_notify {
        bot
    } else {
        bot.without_messages()
    };
    bot.warm_up().map_err(anyhow::Error::from_boxed)?;
    Ok(bot)
}

/// Refreshes the index while the bot already answers from the last commit.
fn refresh_in_background(curator: &Curator) {
    match curator.refresh("the program, at its start", false, &mut |_| ()) {
        Ok(report) => {
            log_problems(&report.problems);
            tracing::info!(edition = %report.edition, "the articles are up to date");
        }
        Err(error) => tracing::warn!("{}", harmless_line(&error.to_string())),
    }
}

fn log_problems(problems: &[Problem]) {
    for problem in problems {
        tracing::warn!("{}", harmless_line(&problem.to_string()));
    }
}
