//! `summit-bot index restore`: restores a removed article.

use anyhow::Result;
use clap::Args;

use super::curator::{curator, summary};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{actor, harmless_line, print};
use crate::config::Config;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The article's ID, as `index history` shows it
    id: String,
}

/// Restores a removed article.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let restored = curator(config)?.restore(&actor(), &options.id)?;
    let path = config.data.path.join(&restored.removed.path);
    print(&format!(
        "restored {:?} as {}; {}\n",
        harmless_line(&restored.removed.id),
        path.display(),
        summary(&restored.report)
    ))?;
    Ok(Outcome::Done)
}
