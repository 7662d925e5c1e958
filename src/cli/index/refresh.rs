//! `summit-bot index refresh`: the index, brought up to date.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;

use super::curator::{curator, in_words};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{Bar, actor, confirm, print, say_problems};
use crate::config::Config;
use crate::curation::CurationError;
use crate::index::{Edition, IndexError, RefreshReport};

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// Agree that many articles disappear from the index
    #[arg(long)]
    yes: bool,

    /// Wait until another program that writes to the index is done
    #[arg(long)]
    wait: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Brings the index up to date and says what that took.
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
    let report = if options.json {
        serde_json::to_string_pretty(&ReportJson::new(&report))?
    } else {
        in_words(&report)
    };
    print(&(report + "\n"))?;
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct ReportJson<'a> {
    edition: &'a Edition,
    added: usize,
    changed: usize,
    removed: usize,
    unchanged: usize,
    problems: Vec<String>,
    seconds: f64,
}

impl<'a> ReportJson<'a> {
    fn new(report: &'a RefreshReport) -> Self {
        Self {
            edition: &report.edition,
            added: report.added,
            changed: report.changed,
            removed: report.removed,
            unchanged: report.unchanged,
            problems: report.problems.iter().map(ToString::to_string).collect(),
            seconds: report.duration.as_secs_f64(),
        }
    }
}
