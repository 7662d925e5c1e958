//! Reloading the settings while the program runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::signal::unix::Signal;
use tokio::task;

use super::log::Log;
use super::prepare::bot;
use super::terminal::harmless_line;
use crate::config::{Changes, Config};
use crate::curation::Curator;
use crate::discord::Service;
use crate::ops::supervisor;

/// Settings of the running program, and the file they come from.
pub(super) struct Reload {
    config: Config,
    file: Option<PathBuf>,
    log: Log,
}

impl Reload {
    /// Makes a reloader of settings that were read from `file`, or from the default file.
    pub(super) fn new(config: Config, file: Option<&Path>, log: Log) -> Self {
        Self {
            config,
            file: file.map(Path::to_owned),
            log,
        }
    }

    /// Returns the current settings.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// Reloads the settings at each of these signals.
    pub(super) async fn on(
        mut self,
        mut hang_up: Signal,
        service: Arc<Service>,
        curator: Arc<Curator>,
    ) {
        while hang_up.recv().await.is_some() {
            supervisor::reloading();
            if let Err(error) = self.reload(&service, &curator).await {
                let cause = harmless_line(&format!("{error:#}"));
                tracing::error!("the settings stay as they were: {cause}");
            }
            supervisor::ready();
        }
    }

    /// Reads the settings and replaces the bot. On failure the old settings stay in use.
    async fn reload(&mut self, service: &Arc<Service>, curator: &Arc<Curator>) -> Result<()> {
        let new = Config::load(self.file.as_deref()).map_err(anyhow::Error::msg)?;
        let Changes {
            config,
            taken,
            waiting,
        } = self.config.changes_to(&new);
        let curator = Arc::clone(curator);
        let (service, settings) = (Arc::clone(service), config.clone());
        let replacing = task::spawn_blocking(move || {
            let old = service.bot();
            let new = bot(&settings, &curator, old.state())?.in_place_of(&old);
            service.replace(Arc::new(new));
            anyhow::Ok(())
        });
        replacing.await.context("cannot make another bot")??;
        self.log.set_level(&config.log.level)?;
        self.config = config;
        let taken = match taken.as_slice() {
            [] => "nothing changed".to_owned(),
            names => format!("changed {}", names.join(", ")),
        };
        tracing::info!("read the settings again: {taken}");
        if !waiting.is_empty() {
            let waiting = waiting.join(", ");
            tracing::warn!("start the program again to change {waiting}");
        }
        Ok(())
    }
}
