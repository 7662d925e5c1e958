//! `summit-bot index refresh`: updates the index from the articles.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::curator::{curator, summary};
use crate::answer::ask_gaps_again;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{Bar, actor, confirm, print, say_problems};
use crate::config::Config;
use crate::corpus;
use crate::curation::CurationError;
use crate::index::{Edition, IndexError, LiveIndex, RefreshReport};
use crate::state::State;
use crate::text::english::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// Remove missing articles without asking, even more than a fifth of all
    #[arg(long)]
    yes: bool,

    /// Wait while another program writes to the index
    #[arg(long)]
    wait: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Updates the index, asks the open gaps again, and prints a summary.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let mut curator = curator(config)?;
    if options.wait {
        curator = curator.with_lock_timeout(Duration::MAX);
    }
    let refresh = |confirmed| {
        let mut bar = Bar::new();
        curator.refresh(&actor(), confirmed, &mut |progress| {
            bar.show("indexing", progress.done, progress.total);
        })
    };
    let report = match refresh(options.yes) {
        Err(CurationError::Index(IndexError::WouldRemove { removed, of })) => {
            let question = format!("{removed} of {of} articles are gone: remove them?");
            match confirm(&question) {
                Some(true) => refresh(true)?,
                Some(false) => bail!("nothing was changed"),
                None => return Err(IndexError::WouldRemove { removed, of }.into()),
            }
        }
        report => report?,
    };
    say_problems(&report.problems);
    let closed = close_gaps(config)?;
    let report = if options.json {
        serde_json::to_string_pretty(&ReportJson::new(&report, closed))?
    } else if closed > 0 {
        let closed = counted(closed, "gap");
        format!("{}; {closed} answered now", summary(&report))
    } else {
        summary(&report)
    };
    print(&(report + "\n"))?;
    Ok(Outcome::Done)
}

/// Asks the stored gaps again. Returns the number of those that are answered now.
fn close_gaps(config: &Config) -> Result<usize> {
    // Without a database there are no gaps, and none is created here.
    if !config.state.path.exists() {
        return Ok(0);
    }
    let state = State::open(&config.state.path)?;
    let live = LiveIndex::open(&config.index.path, config.index.language);
    let Some(snapshot) = live.snapshot() else {
        return Ok(0);
    };
    let (aliases, _) = corpus::aliases(&config.data.path);
    let asker = config.asker(aliases, config.encoder.open()?);
    Ok(ask_gaps_again(
        &asker,
        &state,
        &*snapshot,
        Timestamp::now(),
    )?)
}

#[derive(Serialize)]
struct ReportJson<'a> {
    edition: &'a Edition,
    added: usize,
    changed: usize,
    removed: usize,
    unchanged: usize,
    problems: Vec<String>,
    /// Number of gaps that are answered now.
    gaps_answered: usize,
    seconds: f64,
}

impl<'a> ReportJson<'a> {
    fn new(report: &'a RefreshReport, gaps_answered: usize) -> Self {
        Self {
            edition: &report.edition,
            added: report.added,
            changed: report.changed,
            removed: report.removed,
            unchanged: report.unchanged,
            problems: report.problems.iter().map(ToString::to_string).collect(),
            gaps_answered,
            seconds: report.duration.as_secs_f64(),
        }
    }
}
