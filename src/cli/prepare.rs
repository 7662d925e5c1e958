//! Makes the bot ready: its index, its moderators' tools and itself.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use tokio::task;

use super::lookup::to_answer_from;
use super::terminal::harmless_line;
use crate::answer::Asker;
use crate::config::Config;
use crate::corpus::Problem;
use crate::curation::{Curator, Fetcher, Watcher};
use crate::discord::{Bot, BotToken, Service, Transport};
use crate::index::{LiveIndex, Search};
use crate::state::State;

/// Time that a moderator's command waits for another program to finish writing to the index.
const WRITER_WAITS: Duration = Duration::from_secs(10);

/// What a transport answers with.
pub(super) struct Prepared {
    /// Answers interactions.
    pub service: Arc<Service>,
    /// Keeps the articles.
    pub curator: Arc<Curator>,
    _watcher: Option<Watcher>,
}

/// A bot that answers from the last commit. The articles are compared with it afterwards; only where
/// there is no commit are they indexed first.
pub(super) fn prepare(config: &Config, live: Arc<LiveIndex>) -> Result<Prepared> {
    let encoder = config.encoder.open()?;
    let is_made = live.snapshot().is_some();
    if !is_made {
        log_problems(&to_answer_from(config, encoder.clone())?.1);
    }
    let curator =
        Curator::new(config.workspace(encoder), Arc::clone(&live)).with_lock_timeout(WRITER_WAITS);
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
        task::spawn_blocking(move || refresh_behind(&curator));
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

/// A bot that is ready to answer, and keeps feeds, gaps and wishes in `state`.
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
    let aliases = attributor.aliases.clone();
    let encoder = curator.workspace().reading.encoder.clone();
    let asker = Asker::new(config.index.language, aliases, config.settings()).with_encoder(encoder);
    let fetcher = Fetcher::new(config.fetch.allowed_hosts.clone());
    let (moderation, settings) = (config.moderation.clone(), config.discord.clone());
    let bot = Bot::new(Arc::clone(curator.live()), asker, attributor, settings)
        .with_passages(config.answer.limit.into())
        .with_moderators(moderation, Arc::clone(curator), fetcher)
        .with_feed_rules(config.feeds.rules());
    let bot = match state {
        Some(state) => bot.with_state(state, config.answer.log_gaps),
        None => bot,
    };
    // Over HTTP there may be no token, without which nobody can be told anything later.
    let can_tell = config.discord.transport == Transport::Gateway
        || BotToken::from_environment(config.discord.api_url.is_none()).is_ok();
    let bot = if can_tell {
        bot
    } else {
        bot.without_messages()
    };
    bot.warm_up().map_err(anyhow::Error::from_boxed)?;
    Ok(bot)
}

/// Brings the index up to date while the bot answers from the last commit already.
fn refresh_behind(curator: &Curator) {
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
