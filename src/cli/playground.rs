//! `summit-bot playground`: serves the bot to a browser, without an account or a token.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use tempfile::TempDir;
use tokio::task;
use walkdir::WalkDir;

use super::outcome::Outcome;
use super::prepare::prepare;
use super::run::{run_on_threads, stop_signal};
use super::terminal::{print, say};
use crate::config::Config;
use crate::discord::Playground;
use crate::index::LiveIndex;

/// Environment variables that are set on Linux if there is a desktop.
const DESKTOP_VARIABLES: [&str; 2] = ["DISPLAY", "WAYLAND_DISPLAY"];

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Port of the page on this machine [default: any free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,

    /// Use the articles, the index and the database themselves, not a copy
    #[arg(long)]
    data: bool,
}

/// Serves the page until the process is told to stop, which counts as success.
pub(super) fn run(options: &Options, mut config: Config) -> Result<Outcome> {
    let playground = Playground::bind(options.port)?;
    config.discord = playground.settings(config.discord);
    config.moderation = playground.moderation();
    // The copy is deleted when this is dropped.
    let _copy = if options.data {
        None
    } else {
        Some(use_copy_of_articles(&mut config)?)
    };
    run_on_threads(until_stopped(config, playground))
}

async fn until_stopped(config: Config, playground: Playground) -> Result<Outcome> {
    let stop = stop_signal()?;
    tokio::pin!(stop);
    let live = LiveIndex::open(&config.index.path, config.index.language);
    let preparing = task::spawn_blocking(move || prepare(&config, Arc::new(live)));
    let prepared = tokio::select! {
        () = &mut stop => return Ok(Outcome::Done),
        prepared = preparing => prepared.context("cannot prepare the articles")??,
    };
    print(&format!(
        "The playground is at {} until you press Ctrl-C.\n",
        playground.url()
    ))?;
    if has_desktop() && !open_browser(&playground.url_for_browser()) {
        say("cannot open a browser: open the address above");
    }
    let stop = async {
        stop.await;
        prepared.curator.shutdown().cancel();
    };
    playground.run(Arc::clone(&prepared.service), stop).await?;
    Ok(Outcome::Done)
}

/// Starts the desktop's browser in its own process group, so that Ctrl-C does not end it. Returns
/// whether it started.
fn open_browser(address: &str) -> bool {
    open::commands(address).iter_mut().any(|command| {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.process_group(0);
        command.spawn().is_ok()
    })
}

/// Copies the articles to a temporary folder, and changes the settings so that the bot works there.
/// The folder is deleted when the returned value is dropped.
fn use_copy_of_articles(config: &mut Config) -> Result<TempDir> {
    let folder = tempfile::Builder::new()
        .prefix("summit-bot-playground-")
        .tempdir()
        .context("cannot make a temporary folder: check that the disk is not full")?;
    let data = folder.path().join("data");
    copy_folder(&config.data.path, &data).with_context(|| {
        let from = config.data.path.display();
        format!("cannot copy {from} to a temporary folder: try --data, which copies nothing")
    })?;
    config.data.path = data;
    config.index.path = folder.path().join("index");
    config.state.path = folder.path().join("state");
    Ok(folder)
}

/// Copies the files of a folder; does nothing if it does not exist.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    if !from.exists() {
        return Ok(());
    }
    for entry in WalkDir::new(from).follow_links(true) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else if entry.file_type().is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Returns whether there is a desktop on which a browser can be opened.
fn has_desktop() -> bool {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "macos") || DESKTOP_VARIABLES.iter().any(is_set)
}
