//! `summit-bot run`: the bot, until somebody stops it.

use std::panic;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::signal;
use tokio::task;

use super::lookup::to_answer_from;
use super::outcome::Outcome;
use super::terminal::harmless_line;
use crate::answer::Asker;
use crate::config::Config;
use crate::corpus::Problem;
use crate::curation::{Curator, Fetcher, Watcher};
use crate::discord::{self, Bot, BotToken, DiscordOutbound, FollowUp};
use crate::index::{LiveIndex, Search};
use crate::state::State;
use crate::text::failures::is_survived;

/// So many replies are worked out at once, and moderators' work beside them. More threads would
/// only take memory and each other's time.
const MOST_THREADS: usize = 32;

/// So long a moderator waits for another program that writes to the index.
const WRITER_WAITS: Duration = Duration::from_secs(10);

/// Connects to Discord and answers until the process is told to stop, which is no failure.
pub(super) fn run(config: &Config) -> Result<Outcome> {
    let token = BotToken::from_environment(config.discord.api_url.is_none())?;
    panic::set_hook(Box::new(|panic| {
        if is_survived(panic) {
            return;
        }
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let cause = panic.payload_as_str().unwrap_or("no cause given");
        tracing::error!(place, "a mistake in the program: {cause}");
    }));
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(MOST_THREADS)
        .build()
        .context("cannot start the threads of the bot: make sure that the system has some left")?;
    let outcome = runtime.block_on(until_stopped(config.clone(), token));
    // Work that cannot be interrupted is left behind: the index holds all of a change or nothing.
    Runtime::shutdown_timeout(runtime, Duration::from_millis(100));
    outcome
}

async fn until_stopped(config: Config, token: BotToken) -> Result<Outcome> {
    let stop = stop_signal()?;
    tokio::pin!(stop);
    let api_url = config.discord.api_url.clone();
    let preparing = task::spawn_blocking(move || prepare(&config));
    let prepared = tokio::select! {
        () = &mut stop => return Ok(Outcome::Done),
        prepared = preparing => prepared.context("cannot prepare the articles")??,
    };
    let Prepared { bot, curator, .. } = &prepared;
    let outbound = DiscordOutbound::new(&token, api_url.as_ref(), Handle::current());
    let _follow_up = FollowUp::start(Arc::clone(bot), Arc::new(outbound));
    let stop = async {
        stop.await;
        // Ends a refresh between two articles, so that whoever waits for it is told.
        curator.shutdown().cancel();
    };
    discord::run(Arc::clone(bot), &token, stop).await?;
    Ok(Outcome::Done)
}

struct Prepared {
    bot: Arc<Bot>,
    curator: Arc<Curator>,
    _watcher: Option<Watcher>,
}

/// A bot that answers from the last commit. The articles are compared with it afterwards; only where
/// there is no commit are they indexed first.
fn prepare(config: &Config) -> Result<Prepared> {
    let encoder = config.encoder.open()?;
    let live = Arc::new(LiveIndex::open(&config.index.path, config.index.language));
    let is_made = live.snapshot().is_some();
    if !is_made {
        log_problems(&to_answer_from(config, encoder.clone())?.1);
    }
    let loaded = config.reading().attributor(&config.data.path);
    log_problems(&loaded.problems());
    let attributor = loaded.attributor;
    let curator = Curator::new(config.workspace(encoder.clone()), Arc::clone(&live))
        .with_lock_timeout(WRITER_WAITS);
    let curator = Arc::new(curator);
    let aliases = attributor.aliases.clone();
    let asker = Asker::new(config.index.language, aliases, config.settings()).with_encoder(encoder);
    let fetcher = Fetcher::new(config.fetch.allowed_hosts.clone());
    let moderation = config.moderation.clone();
    let bot = Bot::new(Arc::clone(&live), asker, attributor, config.discord.clone())
        .with_passages(config.answer.limit.into())
        .with_moderators(moderation, Arc::clone(&curator), fetcher);
    let bot = match State::open(&config.state.path) {
        Ok(state) => bot
            .with_state(Arc::new(state), config.answer.log_gaps)
            .with_feed_rules(config.feeds.rules()),
        Err(error) => {
            tracing::error!("feeds, gaps and wishes are not kept: {error}");
            bot
        }
    };
    bot.warm_up().map_err(anyhow::Error::from_boxed)?;
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
        bot: Arc::new(bot),
        curator,
        _watcher: watcher,
    })
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

/// Ready when the process is told to stop: by Ctrl-C, or by whoever runs it.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    let cannot = "cannot listen for signals: check the limits of the process";
    #[cfg(unix)]
    let mut terminate =
        signal::unix::signal(signal::unix::SignalKind::terminate()).context(cannot)?;
    #[cfg(unix)]
    let mut interrupt =
        signal::unix::signal(signal::unix::SignalKind::interrupt()).context(cannot)?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = signal::ctrl_c().await;
    })
}
