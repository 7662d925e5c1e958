//! `summit-bot run`: runs the bot until the process is told to stop.

use std::panic;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task;

use super::log::Log;
use super::outcome::Outcome;
use super::prepare::prepare;
use super::reload::Reload;
use crate::config::Config;
use crate::discord::{
    self, Availability, BotToken, DiscordOutbound, FollowUp, TokenError, Transport,
};
use crate::index::LiveIndex;
use crate::ops::{self, Exporter, supervisor};
use crate::text::failures::is_survived;

/// Maximum number of threads for replies and moderators' verbs. More threads would use memory
/// without answering faster.
const MAX_THREADS: usize = 32;

const NO_SIGNALS: &str = "cannot listen for signals: check the limits of the process";

/// Connects to Discord and answers until the process is told to stop, which counts as success.
pub(super) fn run(config: Config, file: Option<&Path>, log: Log) -> Result<Outcome> {
    let token = BotToken::from_environment(config.discord.api_url.is_none());
    let token = match (config.discord.transport, token) {
        (_, Ok(token)) => Some(token),
        // Over HTTP no bot token is needed: Discord signs its requests, and replies are sent with
        // the token of the interaction.
        (Transport::Http, Err(TokenError::Missing)) => None,
        (_, Err(error)) => return Err(error.into()),
    };
    let reload = Reload::new(config, file, log);
    run_on_threads(until_stopped(reload, token))
}

/// Runs the bot on a multi-threaded runtime, with panics written to the log.
pub(super) fn run_on_threads(
    until_stopped: impl Future<Output = Result<Outcome>>,
) -> Result<Outcome> {
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
        .max_blocking_threads(MAX_THREADS)
        .build()
        .context("cannot start the threads of the bot: make sure that the system has some left")?;
    let outcome = runtime.block_on(until_stopped);
    // Blocking work is abandoned, which is safe: a change of the index is committed as a whole or
    // not at all.
    Runtime::shutdown_timeout(runtime, Duration::from_millis(100));
    outcome
}

/// Completes a short piece of asynchronous work on this thread.
pub(super) fn on_this_thread<T>(work: impl Future<Output = T>) -> Result<T> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start a thread: make sure that the system has some left")?;
    Ok(runtime.block_on(work))
}

async fn until_stopped(reload: Reload, token: Option<BotToken>) -> Result<Outcome> {
    let (stop, hang_up) = (stop_signal()?, hangup_signal()?);
    tokio::pin!(stop);
    tokio::spawn(supervisor::watchdog());
    let config = reload.config().clone();
    let live = Arc::new(LiveIndex::open(&config.index.path, config.index.language));
    let availability = Arc::new(Availability::default());
    if let Some(address) = config.ops.address {
        let exporter = Exporter::install(Arc::clone(&live)).context("cannot collect metrics")?;
        let (availability, live) = (Arc::clone(&availability), Arc::clone(&live));
        ops::serve(address, availability, live, exporter).await?;
    }
    let preparing = task::spawn_blocking(move || prepare(&config, live));
    let prepared = tokio::select! {
        () = &mut stop => return Ok(Outcome::Done),
        prepared = preparing => prepared.context("cannot prepare the articles")??,
    };
    let (service, curator) = (prepared.service, prepared.curator);
    let _follow_up = token.as_ref().map(|token| {
        let api_url = reload.config().discord.api_url.as_ref();
        let outbound = DiscordOutbound::new(token, api_url, Handle::current());
        FollowUp::start(Arc::clone(&service), Arc::new(outbound))
    });
    let stop = {
        let (curator, availability) = (Arc::clone(&curator), Arc::clone(&availability));
        async move {
            stop.await;
            supervisor::stopping();
            availability.stop();
            // A running refresh ends after its current article, and its moderator is told.
            curator.shutdown().cancel();
        }
    };
    let transport = reload.config().discord.transport;
    let up = Arc::clone(&availability);
    tokio::spawn(async move {
        up.wait().await;
        supervisor::ready();
    });
    tokio::spawn(reload.on(hang_up, Arc::clone(&service), curator));
    match (transport, &token) {
        (Transport::Gateway, Some(token)) => {
            discord::run_gateway(service, token, availability, stop).await?;
        }
        _ => discord::run_http(service, &availability, stop).await?,
    }
    Ok(Outcome::Done)
}

/// Returns a future that completes when the process is told to stop: by Ctrl-C or a termination
/// signal.
pub(super) fn stop_signal() -> Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context(NO_SIGNALS)?;
    let mut interrupt = signal(SignalKind::interrupt()).context(NO_SIGNALS)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Returns the signal that tells the process to reload its settings: SIGHUP.
fn hangup_signal() -> Result<Signal> {
    signal(SignalKind::hangup()).context(NO_SIGNALS)
}
