//! `summit-bot index remove`: removes an article.

use anyhow::{Result, bail};
use clap::Args;

use super::curator::{curator, summary};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{actor, confirm, harmless_line, print};
use crate::config::Config;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The article's ID
    id: String,

    /// Remove it without asking
    #[arg(long)]
    yes: bool,
}

/// Removes an article after confirmation.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let curator = curator(config)?;
    if !options.yes {
        match confirm(&format!("remove {:?}?", options.id)) {
            Some(true) => {}
            Some(false) => bail!("nothing was removed"),
            None => bail!("nothing was removed: add --yes to remove it"),
        }
    }
    let (removed, report) = curator.remove(&actor(), &options.id)?;
    print(&format!(
        "removed {:?} (`summit-bot index restore` puts it back); {}\n",
        harmless_line(&removed.id),
        summary(&report)
    ))?;
    Ok(Outcome::Done)
}
